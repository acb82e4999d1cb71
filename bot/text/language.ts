// Which language a message is to be read and answered in: Chinese in any script or in pinyin, or English.
import { normalise } from "./normalise.ts";
import { isPinyin } from "./syllables.ts";

export type Language = "zh-CN" | "en";

/** Words that only English has, or that stand in nearly every English sentence. */
const ENGLISH = new Set(
  (
    "i my me we our you your he she it its they them this that these those the a an is are was were be been am do " +
    "does did not no yes can could will would should may must have has had how what when where which who whose why " +
    "to of for in on at by with from into about after before without if or and but because than then there here " +
    "any some all more other another old new same still again already yet need want please tell know get got go " +
    "card cards bank account money change machine terminal phone number fee free long time day days today help done none gone come take make sure fine human open one like nope"
  ).split(" "),
);
/** Names and short forms that stand in Chinese sentences too, and tell no language. */
const NEITHER = new Set(
  (
    "pos app ok okay vip vx wx zfb yhk jsk skk bdk sxf yzm sfz yyzz sjh zrg lkl sft ysf ums id sim pin cvv cvn otp " +
    "sms atm sn tusn nfc qr pdf wifi ios android hi hello bye wechat weixin alipay unionpay lakala pay t d n s a1 " +
    "usb email qq web www com cn http https"
  ).split(" "),
);
const WORDS = /[a-z][a-z']*/g;
const WORD = /[a-z]/;
const HAN = /\p{Script=Han}/gu;
/** So many English words beside fewer Chinese characters: a Chinese name in an English sentence. */
const FEW_WORDS = 3;
/** Chinese characters that may be nothing but a name: 「拉卡拉」, 「微信支付」. */
const LONGEST_NAME = 4;

const asksInEnglishFor = (language: string) =>
  new RegExp(
    "^(?:(?:do|can|could|may|would) (?:you|u|i|we) (?:please )?(?:speak|use|answer|reply|write|talk|chat|type|switch)(?: in| to)? |" +
      "(?:please |let's |let us )?(?:in|speak|use|switch to|switch back to|back to|answer in|reply in) |any )?" +
      `${language}(?: please| pls| version| language| speaker)?$`,
  );
const TO_SPEAK =
  "(?:请|你|您|我|咱|们|还是|那|就|先|再|麻烦|可以|可不可以|能不能|能否|能|会不会|会|有没有|有|支持|切换|换|成|到|改|说|讲|用|写|回|看|读|得|懂)*";
const SPOKEN =
  "(?:版本?|模式|界面|页面|服务|客服|回答|回复|回|聊|沟通|交流|说|吗|嘛|么|吧|好吗|行吗|可以吗)*";
const asksFor = (language: string) => new RegExp(`^${TO_SPEAK}(?:${language})${SPOKEN}$`, "u");
const WISHES: readonly (readonly [Language, RegExp])[] = [
  ["en", asksInEnglishFor("english")],
  ["zh-CN", asksInEnglishFor("(?:mandarin )?chinese|mandarin")],
  ["en", asksFor("英文|英语")],
  ["zh-CN", asksFor("中文|普通话|汉语|国语")],
];

/** No wish is without one: a quick no for nearly every message. */
const NAMES_LANGUAGE = /english|chinese|mandarin|[英中国汉][文语]|普通话/;

/** The language that a message asks for and says nothing else: 「说英文」, "Do you speak English?". */
export function wishedLanguage(text: string): Language | undefined {
  const normalised = normalise(text);
  if (!NAMES_LANGUAGE.test(normalised)) return undefined;
  const bare = normalised.replace(/[\s\p{P}]+$/u, "");
  return WISHES.find(([, asks]) => asks.test(bare))?.[0];
}

/**
 * The language of a message, or undefined where it does not tell: 「OK」, 「95016」, a brand. Then the conversation keeps
 * the language it has. One English word changes nothing, but for the word "English" itself.
 */
export function languageOf(text: string): Language | undefined {
  const normalised = normalise(text);
  const wished = wishedLanguage(normalised);
  if (wished) return wished;
  const words = (normalised.match(WORDS) ?? []).filter((word) => !NEITHER.has(word));
  const han = normalised.match(HAN)?.length ?? 0;
  const foreign = words.filter((word) => ENGLISH.has(word) || !isPinyin(word));
  if (han > 0 && foreign.length >= FEW_WORDS && foreign.length > han) return "en";
  if (han > LONGEST_NAME || (han > 0 && /[吗呢么怎咋啥]/.test(normalised))) return "zh-CN";
  if (han > 0) return undefined;
  if (words.length === 0) return undefined;
  if (foreign.includes("english")) return "en";
  if (isEnglish(words, foreign)) return "en";
  return isTypedChinese(words, foreign) ? "zh-CN" : undefined;
}

/** Chinese characters, so few that they may be nothing but a name, and no word beside them. */
export function isShortChinese(text: string): boolean {
  const normalised = normalise(text);
  const han = normalised.match(HAN)?.length ?? 0;
  return han > 0 && han <= LONGEST_NAME && !WORD.test(normalised);
}

function isTypedChinese([first = "", ...others]: readonly string[], foreign: readonly string[]): boolean {
  return foreign.length === 0 && (others.length > 0 || isPinyin(first, 2));
}

function isEnglish(words: readonly string[], foreign: readonly string[]): boolean {
  const isCommon = words.some((word) => ENGLISH.has(word));
  return foreign.length >= 2 && (isCommon || foreign.filter(isWordLike).length >= 2);
}

/** Initials such as jsk and hjk have no vowel. */
function isWordLike(word: string): boolean {
  return word.length >= 3 && /[aeiouy]/.test(word);
}
