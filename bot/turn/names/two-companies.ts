// 「POS 是银联商务的，聚合码是收钱吧的」: two companies, each of which changes the card of its own.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { namedOptions, option } from "../../say/options.ts";
import { providerName, say } from "../../say/say.ts";
import { topFrame } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { terminalsNamed } from "../../understanding/names/mention-role.ts";
import type { Recognition } from "../../understanding/recognise.ts";

const EACH = "terminals-each";
const FIRST = "terminals-first";

/** Knowing both, whatever is asked beside them, where nobody's steps run. */
export function knowingTerminals(turn: Turn, { entities, guessed }: Recognition): Turn {
  const terminals = terminalsNamed(entities.mentions);
  if (terminals.length < 2 || guessed || runningGuide(turn.state)) return turn;
  return { ...turn, state: { ...turn.state, terminals: [...terminals] } };
}

/**
 * 「要分别提交两次吗」, 「两家都要打电话吗」: yes; 「先办哪家」: with whom one begins is theirs to say. Content from before has no
 * words for it.
 */
export function askedOfBoth(turn: Turn, { read }: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { terminals = [] } = state;
  const [first, other] = terminals;
  if (first === undefined || other === undefined || terminals.length > 2) return undefined;
  const asked = read ?? normalise(turn.text);
  const rule = [RULES.whichFirst, RULES.oneByOne].find((one) => hears(knowledge.rules, one, asked));
  const key = rule === RULES.whichFirst ? FIRST : EACH;
  if (runningGuide(state) || rule === undefined || !knowledge.replies.has(key)) return undefined;
  const params = { provider: providerName(knowledge, first), other: providerName(knowledge, other) };
  const options = [...namedOptions(knowledge, terminals, "guide"), option(knowledge, "human")];
  const rest = topFrame(state)?.dialog === "path" ? { ...state, stack: state.stack.slice(0, -1) } : state;
  const next: Turn = { ...turn, state: { ...rest, misses: 0 }, rule };
  return outcome(next.state, [say(next, key, { params, options })]);
}
