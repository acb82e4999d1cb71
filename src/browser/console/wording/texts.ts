// The words of the console in the language of its page.
import { EN } from "./en.ts";
import { ZH } from "./zh-cn.ts";

/** Of its own page: what is shared with the reader pages would be one more file for each of their readers. */
export const LOCALE = document.documentElement.lang;

export const TEXTS = LOCALE.startsWith("en") ? EN : ZH;
