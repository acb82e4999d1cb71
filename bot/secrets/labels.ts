// Words that say what a number is, and which of them belongs to a number.
import { READ, type View } from "./view.ts";

export type LabelKind =
  | "card"
  | "cvv"
  /** Expiry of a card, said so. */
  | "card-expiry"
  /** Expiry of something. */
  | "expiry"
  | "otp"
  | "password"
  | "id-card"
  | "permit"
  | "mobile"
  | "account"
  /** Names a number that must stay readable. */
  | "keep"
  /** The same, but so loosely that a mobile number after it is still a mobile number. */
  | "keep-loose";

export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where two begin at the same character, the earlier line wins; so the longer words stand first. */
const WORDS: readonly (readonly [LabelKind, string])[] = [
  [
    "keep",
    "(?:流量|物联网?|sim|会员|积分|购物|充值|加油|社保|公交)[卡片]+[号號码碼]*|(?:执照|证件|身份证|合同|协议|证书|许可证?|二维码|验证码|活动|优惠|保修|质保|链接|发票)的?(?:有效期限?|到期)",
  ],
  [
    "keep",
    "(?:尾号|尾號|末[四4]位|后[四4]位|最后[四4]位|error code|zip ?code|postal code|qr ?code|status code|bar ?code)",
  ],
  [
    "keep",
    "(?:订|訂)?[单單](?:据|票)?(?:编|編)?[号號]|(?:工|运|運|面|快递|物流|保)[单單](?:编|編)?[号號]?|受理(?:编?号)?|流水[号號]?|(?:系统)?参考[号號]|检索[参号]?[考号]?|凭证[号號]|批次[号號]?|授权[码号]|商[户戶](?:编|編)?[号號码碼]|商编|(?:终端|終端)(?:编|編)?[号號]|机身[号码编]+|设备[号码编]+|机具[号编]+|序列[号號]|(?:条形|條形|条|條)[码碼]|取件码|(?:统一)?(?:社会)?信用代码|税号|注册号|开户行号|联行[号號]|行[号號]|交易(?:单)?[号號]|合同(?:编)?号|协议(?:编)?号|案件?(?:编)?号|回执号|发票(?:代码|号码?)|错误(?:代)?码|返回码|响应码|邮编|(?:编|編)[号號码]|版本号?|qq号?|群号",
  ],
  [
    "keep",
    "(?<![a-z])(?:tusn|s/?n|imei|iccid|isbn|ean|uuid|rrn|mid|tid|order(?: ?(?:no|number|id))?|trace(?: ?no)?|ref(?:erence)?(?: ?(?:no|number))?|ticket(?: ?(?:no|number|id))?|tracking(?: ?(?:no|number))?|merchant(?: ?(?:no|number|id))?|terminal(?: ?(?:no|number|id))?|serial(?: ?(?:no|number))?)(?![a-z])",
  ],
  [
    "keep-loose",
    "(?:手机|电话)卡[号號]?|订单|訂單|快递|快遞|物流|终端|終端|机身|设备|机具|单据|编码|金额|余额",
  ],
  [
    "card-expiry",
    "(?:[银行信用储蓄结算借贷记新旧老]{0,3}卡片?|card)的?(?:有效期限?|有效日期|到期日期?|到期时间|过期日期?)|(?<![a-z])(?:valid ?thru|good ?thru|mm ?/ ?yy)(?![a-z])",
  ],
  ["expiry", "有效期限?至?|有效日期|到期日期?|(?<![a-z])(?:exp(?:iry|ires|iration)?(?: ?date)?)(?![a-z])"],
  [
    "cvv",
    "(?<![a-z])(?:c\\.?v\\.?[vnc])(?:[12](?!\\d))?|安全[码碼]|(?<![号機机]的?)(?:前|最?后|末)[三3](?:位(?:数字?)?|[码碼])|(?:卡片?)?[背反]面(?:签名[条栏处区]*)?[上后的末那是]*(?:[三四34]位)?(?:数字?|码)?|卡背|签名[条栏]",
  ],
  [
    "otp",
    "(?:短信|手机|动态|支付)?(?:验证|驗證|随机|激活|校验|校驗|确认|動態|动态)[码碼]|验证[马吗嘛](?=[\\s:是为]*\\d{4})|(?:动态|短信|手机)?口令|(?:动态|短信|一次性)密[码碼]|短信[码碼]|短信[里上中]?面?的?数字|(?<![a-z])(?:otp|yzm|yanzhengma|(?:verification|security|sms|auth)? ?code)(?![a-z])",
  ],
  [
    "password",
    "密[码碼]|(?<![a-z])(?:(?:password|passwd|passcode|pwd|mima|pin[码碼]?)(?![a-z])|mm(?=[\\s:=是]*\\d{6}(?!\\d)))",
  ],
  [
    "id-card",
    "身[份分][证證証](?:件)?(?:号|號)?[码碼]?|证件号码?|(?<![a-z])(?:sfz|id ?card|identity ?card)(?![a-z])",
  ],
  [
    "permit",
    "(?:护照|護照|通行[证證]|台胞[证證]|回乡[证證]|居住[证證])(?:号|號)?[码碼]?|(?<![a-z])passport(?![a-z])",
  ],
  [
    "account",
    "对公|對公|[账帐賬帳][号號户戶](?:号|號)?|基本户|结算户|收款[人方]|户头|(?<![a-z])(?:account|acct)(?![a-z])",
  ],
  [
    "card",
    "卡[号號][码碼]?|(?:银行|銀行|储蓄|儲蓄|信用|结算|結算|借记|贷记|工资|到账|收款|绑定|[新旧老原]|行)卡(?:[号號][码碼]?|的?号码)?|(?<![a-z])(?:bank ?|credit ?|debit ?)?card(?: ?(?:no|number))?(?![a-z])|(?<![a-z])(?:yhk|kahao)(?![a-z])",
  ],
  ["mobile", "手机号?码?|手機號?碼?|电话|電話|联系方式|(?<![a-z])(?:tel|phone|mobile|cell)(?![a-z])"],
];

const PATTERN = new RegExp(WORDS.map(([, source]) => `(${source})`).join("|"), "g");

/** How far a label may stand before its number; "银行卡的号码我发给你：" is 8. */
const REACH_BEFORE = 14;
const REACH_AFTER = 12;
/** Another number, an address, a mask or the end of a sentence stands between. */
const BARRIER = new RegExp(`[\\d@。!?;…${READ}]|\\*{4}`);
const COUNTED = /\d{1,2}位/g;
/** What may stand between a number and a label that follows it. */
const LINK =
  /^(?:[\s,.:()[\]"'「」“”=-]|[是为的我这那個个就叫做您你他她]|is|my|your|the|this|收到|发来|短信|银行|登录|取款|支付|交易)*$/;
const NEXT_NUMBER = new RegExp(`^(?:[\\s,:(="'“*-]|[是为])*(?:[\\da-z${READ}]|\\*{4})`);

export function labelsOf(view: View): Label[] {
  return [...view.words.matchAll(PATTERN)].flatMap((match) => {
    const kind = WORDS[match.slice(1).findIndex((group) => group !== undefined)]?.[0];
    const [text] = match;
    return kind && text ? [{ kind, text, start: match.index, end: match.index + text.length }] : [];
  });
}

/**
 * The label of what stands at `start`–`end`: the nearest before it in the same sentence, else one right after it that
 * does not lead on to another number.
 */
export function labelFor(
  view: View,
  labels: readonly Label[],
  start: number,
  end: number,
): Label | undefined {
  return labelBefore(view, labels, start) ?? labelAfter(view, labels, end);
}

/** The longest number with its separators, and what may follow it before its label. */
const FARTHEST = 22 * 9 + REACH_AFTER;

/** A quick no: without a label of the kind around, no number that begins at `start` has one. */
export function mayBeLabelled(labels: readonly Label[], kind: LabelKind, start: number): boolean {
  const next = countEndedBy(labels, start);
  const before = labels[next - 1];
  if (before?.kind === kind && start - before.end <= REACH_BEFORE) return true;
  for (let index = next; index < labels.length; index += 1) {
    const label = labels[index];
    if (!label || label.start > start + FARTHEST) return false;
    if (label.kind === kind) return true;
  }
  return false;
}

function labelBefore(view: View, labels: readonly Label[], start: number): Label | undefined {
  const label = labels[countEndedBy(labels, start) - 1];
  if (!label || start - label.end > REACH_BEFORE) return undefined;
  const between = view.digits.slice(label.end, start).replace(COUNTED, "");
  return BARRIER.test(between) ? undefined : label;
}

function labelAfter(view: View, labels: readonly Label[], end: number): Label | undefined {
  const next = countEndedBy(labels, end);
  const label = (labels[next]?.start ?? end) < end ? labels[next + 1] : labels[next];
  if (!label || label.start - end > REACH_AFTER) return undefined;
  if (!LINK.test(view.words.slice(end, label.start))) return undefined;
  return NEXT_NUMBER.test(view.digits.slice(label.end, label.end + REACH_AFTER)) ? undefined : label;
}

/** How many of the sorted labels end by here; binary, so that many numbers and many labels stay cheap. */
function countEndedBy(labels: readonly Label[], at: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.end ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
