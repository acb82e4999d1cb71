// The project's own content, loaded once for all test files of a worker, as the build read it and
// with the models that it trained for it.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { MODEL_DIR } from "../../src/served/model-files.ts";
import { supplyKeptModels } from "../../src/served/model-source.ts";
import { readLocaleNow } from "../../src/served/read-folder-now.ts";

const loaded = new Map<string, Promise<Knowledge>>();

/** Read only: a test that wants other content makes a copy. Where nothing was built, the first message trains. */
export function realContent(locale: string = BASE_LOCALE): Promise<Knowledge> {
  const known = loaded.get(locale) ?? withModels(locale);
  loaded.set(locale, known);
  return known;
}

async function withModels(locale: string): Promise<Knowledge> {
  return supplyKeptModels((await readLocaleNow("content", locale)).knowledge, MODEL_DIR);
}
