// In which role a message names a provider: as the terminal's, as the bank of a card, or denied.
import type { Provider } from "../../knowledge/provider.ts";
import { isCardsInEnglish, isDeniedInEnglish, isTerminalsInEnglish } from "./english-names.ts";
import { TERMINAL_BEFORE } from "./short-names.ts";

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
  /^(?:银行)?(?:家|公司)?的?(?:pos|刷卡机|收款机|机器|机子|终端|大机|小机|电签|app|手机银行|(?:那边|的人|银行)*(?:给|来|上门|帮)*(?:我们?|我们店|店里)?(?:装|安装|安|贴|铺)(?:的|了|过)|收款码|码牌|二维码|音箱|设备|商户|收单|后台|小程序|客服|官网|热线|电话)/;
const CARD_AFTER =
  /^(?:银行)?的?(?:那|这|另|另外)一?张|^(?:银行)?户(?!主|名)|^(?:银行)?的?(?:新|储蓄|借记|银行|工资|结算|信用|一类|二类|对公)*(?:卡|账户|帐户|账号|存折)|^(?:只|就|才|不过|仅仅){0,3}是(?:她|他|我|你|这张|那张|新|旧|个)*的?(?:卡|开户|发卡)|^ (?:bank )?(?:debit |savings |credit |bank )?(?:cards?|accounts?)(?![a-z])|^ is (?:just |only )?(?:her|his|my|the|our)(?: card'?s?| issuing)? (?:bank|card|issuer)/;
const CARD_BEFORE =
  /(?:换成|换到|换至|换为|换|改成|改到|改至|改为|变更至|变更到|变更为|迁至|迁到|变成|打到|打进|打入|转到|转入|到账到|进到|进|收到|入到|绑到|绑定|绑的?是|绑|改|(?:旧|老|新)(?:的|卡|账户|帐户|户|那一?张){1,4}(?:是|叫)?[\s,:]*|新卡是|新办了?|办了|开了|(?:卡|卡片|账户|帐户|账号|开户行|发卡行)(?:就|都|也|现在|原先|原来|以前|之前|一直)*(?:是|系|在|开在|开到|:)|(?:基本户|一般户|对公户|户头|户)(?:是|在|开在|开的是)|(?:结算|收款|到账|钱|款)(?:就|都|也|现在|原先|原来|以前|之前|一直|要)*走|(?:^|[^a-z])(?:(?:cards?|accounts?|bank)(?: is| are|'s)?|hers is|his is|mine is)(?: just| only)?(?: at| with| from| of| in| by| an?| the)*\s*)(?:我们?|一张|张|个|的|新)*$/;
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
/** A bank has a line and an app for its cards, too: 「邮储电话多少」. */
const LINE_AFTER = /^(?:银行)?的?(?:app|手机银行|小程序|客服|官网|热线|电话)/;
/** 「吞卡的是工行机子」: it stands at the bank, and not in the shop. */
const CASH_MACHINE = /吞|取款|柜员机|(?<![a-z])atm(?![a-z])/;
const NEAR = 8; // characters
/** 「建行把我的卡冻了」, 「工行给换了张新卡」: a bank does so with its own card. */
const ISSUES_AFTER =
  /^(?:银行)?(?:那边|客服|的人|柜台|他们|也|都|就|又|刚|昨天|今天|前天|最近|自己|打?来?电话|发?来?短信)*(?:把|将|给|让|叫|喊|说|通知|来说|告诉)(?!.{0,8}(?:机|pos|码|终端))[^\p{P}\s]{0,8}(?:卡|账户|帐户|户头|存折)/u;

/** The words on either side of a name. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** What stands on either side of a name, as far as it belongs to it. */
export function around(text: string, start: number, end: number): Around {
  return {
    before: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    after: text.slice(end, end + CONTEXT_LENGTH),
  };
}

function isTerminals(words: Around): boolean {
  const { before, after } = words;
  return TERMINAL_AFTER.test(after) || TERMINAL_BEFORE.test(before) || isTerminalsInEnglish(words);
}

/** Whether a name is said to be of a card, and not of the terminal. */
export function isOnlyCards(words: Around): boolean {
  const { before, after } = words;
  const isLeft = CARD_LEFT_BEFORE.test(before) && CARD_LEFT_AFTER.test(after);
  const isCards =
    isLeft ||
    ISSUES_AFTER.test(after) ||
    CARD_AFTER.test(after) ||
    CARD_BEFORE.test(before) ||
    isCardsInEnglish(words);
  return isCards && !isTerminals(words);
}

function isDenied(words: Around): boolean {
  const { before, after } = words;
  const isTakenBack = ASIDE_AFTER.test(after) || TAKEN_BACK.test(after);
  return DENIED_BEFORE.test(before) || isTakenBack || isDeniedInEnglish(words);
}

/** A name with its role by the words around it. */
export function mentionOf(words: Around, provider: Provider, text: string): Mention {
  const role = roleOf(words, provider);
  const isNew = role === "card" && NEW_BEFORE.test(words.before);
  return { provider: provider.id, text, role, ...(isNew && { isNew: true as const }) };
}

function roleOf(words: Around, provider: Provider): Mention["role"] {
  if (isDenied(words)) return "denied";
  return provider.class === "bank-app" ? bankRole(words) : isTerminals(words) ? "terminal" : "plain";
}

function bankRole(words: Around): Mention["role"] {
  const { before, after } = words;
  const isTold = CARD_TOLD_BEFORE.test(before) || CARD_IS_AFTER.test(after) || isCashMachines(words);
  if (isTold) return "card";
  const isLineOnly = LINE_AFTER.test(after) && !TERMINAL_BEFORE.test(before);
  if (isTerminals(words)) return isLineOnly ? "plain" : "terminal";
  return isOnlyCards(words) ? "card" : "plain";
}

function isCashMachines({ before, after }: Around): boolean {
  return CASH_MACHINE.test(before.slice(-NEAR)) || CASH_MACHINE.test(after.slice(0, NEAR));
}

/**
 * Two banks, and none said to be the machine's: both are the banks of cards, 「从农行换到招行」 as well as 「以前走工行，现在走建行」. Which
 * of them put up the machine is not said, and a wrong hotline is worse than a question.
 */
export function banksOfCards(
  mentions: readonly Mention[],
  { providers }: { readonly providers: ReadonlyMap<string, Provider> },
): readonly Mention[] {
  const banks = mentions.filter(
    ({ provider, role }) => role !== "denied" && providers.get(provider)?.class === "bank-app",
  );
  const isOfMachine = banks.some(({ role }) => role === "terminal");
  if (isOfMachine || new Set(banks.map(({ provider }) => provider)).size < 2) return mentions;
  return mentions.map((one) => (banks.includes(one) ? { ...one, role: "card" } : one));
}

/** 「不是农行的，是银联商务的」: who is named in place of the one that is denied is what that was said to be. */
export function putInPlace(
  mentions: readonly Mention[],
  { providers }: { readonly providers: ReadonlyMap<string, Provider> },
): readonly Mention[] {
  return mentions.map((one, at) => {
    const isMeant = one.role === "plain" && mentions[at - 1]?.role === "denied";
    return isMeant && providers.get(one.provider)?.class === "pos-vendor"
      ? { ...one, role: "terminal" }
      : one;
  });
}

/** Whose terminals a message names, each once: 「POS 是银联商务的，聚合码是收钱吧的」. */
export function terminalsNamed(mentions: readonly Mention[]): readonly string[] {
  return [...new Set(mentions.flatMap(({ provider, role }) => (role === "terminal" ? provider : [])))];
}
