// What a merchant tells about their own case, read into slots: 「我是个体户」「法人不在」「手机号停机了」.
import type { Situation, Slot } from "../knowledge/situation.ts";
import { normalise } from "../text/normalise.ts";

const OWNER = "(?:法人代表|法定代表人|法人|老板|经营者|负责人|店主|户主|机主)";
const OTHERS =
  "(?:别人|他人|人家|朋友|亲戚|家人|家里人|老婆|媳妇|妻子|老公|丈夫|爱人|对象|我?妈妈?|我?爸爸?|母亲|父亲|儿子|女儿|哥哥?|弟弟?|姐姐?|妹妹?|员工|会计|财务|出纳|合伙人|股东|店长)";
const CARD = "(?:新卡|新的卡|新账户|这张卡|那张卡|银行卡|结算卡|卡)";
const OLD_CARD =
  "(?:旧卡|老卡|原卡|原来(?:绑?的|那张)?的?卡|以前(?:绑?的|那张)?的?卡|之前(?:绑?的)?卡|绑的卡|绑定的卡|现在绑的|哪张卡|卡号|哪家银行)";
const PHONE =
  "(?:预留(?:的)?(?:手机)?(?:号码?|电话)|登记的(?:手机号?|号码?|电话)|手机号码?|旧号码?|原来的(?:手机)?号码?|电话号码|手机卡)";
const FORGOT = "(?:忘记?了?|不记得|记不清|记不住|想不起来?|不知道|不清楚|不晓得|没印象)";
const FILL = "[^。！？!?;；,，]{0,6}?";

/** Slot, value, and what says so. Within a slot the first pattern that matches and is not denied wins. */
const PATTERNS: readonly (readonly [Slot, string, RegExp])[] = (
  [
    ["entity", "micro", "小微(?:商户|商家)?|(?:没有?|无|没办)(?:营业)?执照"],
    [
      "entity",
      "individual",
      "个体(?:工商)?户|个体(?:商户|经营|工商|的)|^(?:我们?)?(?:这|这里|店)?(?:是)?个体$",
    ],
    [
      "entity",
      "company",
      "有限公司|企业(?:商户|户|的|执照)|公司(?:商户|户|名义|执照|性质)|(?:我们?|我店|店里?|商户|执照|机器)(?:这)?(?:里)?(?:是|属于)(?:一?个|一?家)?(?:公司|企业)|^(?:是)?(?:公司|企业)的?$|(?<![谁哪家个支付收单不])是(?:公司|企业)(?:的)?(?:$|[,，。！]|不是)|我们公司",
    ],
    [
      "person",
      "changed",
      `${OWNER}(?:已经|都|早就?|也|刚)*(?:换(?:了|过|人|成)|变(?:了|更)|不干了|退出|联系不上|找不到人|跑路)|(?:换|变更)了?(?:个|新)?(?:的)?${OWNER}(?:了|$)|(?:店|门店|铺子|店铺|超市|饭店)${FILL}(?:转让|盘|转给|转出|过户|接手)|(?:盘|接手|接)(?:了|下|别人的|人家的)${FILL}(?:店|铺|超市)|(?:机器|机子|pos机?)${FILL}(?:过户|转让|转给)|主体(?:换|变)|(?:升级|变|转|改)(?:成|为)?了?公司`,
    ],
    [
      "person",
      "no",
      `(?:${OWNER}|本人)${FILL}(?:不在(?!了)|没在|出差|在外地|在国外|出国|来不了|不能来|去不了|到不了|不到场|没空|不方便|不能到场|配合不了|住院|坐牢)`,
    ],
    [
      "person",
      "yes",
      `我就是(?:${OWNER}|本人)|${OWNER}(?:本人)?(?:就?是我|可以来|能来|能到|能配合|在场|也在|一起来)|本人(?:能|可以)(?:来|去|到|配合|办)`,
    ],
    [
      "same-name",
      "no",
      `(?:非|不)同名|户名(?:不一致|不一样|不同|对不上)|${CARD}${FILL}(?:不是|不在)(?:我|我们)?(?:本人|自己|法人|老板|同名|的?名下|的?名字|公司)|${CARD}${FILL}(?:不是我的|是(?:我们?)?${OTHERS}(?:名下)?的)|(?:用|换成|换|绑|改成|打到|绑定|转到)(?:到|成)?(?:的|我)?${OTHERS}(?:名下)?的?(?:银行|新)?卡`,
    ],
    [
      "same-name",
      "yes",
      `${CARD}${FILL}(?<!不)(?<!不都)是(?:我|法人|老板|经营者|公司)?(?:自己|本人|同名|名下)(?:名下)?的?|(?:我|法人|老板|经营者)(?:自己|本人)(?:名下)?的(?:银行|新|借记|储蓄)?卡|(?:是|用)同名(?:的|卡|账户)`,
    ],
    [
      "old-card",
      "yes",
      `(?<![不没未])(?:知道|记得|查到了?|找到了?)(?:了)?${OLD_CARD}|旧卡(?:还)?在(?:手|我)|${OLD_CARD}(?:我)?(?:都)?(?:知道|记得|查到)`,
    ],
    [
      "old-card",
      "no",
      `${FORGOT}(?:了)?${FILL}(?:绑${FILL}卡|${OLD_CARD})|${OLD_CARD}${FILL}${FORGOT}|(?:绑|打|进|到)(?:的)?哪(?:张|个)卡${FILL}${FORGOT}`,
    ],
    [
      "phone",
      "yes",
      `${PHONE}${FILL}(?:没换|没变|还在用|在用|能收|可以收|能用|正常|改好了?|改过来了|恢复了)(?:短信|验证码)?|(?:能|可以)收(?:到)?(?:短信|验证码)`,
    ],
    [
      "phone",
      "no",
      `${PHONE}${FILL}(?:换了|变了|换过|换成|停机|停用|注销|不用了|不在用|没用了|丢了|没了|欠费|收不到|用不了|不能用|过户|不是我的|打不通)(?:短信|验证码)?|换了?(?:新)?手机号(?:码)?(?:了|$)|(?:短信|验证码)${FILL}(?:收不到|没收到|不来|发不过来|旧号|老号|原来的号)|(?:收不到|没收到|收不着)${FILL}(?:短信|验证码)(?!说|通知|提醒|到账)`,
    ],
    ["terminal", "traditional", "大机(?!构)|传统(?:的)?(?:pos|机)|(?:能|会|可以)?打(?:印)?小票的(?:机|pos)"],
    ["terminal", "electronic", "电签|小机(?!构)|电子签名"],
    ["terminal", "qr", "收款码|收钱码|码牌|台卡|收款二维码|云音箱"],
  ] as const
).map(([slot, value, pattern]) => [slot, value, new RegExp(pattern, "gu")]);

const DENIED = /(?:(?<!是)不是|并非|不算|没有说)(?:什么|一?个|一?家)?$/u;
/** 「能不能…」「怎么…」 before the words ask about a case instead of telling one. */
const ASKED = /(?:要不要|需不需要|是不是|能不能|可不可以|怎么才?|如何)$/u;

/** 「只能用我自己的卡吗」 asks; that something is in order is believed from a statement only. */
const ASKS = /(?:吗|么|行不行|可不可以|能不能行?)[?!。\s]*$/u;

/**
 * What the message states. A slot said in two ways is left out; a denied value (「不是个体，是公司」) does not count.
 * Pure and total; costs one pass of a few patterns.
 */
export function readSituation(text: string): Situation {
  const normalised = normalise(text);
  const found = new Map<Slot, Set<string>>();
  const asks = ASKS.test(normalised);
  for (const [slot, value, pattern] of PATTERNS) {
    if ((asks && value === "yes") || !states(normalised, pattern)) continue;
    found.set(slot, (found.get(slot) ?? new Set()).add(value));
  }
  const told = [...found].flatMap(([slot, values]) => (values.size === 1 ? [[slot, [...values][0]]] : []));
  return Object.fromEntries(told);
}

/** What may stand around the telling words without saying more: 「我是…的」「，」. */
const FILLER =
  /个体|我们?|俺|咱|这里|这边|这|那|店里|是|不|没|的|了|家|啊|呢|吧|哦|喔|现在|已经|[\s\p{P}\p{S}]/gu;

/** Whether a message tells about the case and says nothing else, so that there is no question to answer in it. */
export function tellsOnly(text: string): boolean {
  const normalised = normalise(text);
  const rest = PATTERNS.reduce((left, [, , pattern]) => left.replace(pattern, ""), normalised);
  return rest !== normalised && rest.replace(FILLER, "") === "";
}

function states(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some(({ 0: words, index }) => {
    if (/怎么|如何/u.test(words)) return false;
    const before = text.slice(Math.max(0, index - 5), index);
    return !DENIED.test(before) && !ASKED.test(before);
  });
}
