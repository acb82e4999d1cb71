// A content folder with all its locales, read in the thread that asks: at the start, when nobody waits yet.
import { existsSync, realpathSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { loadContent } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import type { LoadedContent } from "./content-apart.ts";
import { KNOWLEDGE_DIR, readKnowledge } from "./knowledge-files.ts";

/** All from one release, also where a link is switched meanwhile. */
export async function readFolderNow(link: string): Promise<readonly LoadedContent[]> {
  const dir = existsSync(link) ? realpathSync(link) : link;
  return withOneOriginal(await Promise.all(localesIn(dir).map((locale) => readLocaleNow(dir, locale))));
}

/** What zh-CN teaches is held once, and not by each translation too: it is tens of thousands of sentences. */
function withOneOriginal(loaded: readonly LoadedContent[]): readonly LoadedContent[] {
  const intents = loaded.find(({ knowledge: { locale } }) => locale === BASE_LOCALE)?.knowledge.intents;
  return loaded.map((one) =>
    intents !== undefined && isDeepStrictEqual(one.knowledge.originalIntents, intents)
      ? { ...one, knowledge: { ...one.knowledge, originalIntents: intents } }
      : one,
  );
}

/** One of them, as it was built, or read and checked anew where a file or the code is another. Throws ContentError. */
export function readLocaleNow(dir: string, locale: string = BASE_LOCALE): Promise<LoadedContent> {
  return loadContent(dir, locale, { known: (hash) => readKnowledge(KNOWLEDGE_DIR, { hash, locale }) });
}
