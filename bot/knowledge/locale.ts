// The languages of the content: zh-CN is written first, every other one translates it file by file.
export const BASE_LOCALE = "zh-CN";
/** In the order in which pages offer them. */
export const LOCALES = [BASE_LOCALE, "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** The locale a language tag asks for: `en-US` is English; what is not known or not said is zh-CN. */
export function localeOf(tag: string | undefined): Locale {
  const language = tag?.toLowerCase().split("-", 1)[0];
  return LOCALES.find((locale) => locale.toLowerCase().split("-", 1)[0] === language) ?? BASE_LOCALE;
}

/** What the addresses of a locale's pages begin with: nothing, or `/en`. */
export function localePrefix(locale: string): string {
  return locale === BASE_LOCALE ? "" : `/${locale}`;
}

/** The folders a locale reads: its own, and behind it the one it translates. */
export function foldersOf(locale: string): readonly string[] {
  return locale === BASE_LOCALE ? [BASE_LOCALE] : [BASE_LOCALE, locale];
}
