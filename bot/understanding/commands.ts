// Words that steer the conversation. Matched whole on short messages, so that a question is never a command. Also two
// short messages that are no commands and are known by their words alone. The words are content.
import { RULES } from "../knowledge/own-ids.ts";
import { bareOf, hears, type Rules, ruleOf } from "../rules/heard-rules.ts";
import { withoutEdges } from "../text/edges.ts";
import { normalise } from "../text/normalise.ts";
import { greaterNumber } from "../text/numbers.ts";
import { Command } from "./command.ts";

/** Characters; a longer message is a sentence and goes to the matcher. */
const LONGEST_COMMAND = 14;
const LONGEST_IN_PINYIN = 24;
const LONGEST_ENGLISH = 48;
/** Chinese commands first: of both, the first that is the message wins, in the order in which they are written. */
const CHINESE = "command";
const ENGLISH = "command-in-english";

export interface HeardCommand {
  readonly command: Command;
  /** The id of the rule. */
  readonly rule: string;
}

/** The command a message is, or undefined when it says more than a command. */
export function findCommand(rules: Rules, text: string): HeardCommand | undefined {
  const normalised = normalise(text);
  const longest = /\p{Script=Han}/u.test(normalised) ? LONGEST_COMMAND : LONGEST_IN_PINYIN;
  const bare = bareOf(normalised);
  const found = normalised.length > longest ? undefined : chineseCommand(rules, normalised, bare);
  if (!found) return bare.length > LONGEST_ENGLISH ? undefined : englishCommand(rules, bare);
  // 「可以吗」 is a question, 「可以」 an answer; only a person may be asked for by a question.
  return hears(rules, RULES.commandAsked, normalised) && found.command !== "human" ? undefined : found;
}

/** 「不晓得是哪家的」: a clause that says only that they do not know it. */
export function doubtsWhose(rules: Rules, clause: string): boolean {
  return (
    hears(rules, RULES.nameInDoubt, clause) || findCommand(rules, clause)?.command === "unknown-provider"
  );
}

function chineseCommand(rules: Rules, normalised: string, bare: string): HeardCommand | undefined {
  const joined = bare.replace(/(?<=\P{Script=Latin}) | (?=\P{Script=Latin})/gu, "");
  const polite = ruleOf(rules, RULES.commandPolite);
  const trailing = ruleOf(rules, RULES.commandTrailing);
  const peel = (from: string) => {
    const begun = withoutEdges(from, SIGNS);
    return trailing?.without(polite?.without(begun) ?? begun) ?? begun;
  };
  const stripped = bareOf(peel(peel(normalised))).replaceAll(" ", "");
  return hear(rules, CHINESE, [bare, joined, stripped]);
}

const SIGNS = /[\s\p{P}\p{S}]/u;
/** So often words of politeness are taken off. */
const MOST_POLITE = 4;

function englishCommand(rules: Rules, bare: string): HeardCommand | undefined {
  if (!/[a-z]/.test(bare)) return undefined;
  const edges = [RULES.englishTrailing, RULES.englishPolite].flatMap((id) => ruleOf(rules, id) ?? []);
  const forms = new Set([bare]);
  let last = bare;
  for (let round = 0; round < MOST_POLITE; round += 1) {
    for (const edge of edges) {
      last = edge.without(last).trim();
      forms.add(last);
    }
  }
  return hear(rules, ENGLISH, [...forms]);
}

function hear(rules: Rules, matter: string, forms: readonly string[]): HeardCommand | undefined {
  for (const rule of rules.get(matter)?.values() ?? []) {
    if (!forms.some((form) => rule.hears(form))) continue;
    const command = Command.safeParse(rule.id.slice(matter.length + 1));
    if (command.success) return { command: command.data, rule: rule.id };
  }
  return undefined;
}

/** The step that a short message asks for by its number, from 1: 「第三步」, 「你再说一下第二步」; Infinity is the last. */
export function askedStep(rules: Rules, text: string): number | undefined {
  const bare = bareOf(normalise(text)).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "");
  if (hears(rules, RULES.lastStepAsked, bare)) return Number.POSITIVE_INFINITY;
  if (!hears(rules, RULES.stepAsked, bare)) return undefined;
  return greaterNumber(ruleOf(rules, RULES.stepNumber)?.found(bare)[0]?.words ?? "");
}

const LONGEST_MOVE = 24; // characters; a longer message is about something else and only mentions it

/** Whether somebody asks to go on with this conversation on another device: 「换手机继续」, 「续聊码」. A new phone number is another matter and is left to recognition. */
export function asksToMoveDevice(rules: Rules, text: string): boolean {
  const normalised = normalise(text);
  return normalised.length <= LONGEST_MOVE && hears(rules, RULES.moveDevice, normalised);
}

/**
 * Whether a message says 「银联」 and nothing more: not 银联商务, 云闪付 or 中国银联, which are names. It stands on every
 * terminal and slip that takes cards, so whoever reads it there has named no acquirer yet.
 */
export function namesOnlyTheMark(rules: Rules, text: string): boolean {
  return hears(rules, RULES.onlyTheMark, bareOf(normalise(text)));
}
