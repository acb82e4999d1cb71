// A message that answers "whose is it" with a name of nobody we know, told from one that asks or tells something; and
// companies of which nothing is written anywhere, told by the form of their name: 「厦门国际银行」, 「某某支付的机器」.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { asWritten } from "../../text/as-written.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import { createStrangeness, createUnheardOf, type Where } from "./unheard-of.ts";

const LONGEST_NAME = 14; // characters; what answers「是谁家的」without being a sentence
const SHORTEST_NAME = 2;
/** What may stand around a name: 「我的是…的」, 「机器上写着…」. */
const AROUND_NAME =
  /^(?:那|哦|应该|好像|可能|我们?|俺|咱|这台?|个|机器|机子|标签|小票|上面?|写|印|着|叫|是|就|做|的|[\s\p{P}])+|(?:的|那?家|牌子|吧|啊|呀|哦|[\s\p{P}])+$/gu;
const SAYS_ENGLISH =
  /(?:^|\s)(?:i|you|it|he|she|they|we|my|the|is|are|was|not|no|don't|didn't|can't|have|has)(?:\s|$)/;
/** Words that hold a sentence together; no company has them in its name. */
const NO_NAME = /有$|[我你您他她它们咱俺这那哪的了着吗呢吧啊嗯恩哦喔额哈嘛咯就都也还没不给把被让再又很太真]/u;
/** Whatever a matcher makes of a word like this, which nobody says, it makes of single characters. */
const FEW_CHARACTERS = 4;
/** From here a matcher knows what is said, whatever it looks like. */
const SURE_OF_WORDS = 0.9;
const BY_LIKENESS = /^(?:matcher|context)\//;

/** What was understood. */
interface Heard {
  readonly rule: string;
  readonly confidence: number;
  readonly provider?: string;
}

/** A question holds what no company's name does. */
export function asksNoName({ rules }: Knowledge, text: string): boolean {
  const normalised = normalise(text);
  return normalised.includes("?") || hears(rules, RULES.asksNoName, normalised);
}

export function mayBeName(knowledge: Knowledge, text: string): boolean {
  if (text.length > LONGEST_NAME || asksNoName(knowledge, text)) return false;
  const name = bareName(text);
  return name.length >= SHORTEST_NAME && !NO_NAME.test(name) && !SAYS_ENGLISH.test(name);
}

/** The message as a name, as it was written. */
export function nameWritten(text: string): string {
  return asWritten(text, bareName(text));
}

/**
 * A company of which nothing is written anywhere, told by the form of its name, by characters that nobody says together, or by
 * where it stands.
 */
export function strangersName(
  knowledge: Knowledge,
  heard: Heard,
  { text, where }: { readonly text: string; readonly where: Exclude<Where, "said"> },
): string | undefined {
  if (heard.provider !== undefined) return undefined;
  const name = bareName(text);
  const isNamed = derive(knowledge, createStrangeness).isCompany(name) || isStrange(knowledge, heard, text);
  if (isNamed && !asksNoName(knowledge, text)) return asWritten(text, name);
  if (!BY_LIKENESS.test(heard.rule)) return undefined;
  const told = where === "wanted" ? normalise(text) : withoutQuestions(knowledge, normalise(text));
  const stranger = derive(knowledge, createUnheardOf)(told, where);
  return stranger === undefined ? undefined : asWritten(text, stranger);
}

/** A wish asks how, and names whose it is all the same; beside an answer a clause that asks names nobody. */
function withoutQuestions(knowledge: Knowledge, normalised: string): string {
  const clauses = clausesOf(normalised);
  const all = clauses.length > 0 ? clauses : [normalised];
  return all.filter((clause) => !asksNoName(knowledge, clause)).join(" ");
}

/** Whether a message that may be a name says only what kind of machine it is, or where it came from: 「网上买的」. */
export function tellsNoCompany(knowledge: Knowledge, text: string): boolean {
  const name = bareName(text);
  return !looksLikeCompany(knowledge, name) && hears(knowledge.rules, RULES.noCompany, name);
}

/** 「我的机器是网上买的」: the terminal is said to be something, and that is nobody's name. */
export function describesTerminal(knowledge: Knowledge, { rule, confidence }: Heard, text: string): boolean {
  if (!BY_LIKENESS.test(rule) || confidence >= SURE_OF_WORDS || asksNoName(knowledge, text)) return false;
  const normalised = normalise(text);
  const [said] = ruleOf(knowledge.rules, RULES.terminalIs)?.found(normalised) ?? [];
  if (said === undefined || normalised.length > LONGEST_NAME) return false;
  const told = bareName(normalised.slice(said.at + said.words.length));
  return [RULES.noCompany, RULES.cannotRead].some((id) => hears(knowledge.rules, id, told));
}

/** Whether a name ends as those of companies do that pay out. */
export function looksLikeCompany(knowledge: Knowledge, name: string): boolean {
  return derive(knowledge, createStrangeness).looksLikeCompany(normalise(name));
}

/** 「瀚银科技」 is like what was said of technology firms, and nothing that anybody asked. */
function isStrange(knowledge: Knowledge, { rule, confidence }: Heard, text: string): boolean {
  if (!BY_LIKENESS.test(rule) || !mayBeName(knowledge, text)) return false;
  const strangeness = derive(knowledge, createStrangeness);
  const name = bareName(text);
  if (confidence >= SURE_OF_WORDS && [...name].length > FEW_CHARACTERS) return false;
  return strangeness.isName(name);
}

function bareName(text: string): string {
  return normalise(text).replace(AROUND_NAME, "");
}
