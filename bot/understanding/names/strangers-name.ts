// A message that answers "whose is it" with a name of nobody we know, told from one that asks or tells something; and
// companies of which nothing is written anywhere, told by the form of their name: 「厦门国际银行」, 「某某支付的机器」.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { asWritten } from "../../text/as-written.ts";
import { normalise } from "../../text/normalise.ts";
import { createStrangeness } from "./unheard-of.ts";

const LONGEST_NAME = 14; // characters; what answers「是谁家的」without being a sentence
const SHORTEST_NAME = 2;
/** What may stand around a name: 「我的是…的」, 「机器上写着…」. */
const AROUND_NAME =
  /^(?:那|哦|应该|好像|可能|我们?|俺|咱|这台?|个|机器|机子|标签|小票|上面?|写|印|着|叫|是|就|做|的|[\s\p{P}])+|(?:的|那?家|牌子|吧|啊|呀|哦|[\s\p{P}])+$/gu;
const SAYS_ENGLISH =
  /(?:^|\s)(?:i|you|it|he|she|they|we|my|the|is|are|was|not|no|don't|didn't|can't|have|has)(?:\s|$)/;
/** Words that hold a sentence together; no company has them in its name. */
const NO_NAME = /有$|[我你您他她它们咱俺这那哪的了着吗呢吧啊嗯恩哦喔额哈嘛咯就都也还没不给把被让再又]/u;
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

/** A company of which nothing is written anywhere, told by the form of its name, or by characters that nobody says together. */
export function strangersName(knowledge: Knowledge, heard: Heard, text: string): string | undefined {
  if (heard.provider !== undefined || asksNoName(knowledge, text)) return undefined;
  const company =
    companyAlone(normalise(text)) ?? (isStrange(knowledge, heard, text) ? bareName(text) : undefined);
  return company === undefined ? undefined : asWritten(text, company);
}

/** 「瀚银科技」 is like what was said of technology firms, and nothing that anybody asked. */
function isStrange(knowledge: Knowledge, { rule, confidence }: Heard, text: string): boolean {
  if (!BY_LIKENESS.test(rule) || confidence >= SURE_OF_WORDS || !mayBeName(knowledge, text)) return false;
  const strangeness = derive(knowledge, createStrangeness);
  const name = bareName(text);
  return strangeness.isStrange(name) && strangeness.mayBeCompany(name);
}

function bareName(text: string): string {
  return normalise(text).replace(AROUND_NAME, "");
}

/** A name in the form of a company's, said to be the terminal's. */
const UNHEARD_OF =
  /(?<name>[\p{Script=Han}]{2,5}?(?:支付|银行|农商行|信用社|联社|付|刷))(?:的|家的?)(?:pos|刷卡机|机器(?!人)|机子|终端|大机|小机|电签|收款码)/gu;
/** Words that end like a company's name and are none. */
const NO_COMPANY =
  /(?:手机|网上|网络|电子|第三方|三方|扫码|移动|在线|线上|快捷|什么|哪家?|哪个|别的?|其他|其它|这家?|那家?|我们?|自己|开户|发卡|收单|结算|对公|异地|新|老|旧|原来|当地|本地|大|小|所有|每家|各家?|同一家?|多家|两家|几家|银行给|客人|顾客|代|垫|已|未|不|没|要|先|再|用来|用|在|是|办)(?:的|个|家)?(?:支付|银行|付|刷)$/u;

/** Those whose terminal a normalised message speaks of. */
export function companiesByForm(text: string): string[] {
  return [...text.matchAll(UNHEARD_OF)].flatMap(({ groups }) => companyIn(groups?.name) ?? []);
}

const ALONE =
  /^(?<name>[\p{Script=Han}]{2,10}(?:银行|支付|农商行|信用社|联社))(?:的|家|那家|吧|啊|呀)*[\s\p{P}]*$/u;

/** The name of a company that a normalised answer to "whose is it" is, told by its form alone: 「厦门国际银行的」. */
export function companyAlone(normalised: string): string | undefined {
  return companyIn(ALONE.exec(normalised)?.groups?.name);
}

/** Without the words that lead to it; undefined for what is no name. */
function companyIn(found = ""): string | undefined {
  const name = found.replace(
    /^(?:请问|我们?家?|你好|咱|店里|这台?|那台?|应该|好像|可能|上面|写的?|写着|用|是|的|办了?|装了?|个|有)+/u,
    "",
  );
  return [...name].length < 3 || NO_COMPANY.test(name) ? undefined : name;
}
