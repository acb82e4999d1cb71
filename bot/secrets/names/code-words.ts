// What codes and passwords are called: the one list of the server's masker and of the chat's shield. No imports, so that
// the browser may have it.

export type CodeLabelKind =
  | "otp"
  | "password"
  | "cvv"
  /** Names a number that must stay readable. */
  | "keep";

/** A digit as people write it. */
export const NUMERAL = "[\\d零〇一二三四五六七八九幺]";

/** Names that hold a code's name. */
export const NO_CODES: readonly (readonly [CodeLabelKind, string])[] = [
  [
    "keep",
    "(?:error|fault|response|return|area|country|promo|merchant|terminal|branch|swift|bank|invite|tax|zip|postal|qr|status|bar|auth[a-z]*) ?code",
  ],
];

/**
 * Patterns over folded text (NFKC, lower case). Where two begin at the same character, the earlier line wins; misspelt
 * names stand beside the right ones.
 */
export const CODE_WORDS: readonly (readonly [CodeLabelKind, string])[] = [
  [
    "cvv",
    "(?<![a-z])(?:c\\.?v\\.?[vnc])(?:[12](?!\\d))?|安全[码碼]|(?<![号機机]的?)(?:(?<=[码碼卡].{0,16})前|最?后|末)[三3](?:位(?:数字?)?|[码碼])|(?:卡片?)?[背反]面(?:签名[条栏处区]*)?[上后的末那是]*(?:[三四34]位)?(?:数字?|码)?|卡背|签名[条栏]",
  ],
  [
    "otp",
    "(?:短信|手机|动态|支付|安全)?(?:验证|驗證|驗証|验証|验政|验正|验征|眼证|随机|激活|校验|校驗|检验|核验|认证|認證|确认|確認|動態|动态)[码碼]|验[\\s*_-]{1,3}[证證][\\s*_-]{1,3}[码碼]",
  ],
  [
    "otp",
    `验证(?:[马吗嘛妈玛麻]|ma?(?![a-z]))(?=[\\s:是为]*${NUMERAL}{4})|(?<=${NUMERAL}{4}[\\s,是为]{0,3})验证[马吗嘛妈玛麻]|验证短信|短信验证|验证数字`,
  ],
  [
    "otp",
    "(?:动态|短信|手机)?口令|暗[号號语]|(?:动态|短信|一次性)密[码碼]|短信[码碼]|(?:要|让我[报说给]|問我)的[码碼]|(?<![一-鿿a-z\\d*])(?:我的|你的)?码(?=[是为:])",
  ],
  [
    "otp",
    "短信(?:[里上中内]面?)?(?:发|写)?的?(?:[那这][个串]?)?(?:[几四六46][位个])?数字?|(?:收到|发来|发过来|发我|刚来)的(?:[四六46][位个])?(?:[码碼]|数字?)|(?<!(?:[号號码碼]|前|后|末)[的是为有]{0,2})[六6][位个]数字?",
  ],
  [
    "otp",
    "(?:短信(?:[里上中内]面?)?(?:说|写着|写的|显示|讲)(?:的?是)?|收到了?)(?=[\\s:]*\\d{6}(?!\\d))(?![\\s:]*\\d{4}00)",
  ],
  [
    "otp",
    "(?<![a-z])(?:otp|y ?z ?m|yan ?zheng ?ma|dong ?tai ?ma|duan ?xin ?ma|jiao ?yan ?ma|kou ?ling|sms|(?:six|6)[ -]digits?|text message|in the text|verification number|(?:verification|security|sms|auth)? ?code)(?![a-z])",
  ],
  [
    "password",
    `[密蜜秘]\\s?[码碼]|[密蜜][马吗玛](?=[\\s:=是为]*(?:${NUMERAL}|[a-z]))|(?<![a-z])(?:(?:pass ?w(?:or|ro|ar)d|pasword|passwd|passcode|pwd|psw|mi ?ma|pin[码碼]?)(?![a-z])|mm(?=[\\s:=是]*\\d{6}(?!\\d)))`,
  ],
];
