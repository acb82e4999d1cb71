// A content folder with all its locales, read in the thread that asks: at the start, when nobody waits yet.
import { existsSync, realpathSync } from "node:fs";
import { loadContent } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import type { LoadedContent } from "./content-apart.ts";

/** All from one release, also where a link is switched meanwhile. */
export async function readFolderNow(link: string): Promise<readonly LoadedContent[]> {
  const dir = existsSync(link) ? realpathSync(link) : link;
  return Promise.all(localesIn(dir).map((locale) => loadContent(dir, locale)));
}
