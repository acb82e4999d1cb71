// The language of the chat and of the page's script: what the chat's place in the page says, else the page.
export const LOCALE =
  document.querySelector<HTMLElement>("[data-locale]")?.dataset.locale ?? document.documentElement.lang;

/** Picks by the page's locale; every language but English reads the Chinese. */
export function inLanguage<Texts>(texts: { readonly zh: Texts; readonly en: Texts }): Texts {
  return /^en\b/i.test(LOCALE) ? texts.en : texts.zh;
}
