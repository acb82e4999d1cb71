// The language of the chat and of the page's script: what the chat's place in the page says, else the page.
export const LOCALE =
  document.querySelector<HTMLElement>("[data-locale]")?.dataset.locale ?? document.documentElement.lang;

/** Every language but English reads the Chinese. */
export const isEnglish = /^en\b/i.test(LOCALE);

/** Picks by the page's locale. */
export function inLanguage<Texts>(texts: { readonly zh: Texts; readonly en: Texts }): Texts {
  return isEnglish ? texts.en : texts.zh;
}
