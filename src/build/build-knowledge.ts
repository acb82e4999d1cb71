// Reads and checks the content into dist/knowledge: what a start else does by itself.
import { loadKnowledge } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import { KNOWLEDGE_DIR, writeKnowledge } from "../served/knowledge-files.ts";

/** Answers a line on each locale. Throws ContentError. */
export async function buildKnowledge(dir: string): Promise<readonly string[]> {
  const built: string[] = [];
  for (const locale of localesIn(dir)) {
    await writeKnowledge(KNOWLEDGE_DIR, await loadKnowledge(dir, locale));
    built.push(`Content of ${locale} read into ${KNOWLEDGE_DIR}`);
  }
  return built;
}
