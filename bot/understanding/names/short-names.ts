// Tells whether an everyday word such as 微信 or 通联 stands for a provider, or is part of something else.

/**
 * What stands before a name when the terminal is said to be of it: what the thing is, or what is read on it, 「上面写的是」; on
 * a card, a licence or in a message it says nothing of the terminal.
 */
export const TERMINAL_BEFORE =
  /(?:(?:机器|机子|pos机?|刷卡机|收款机|收银机|终端|标签|签购单|小票|抬头|合同|(?<!号|验证)码|码牌|牌子|牌牌|贴纸)(?:上面?|上头|背面|后面|底下)?(?:好像|应该|可能|就)?(?:是|(?:写|印|贴|标)(?:的?是|着的?是?|的|了)?|显示)|(?<!卡|证|照|信|消息|信息|群|网)(?:上面|上头|背面|背后|底下|下面|屏幕上?|画面上?)(?:好像|就|也|都|只)?(?:写|印|贴|标|显示)(?:的?是|着的?是?|的|了)?)(?:的|个|啥子?|什么)?\s*$/;

/** What may stand around a short name that is the whole answer. */
const ONLY_BEFORE =
  /^(?:那|如果|要是|我们?|咱|这台|这个|这|应该|好像|可能|就|用|是|不是|的|机器|机子|pos机?|刷卡机|牌子|写着|办|说|[\s\p{P}])*$/u;
const ONLY_AFTER = /^(?:的|家|那家|那个|那台|这台|机器|机子|pos机?|刷卡机|呢|吧|啊|呀|了|吗|[\s\p{P}])*$/u;
/** 「是通联的」, 「一台通联」 somewhere in a longer message. */
const IS_BEFORE = /(?:是|系|不是|用的?|写着|办的?|标签上?|[一两二三四五六七八九十几\d]台)$/;
/** 「我要换卡 通联的」: a clause of its own that says whose. */
const WHOSE_AFTER = /^(?:的|家|家的|那家)(?:[\s\p{P}]|$)/u;
/** 「通联怎么弄」. */
const HOW_AFTER = /^的?(?:怎么|咋|如何)(?:弄|搞|整|换|改)/;
/** 「想换成招商」: what the card is changed to, or was. */
const CHANGED_TO = /(?:换成|换到|换为|改成|改到|改为|新卡是|旧卡是)$/;
const IS_AFTER = /^(?:的|家的)?(?:[\s\p{P}]|$)/u;
const TERMINAL_OF_SHORT =
  /^(?:家|公司|那边|这边)?的?(?:[那这]台|pos|刷卡机|收款机|机器(?!人)|机子|终端|大机|小机|电签|收款|收钱|码牌|商户|商家|收单|二维码|后台|热线|客服(?!说|让|叫|要)|官网)/;
/** A verb alone is not enough: 「工商变更」 is a change at the registry. */
const CHANGES_CARD =
  /^(?:里面?|上面?|那边|这边|上)?(?:能不能|可不可以|能|可以|怎么|咋|如何|要怎么|想|要)?(?:更换|变更|更改|修改|换|改|绑定?|解绑)(?:一下|一张|pos机?的?|机器的?)?(?:绑|结算|收款|银行|到账|提现|储蓄|对公)*(?:卡|绑|账户|账号)/;

/** Where a word may begin: at the start, after a sign, or after a word that is part of no name. */
const BEGINS =
  /(?:^|[^\p{Script=Han}a-z0-9]|[的是系用我你您他她它们咱俺里在给办了要想把那这台张个改绑和跟与或换上到成说叫找问请就也还不号过为从向对帮让打装做弄搞被])$/u;

/** Whether a name may begin behind these words. */
export function beginsAfter(before: string): boolean {
  return BEGINS.test(before);
}

/** Words that end with the first character of a short alias or begin with its last: 提交行业, 推广发短信, 这么快钱. */
const WORD_BEFORE =
  /(?:[提转递成上社外][交]|推广|[么多很最太更尽赶加飞][快]|[电外][汇]|[不打接开普交沟联卡畅][通]|[容轻交贸简][易]|[过途其当手家路核之期店心][程]?中|[人加施员手分][工]|[人市居国农][民])$/;
const WORD_AFTER =
  /^(?:行[业程情为]|发[短票货给送到了不]|付[款钱费]|联系(?!统)|联网|联合|生[效意活]|信[息号用任]|钱[包]|银联[卡标]|商[品局标]|易[懂用])/;
const LONGEST_OVERLAPPED = 2; // characters; a longer name is no accident
const CONTEXT_LENGTH = 16; // characters on either side; what stands further away belongs to another clause

/** Whether a short name is (almost) the whole message, or stands where only a provider stands. */
export function isMeant(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_LENGTH), start);
  const after = text.slice(end, end + CONTEXT_LENGTH);
  const isAlone = text.length <= CONTEXT_LENGTH;
  if (isAlone && ONLY_BEFORE.test(before) && ONLY_AFTER.test(after)) return true;
  if (isPartOfWords(text, start, end)) return false;
  if (isOnlyChinese(text, start, end)) return true;
  if ((WHOSE_AFTER.test(after) || HOW_AFTER.test(after)) && ONLY_BEFORE.test(sincePause(before))) return true;
  if (TERMINAL_BEFORE.test(before)) return true;
  if (!BEGINS.test(before)) return false;
  return (
    TERMINAL_OF_SHORT.test(after) ||
    CHANGES_CARD.test(after) ||
    ((IS_BEFORE.test(before) || CHANGED_TO.test(before)) && IS_AFTER.test(after))
  );
}

/** 「on the paper it write 通联 something」: a Chinese name in a message that has no other Chinese word. */
function isOnlyChinese(text: string, start: number, end: number): boolean {
  const rest = `${text.slice(0, start)} ${text.slice(end)}`;
  return (
    /\p{Script=Han}/u.test(text.slice(start, end)) && /[a-z]{2}/.test(rest) && !/\p{Script=Han}/u.test(rest)
  );
}

/** What was said since the last pause. */
function sincePause(before: string): string {
  return before.split(/[\s\p{P}]/u).at(-1) ?? before;
}

/** True for the 交行 of 「提交行业」 and the 快钱 of 「这么快钱」, which are parts of other words. */
export function isPartOfWords(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_OVERLAPPED) return false;
  return (
    WORD_BEFORE.test(text.slice(Math.max(0, start - 2), start + 1)) ||
    WORD_AFTER.test(text.slice(end - 1, end + 2)) ||
    /^银联[卡标]/.test(text.slice(start, end + 1))
  );
}

/** What joins two names that are named together. */
const JOINS = /^(?:[和跟与及、,，/&+ ]|还有|加|以及)*/u;
const JOINED = /(?:[和跟与及、,，/&+ ]|还有|加|以及)*$/u;

/** 「农信社和银商银行」: the beginning of another name. */
const GOES_ON_AS_NAME = /^(?:银行|支付)/;

/**
 * Whether a short name stands next to another company's: 「微信和支付宝」「微信支付宝」, where both are meant. Behind another
 * name it needs a word that joins them: the 银商 of 「工商银商」 is a slip of 工商银行.
 */
export function standsBeside(
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  others: readonly string[],
): boolean {
  if (isPartOfWords(text, start, end)) return false;
  const after = text.slice(end);
  const rest = after.replace(JOINS, "");
  const before = text.slice(0, start);
  const head = before.replace(JOINED, "");
  const isJoined = head !== before && !GOES_ON_AS_NAME.test(after);
  return others.some((other) => rest.startsWith(other) || (isJoined && head.endsWith(other)));
}
