// What the filter of providers says to screen readers, in both languages: fetched with it.
import { inLanguage } from "../../language.ts";

const ZH = { matched: (count: number) => `${count} 家` };
const EN: typeof ZH = { matched: (count) => `${count} found` };

export const TEXTS = inLanguage({ zh: ZH, en: EN });
