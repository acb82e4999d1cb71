// The project's own content, loaded once for all test files of a worker, with the models that the build trained for it.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { MODEL_DIR } from "../../src/served/model-files.ts";
import { supplyKeptModels } from "../../src/served/model-source.ts";

const loaded = new Map<string, Promise<Knowledge>>();

/** Read only: a test that wants other content makes a copy. Where nothing was built, the first message trains. */
export function realContent(locale: string = BASE_LOCALE): Promise<Knowledge> {
  const known = loaded.get(locale) ?? withModels(locale);
  loaded.set(locale, known);
  return known;
}

async function withModels(locale: string): Promise<Knowledge> {
  return supplyKeptModels(await loadKnowledge("content", locale), MODEL_DIR);
}
