// The language a message is answered in, where its words alone do not tell: by what is spoken, and by whom it names.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { type DialogState, parseState, topFrame } from "../say/state.ts";
import { writtenNames } from "../say/written-script.ts";
import { isShortChinese } from "../text/language.ts";
import { normalise } from "../text/normalise.ts";
import { spokenLocale } from "./older-content.ts";

/**
 * Whether a few Chinese characters in a conversation in another language are Chinese that is spoken: 「下一步」. They are
 * none where a company is named, or asked for: that is copied from a label, by whoever reads English too.
 */
export function speaksChineseNow(text: string, stored: unknown, chinese: Knowledge): boolean {
  const spoken = spokenLocale(stored);
  if (spoken === undefined || spoken === chinese.locale || !isShortChinese(text)) return false;
  if (topFrame(parseState(stored, "").state)?.dialog === "choose-provider") return false;
  const normalised = normalise(text);
  return !derive(chinese, writtenNames).some((name) => normalised.includes(name));
}

/**
 * Whether the merchant was greeted in another language than they write, and nothing was said since: the greeting is then
 * said once more, in theirs. Content from before has no words for it.
 */
export function wasGreetedElsewhere(stored: DialogState, { locale, replies }: Knowledge): boolean {
  const { lastAt, lastIntent, stack, paused, locale: greeted = BASE_LOCALE } = stored;
  const isNew = lastAt !== undefined && lastIntent === undefined && stack.length === 0 && !paused;
  return isNew && greeted !== locale && replies.has("greeting-here");
}
