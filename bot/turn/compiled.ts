// A content with its recogniser, which is compiled when a message first needs it and kept as long as the content is.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { createRecogniser } from "../understanding/recognise.ts";
import type { Snapshot } from "./turn.ts";

export interface Compiled extends Snapshot {
  /** Compiles now what a message needs, for whoever limits the time of the turn itself. */
  train(text: string): void;
}

/** Training takes longer than a thousand turns, and replays of buttons need none. */
export function compiled(knowledge: Knowledge): Compiled {
  const recogniserFor = (text: string) => {
    const [own = knowledge, chinese = own] = readings(knowledge);
    return derive(HAN.test(text) ? chinese : own, createRecogniser);
  };
  return {
    knowledge,
    recognise: (text, context) => recogniserFor(text)(text, context),
    train(text) {
      // A message is also read in parts, which may be in either language.
      derive(knowledge, createRecogniser);
      recogniserFor(text);
    },
  };
}

const HAN = /\p{Script=Han}/u;

/** The contents by which messages are read: the content itself, and in a translation Chinese as zh-CN teaches it. */
export function readings(knowledge: Knowledge): readonly Knowledge[] {
  return knowledge.originalIntents === undefined ? [knowledge] : [knowledge, derive(knowledge, chineseOf)];
}

/** Chinese typed in a translated conversation is read by what zh-CN teaches, and answered in the translation. */
function chineseOf(knowledge: Knowledge): Knowledge {
  const { originalIntents: intents = knowledge.intents } = knowledge;
  return { ...knowledge, intents };
}
