// Whether somebody asks to go on with this conversation on another phone or computer.
import { normalise } from "../text/normalise.ts";

const LONGEST = 24; // characters; a longer message is about something else and only mentions it
const ASKS =
  /续聊码|(?:换|用|到|在)(?:一?[个台部]|另外?一?[个台部]|别的|其他|新)?(?:手机|设备|电脑)(?:上)?(?:再|来)?(?:继续|接着|续聊)/;

/** 「换手机继续」, 「续聊码」. A new phone number is another matter and is left to recognition. */
export function asksToMoveDevice(text: string): boolean {
  const normalised = normalise(text);
  return normalised.length <= LONGEST && ASKS.test(normalised);
}
