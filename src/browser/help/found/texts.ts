// What the list of found pages says.
import { inLanguage } from "../../language.ts";

const ZH = {
  kinds: { article: "文章", faq: "问答", provider: "机构", guide: "步骤" },
  near: "相近",
  call: (number: string) => `电话 ${number}`,
  ask: (query: string) => `没找到「${query}」，在对话里问一问`,
  nothing: "没有结果",
  recent: "最近搜过",
  forget: "清除搜索记录",
};

const EN: typeof ZH = {
  kinds: { article: "Article", faq: "Question", provider: "Provider", guide: "Steps" },
  near: "Similar",
  call: (number) => `Call ${number}`,
  ask: (query) => `Nothing found for “${query}”. Ask in the chat`,
  nothing: "Nothing found",
  recent: "Searched before",
  forget: "Forget these searches",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
