// What the drawings show, for who cannot see them, in both languages: fetched with them.
import { inLanguage } from "../../language.ts";

const ZH = {
  "sales-slip": "签购单：15 位商户编号的前三位是收单机构的代码",
  "machine-label": "机身标签：写着收单机构和官方热线，后贴的手机号不算",
  contract: "合同：盖章的公司就是收单机构",
};

const EN: typeof ZH = {
  "sales-slip": "Sales slip: the first three of the merchant number's 15 digits are the acquirer's code",
  "machine-label":
    "Label of the terminal: it names the acquirer and its hotline; a number stuck on later does not count",
  contract: "Contract: the company that sealed it is the acquirer",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
