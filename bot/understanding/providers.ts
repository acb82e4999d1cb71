// Finds which providers a message names, and in which role: the terminal's, the new card's, or a denied one.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { normalise } from "../text/normalise.ts";
import { isCardsInEnglish, isDeniedInEnglish, isTerminalsInEnglish } from "./names/english-names.ts";
import { isMeant, isPartOfWords, standsBeside, TERMINAL_BEFORE } from "./names/short-names.ts";
import { createUnheardOf } from "./names/unheard-of.ts";

export interface Mention {
  readonly provider: string;
  readonly text: string;
  /**
   * `card`: the bank of a card, which is not the channel. `denied`: 「不是拉卡拉」. `scanned`: a platform whose customers
   * scan a plate that is somebody else's.
   */
  readonly role: "terminal" | "plain" | "card" | "denied" | "scanned";
  /** Said to be what the card is changed to: 「从农行换成建行」. */
  readonly isNew?: true;
  /** Not written so: heard in a word that sounds or looks alike. Confirmed before any number or guide is given. */
  readonly guessed?: true;
}

const DENIED_BEFORE =
  /(?:(?<!是)不是|唔系|并非|不用|没用过|别用|不要|没说|没让你?|没叫你?|没要)(?:我|你|说|要|想)*(?:(?:改|换|转|变)(?:成|到|为)?|办|弄)?(?:的)?$/;
/** 「拉卡拉先放一放」: not now. 「拉卡拉不用了，换成银盛」: no more. */
const ASIDE_AFTER =
  /^(?:的|那个|那边|那家|家|这个|机器)*(?:就|我)?(?:先|暂时)?(?:放一放|放一边|放着|搁着|搁一边|不管|不办|不弄|不换|不急|不搞|不说|停一停|等等再|等会儿?再|以后再|回头再|再说|算了|不(?:用|要|做)了[\s\p{P}]*(?:换|改)(?:成|到|用|为|了))/u;
/** 「拉卡拉 哦不对 是乐刷」: a slip, and then the right one. */
const TAKEN_BACK =
  /^(?:的|家|吧|呢)*[\s,.]*(?:(?:哦|啊|呃|额|诶|欸|哎)*(?:不对|错了|说错|打错|看错|记错|搞错|写错))(?!吗|么|\?)/u;
const TERMINAL_AFTER =
  /^(?:银行)?(?:家|公司)?的?(?:pos|刷卡机|收款机|机器|机子|终端|大机|小机|电签|app|手机银行|收款码|码牌|二维码|音箱|设备|商户|收单|后台|小程序|客服|官网|热线|电话)/;
const CARD_AFTER =
  /^(?:银行)?的?(?:那|这|另|另外)一?张|^(?:银行)?的?(?:新|储蓄|借记|银行|工资|结算|信用|一类|二类|对公)*(?:卡|账户|帐户|账号|存折)|^(?:只|就|才|不过|仅仅){0,3}是(?:她|他|我|你|这张|那张|新|旧|个)*的?(?:卡|开户|发卡)|^ (?:bank )?(?:debit |savings |credit |bank )?(?:cards?|accounts?)(?![a-z])|^ is (?:just |only )?(?:her|his|my|the|our)(?: card'?s?| issuing)? (?:bank|card|issuer)/;
const CARD_BEFORE =
  /(?:换成|换到|换至|换为|换|改成|改到|改至|改为|变更至|变更到|变更为|迁至|迁到|变成|打到|打进|打入|转到|转入|到账到|进到|进|收到|入到|绑到|绑定|绑的?是|绑|改|(?:旧|老|新)(?:的|卡|账户|帐户|户|那一?张){1,4}(?:是|叫)?[\s,:]*|新卡是|新办了?|办了|开了|(?:卡|卡片|账户|帐户|账号|开户行|发卡行)(?:就|都|也|现在)?(?:是|系|在|:)|(?:^|[^a-z])(?:(?:cards?|accounts?|bank)(?: is| are|'s)?|hers is|his is|mine is)(?: just| only)?(?: at| with| from| of| in| by| an?| the)*\s*)(?:我们?|一张|张|个|的|新)*$/;
const NEW_BEFORE =
  /(?:换成|换到|换至|换为|改成|改到|改至|改为|变更至|变更到|变更为|迁至|迁到|变成|改绑|换绑|新卡是|新办了?|(?:change|switch)(?:d|ed)? .{0,16}to|new card is)(?:我们?|自己|一张|张|个|的|新|from|at|of|an?|the|\s)*$/;
/** 「旧卡中国银行 新卡工商银行」: said of cards, whatever stands behind. */
const CARD_TOLD_BEFORE = /(?:旧|老|新)的?卡(?:就|都|也)?(?:是|叫)?[\s,:]*$/;
/** 「从农行换成建行」: the old card's bank. */
const CARD_LEFT_BEFORE = /[从由](?:我的?|原来的?|以前的?)?$/;
const CARD_LEFT_AFTER = /^(?:银行)?的?卡?(?:换|改|转|变|迁|移)/;
/** 「工行是旧账户的银行」, 「工行只是原来的开户行」: what it is to the merchant. */
const CARD_IS_AFTER =
  /^(?:银行)?(?:只|就|才|不过|仅仅)*(?:是|系)(?:我的?|我们的?)?(?:旧|老|新|原来|原先|以前|之前|现在)(?:的)?(?:卡|账户|帐户|户|那张卡)?的?(?:银行|开户行|开户|发卡行|那家|卡|账户)/;
const CONTEXT_LENGTH = 24; // characters on either side; longer contexts belong to another clause

interface Name {
  /** Undefined for a company known by name only. */
  readonly provider: Provider | undefined;
  /** As merchants see it. */
  readonly shown: string;
  readonly text: string;
  readonly latin: boolean;
  /** Counts only where the message says that a provider is meant. */
  readonly short: boolean;
}

/** A company without a page: its name, and how it is written. */
type Company = Pick<Name, "shown" | "text">;

/** What a text names. */
export interface Names {
  readonly mentions: Mention[];
  /** A company of which we have no page, as it is called: named as the terminal's, and no provider beside it. */
  readonly unlisted?: string;
  /** As that company is written here. */
  readonly unlistedText?: string;
  /** Such a company stands nowhere: it is told by its place or its form. */
  readonly isStranger?: true;
}

/**
 * Compiles the names once; the result finds them in normalised text from left to right, the longest at each place. A
 * name never begins inside another: 「银盛pos」 holds no 「盛pos」.
 */
export function createProviderFinder(knowledge: Knowledge): (normalised: string) => Names {
  const { providers, companies } = knowledge;
  const unheardOf = derive(knowledge, createUnheardOf);
  const strangerIn = (text: string): Company | undefined => {
    const name = unheardOf(text, "said");
    if (name === undefined) return undefined;
    const at = text.indexOf(name);
    return isOnlyCards(around(text, at, at + name.length)) ? undefined : { shown: name, text: name };
  };
  const byFirst = new Map<string, Name[]>();
  for (const name of namesOf(providers, companies)) {
    const [first = ""] = name.text;
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  const written = [...byFirst.values()].flat().filter(({ provider, latin }) => provider && !latin);
  const texts = written.map(({ text }) => text);
  const standing = (text: string, at: number) =>
    byFirst.get(text[at] ?? "")?.filter((name) => stands(text, at, name, texts)) ?? [];
  // 「微信支付宝」: a shorter name of the same company, where the next one begins inside the longest and goes beyond it.
  const nameAt = (text: string, at: number): Name | undefined => {
    const names = standing(text, at);
    const [longest] = names;
    if (!longest?.provider || names.length === 1) return longest;
    const end = at + longest.text.length;
    const isCut = ({ provider, text: { length } }: Name) =>
      provider === longest.provider &&
      standing(text, at + length).some((next) => at + length + next.text.length > end);
    return names.slice(1).find(isCut) ?? longest;
  };
  return (normalised) => {
    const mentions: Mention[] = [];
    const unlisted: Company[] = [];
    for (let at = 0; at < normalised.length; ) {
      const found = nameAt(normalised, at);
      const end = at + (found?.text.length ?? 1);
      if (found?.provider) {
        mentions.push(mentionOf(around(normalised, at, end), found.provider, found.text));
      } else if (found && !isOnlyCards(around(normalised, at, end))) unlisted.push(found);
      at = end;
    }
    const [listed] = unlisted;
    if (listed || mentions.length > 0) return { mentions, ...unlistedAs(listed) };
    return { mentions, ...unlistedAs(strangerIn(normalised)), isStranger: true };
  };
}

function unlistedAs(company: Company | undefined): Pick<Names, "unlisted" | "unlistedText"> {
  return company ? { unlisted: company.shown, unlistedText: company.text } : {};
}

/** Longest first. */
function namesOf(providers: Knowledge["providers"], companies: Knowledge["companies"]): Name[] {
  const known = [...providers.values()].flatMap((provider) => [
    ...[provider.name, ...provider.aliases].map((text) => toName(text, { provider, short: false })),
    ...provider.shortNames.map((text) => toName(text, { provider, short: true })),
  ]);
  const others = companies.flatMap(({ name, aliases, shortNames }) => [
    ...[name, ...aliases].map((text) => toName(text, { shown: name, short: false })),
    ...shortNames.map((text) => toName(text, { shown: name, short: true })),
  ]);
  return [...known, ...others].sort((a, b) => b.text.length - a.text.length);
}

function toName(
  written: string,
  { provider, shown = written, short }: { provider?: Provider; shown?: string; short: boolean },
): Name {
  const text = normalise(written);
  return { provider, shown, text, latin: /^[\p{Script=Latin}\d\s.-]+$/u.test(text), short };
}

/** What may be typed on to a Latin name without a blank: 「lklpos」「lakalahuanka」. */
const GLUED = /^(?:pos|app|ji|jiqi|huanka|kefu|dianhua|zhifu|shoukuan|shanghu)*$/;

function stands(
  text: string,
  at: number,
  { text: name, latin, short }: Name,
  others: readonly string[],
): boolean {
  if (!text.startsWith(name, at)) return false;
  const end = at + name.length;
  if (latin && !isWhole(text, at, end)) return false;
  if (!short) return !isPartOfWords(text, at, end);
  return isMeant(text, at, end) || (!latin && standsBeside({ text, start: at, end }, others));
}

function isWhole(text: string, at: number, end: number): boolean {
  const before = /[a-z0-9]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[a-z0-9]*/.exec(text.slice(end))?.[0] ?? "";
  return GLUED.test(before) && GLUED.test(after);
}

/** The words on either side of a name. */
interface Around {
  readonly before: string;
  readonly after: string;
}

function around(text: string, start: number, end: number): Around {
  return {
    before: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    after: text.slice(end, end + CONTEXT_LENGTH),
  };
}

function isTerminals(words: Around): boolean {
  const { before, after } = words;
  return TERMINAL_AFTER.test(after) || TERMINAL_BEFORE.test(before) || isTerminalsInEnglish(words);
}

function isOnlyCards(words: Around): boolean {
  const { before, after } = words;
  const isLeft = CARD_LEFT_BEFORE.test(before) && CARD_LEFT_AFTER.test(after);
  const isCards = isLeft || CARD_AFTER.test(after) || CARD_BEFORE.test(before) || isCardsInEnglish(words);
  return isCards && !isTerminals(words);
}

function isDenied(words: Around): boolean {
  const { before, after } = words;
  const isTakenBack = ASIDE_AFTER.test(after) || TAKEN_BACK.test(after);
  return DENIED_BEFORE.test(before) || isTakenBack || isDeniedInEnglish(words);
}

function mentionOf(words: Around, provider: Provider, text: string): Mention {
  const role = roleOf(words, provider);
  const isNew = role === "card" && NEW_BEFORE.test(words.before);
  return { provider: provider.id, text, role, ...(isNew && { isNew: true as const }) };
}

function roleOf(words: Around, provider: Provider): Mention["role"] {
  if (isDenied(words)) return "denied";
  const isTold = CARD_TOLD_BEFORE.test(words.before) || CARD_IS_AFTER.test(words.after);
  if (provider.class === "bank-app" && isTold) return "card";
  if (isTerminals(words)) return "terminal";
  return provider.class === "bank-app" && isOnlyCards(words) ? "card" : "plain";
}

/**
 * The provider whose terminal the message is about, if it says so. A named terminal wins, then a vendor, then a
 * platform, then a bank named without a card; a bank that only names the new card is never the provider, however often
 * it is named.
 */
export function terminalProvider(
  mentions: readonly Mention[],
  knowledge: Pick<Knowledge, "providers">,
): string | undefined {
  const rank = { "pos-vendor": 1, "payment-platform": 2, "bank-app": 3 } as const;
  const ofCards = new Set(mentions.filter(({ role }) => role === "card").map(({ provider }) => provider));
  const candidates = mentions
    .filter(({ role, provider }) => role === "terminal" || (role === "plain" && !ofCards.has(provider)))
    .map((mention) => {
      const providerClass = knowledge.providers.get(mention.provider)?.class ?? "bank-app";
      return { mention, rank: mention.role === "terminal" ? 0 : rank[providerClass] };
    })
    .sort((a, b) => a.rank - b.rank);
  return candidates[0]?.mention.provider;
}
