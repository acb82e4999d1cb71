// Every word that the page's script itself shows.
import { inLanguage } from "../language.ts";

const ZH = {
  unread: (name: string, count: number) => `${name}，${count} 条新消息`,
  results: "搜索结果",
  found: (count: number) => `${count} 条结果，用上下键选择`,
  nothing: "没有结果",
  thanks: "谢谢，已经记下。",
  copied: "已复制",
};

const EN: typeof ZH = {
  unread: (name, count) => `${name}, ${count} new`,
  results: "Search results",
  found: (count) => `${count} found, choose with the arrow keys`,
  nothing: "Nothing found",
  thanks: "Thank you, noted.",
  copied: "Copied",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
