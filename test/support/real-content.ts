// The project's own content, loaded once for all test files of a worker; what is trained for it is kept on it.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { loadKnowledge } from "../../bot/load.ts";

const loaded = new Map<string, Promise<Knowledge>>();

/** Read only: a test that wants other content makes a copy. */
export function realContent(locale: string = BASE_LOCALE): Promise<Knowledge> {
  const known = loaded.get(locale) ?? loadKnowledge("content", locale);
  loaded.set(locale, known);
  return known;
}
