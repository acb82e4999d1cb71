// What staff who call the companies read: the questions of the call sheet, and how to fill it in.
import type { FactFields, FactKind } from "../../../bot/knowledge/fact.ts";

type Asked = Pick<FactFields, "label" | "value">;
type Ask = (fact: Asked, name: string) => string;

/** How we came to know it, and whom else to ask: true for merchants, odd to read out to the company itself. */
const PROOF = /（(?:公开资料一致，非官方|官方热线电话确认过)，[\d-]+ 核对）/;
const HEARSAY = /^有[^，：「]{0,6}(?:说法称|说)，?/;
const ASK_ELSEWHERE = /[，；](?:具体)?以[^，；]*为准$/;

const spoken = (value: string) => value.replace(PROOF, "").replace(HEARSAY, "").replace(ASK_ELSEWHERE, "");

const isSo: Ask = ({ label, value }, name) => `${name}的「${label}」：${spoken(value)}。是这样吗？`;

const ASK: Readonly<Record<FactKind, Ask>> = {
  phone: ({ value }, name) => `${value} 是不是${name}给商户的客服电话？POS 换结算卡是不是打这个号码？`,
  website: ({ value }, name) => `${name}的官网是不是 ${value}？`,
  app: ({ value }, name) => `${name}的商户现在用的 App 或小程序，是不是叫「${value}」？`,
  wechat: ({ value }, name) => `${name}的官方公众号或小程序，是不是叫「${value}」？`,
  duration: isSo,
  limit: isSo,
  fee: isSo,
  rule: isSo,
  document: isSo,
  steps: ({ label, value }, name) => `${name}的「${label}」，是不是「${spoken(value)}」？`,
};

export function questionOf(fact: Asked & Pick<FactFields, "kind">, name: string): string {
  return ASK[fact.kind](fact, name);
}

/** Whether a value still speaks of hearsay once its company has said that it is so. */
export function isHedged(value: string): boolean {
  return HEARSAY.test(value) || ASK_ELSEWHERE.test(value);
}

export const CALLS_ZH = {
  head: [
    "电话核对单。自己拨 call 的号码，先对一对机身标签或合同上的号码，再逐条问 ask。about 是适用范围和出处，不用念。",
    "answer 填「是」「否」或客服说的新内容，没问到就空着。unknown 是还没有人公开过的，照客服说的写。day 填打电话的日期。",
    "不要报商户的卡号、证件号和姓名。填好后：npx huanka facts answers 这个文件",
  ],
  /** What every merchant asks and a company without steps of its own has not published. */
  unpublished: [
    "换 POS 的结算卡在哪里办：App 的哪个菜单，去网点，还是由谁提交？",
    "要带、要交哪些资料？",
    "多久审完，从哪一天起钱到新卡？",
    "收不收费，写在哪里？",
  ],
  unknown: (what: string) => `${what}：是怎么规定的？`,
  yes: ["是", "对", "是的", "yes", "y"],
  no: ["否", "不是", "不对", "no", "n"],
  published: "公开资料一致，非官方",
  phoned: "官方热线电话确认过",
  source: (day: string) => `电话核对，${day}`,
};
