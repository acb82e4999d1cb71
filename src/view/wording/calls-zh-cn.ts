// What staff who call the companies read: the questions of the call sheet, and how to fill it in.
import type { FactFields, FactKind } from "../../../bot/knowledge/fact.ts";

type Asked = Pick<FactFields, "label" | "value" | "scope">;
type Ask = (fact: Asked, name: string) => string;

const stillSo: Ask = ({ label, value, scope }, name) =>
  `${name}的「${label}」，我们写的是：${value}${scope === undefined ? "" : `（${scope}）`}。现在还是这样吗？`;

const ASK: Readonly<Record<FactKind, Ask>> = {
  phone: ({ value }, name) => `${value} 是不是${name}给商户的客服电话？POS 换结算卡是不是打这个号码？`,
  website: ({ value }, name) => `${name}的官网是不是 ${value}？`,
  app: ({ value }, name) => `${name}的商户现在用的 App 或小程序，是不是叫「${value}」？`,
  wechat: ({ value }, name) => `${name}的官方公众号或小程序，是不是叫「${value}」？`,
  duration: stillSo,
  limit: stillSo,
  fee: stillSo,
  rule: stillSo,
  document: stillSo,
  steps: stillSo,
};

export function questionOf(fact: Asked & Pick<FactFields, "kind">, name: string): string {
  return ASK[fact.kind](fact, name);
}

export const CALLS_ZH = {
  head: [
    "电话核对单。自己拨 call 的号码，先对一对机身标签或合同上的号码，再逐条问 ask。",
    "answer 填「是」「否」或客服说的新内容，没问到就空着。day 填打电话的日期。",
    "不要报商户的卡号、证件号和姓名。填好后：npx huanka facts answers 这个文件",
  ],
  yes: ["是", "对", "是的", "yes", "y"],
  no: ["否", "不是", "不对", "no", "n"],
  published: "公开资料一致，非官方",
  phoned: "官方热线电话确认过",
  source: (day: string) => `电话核对，${day}`,
};
