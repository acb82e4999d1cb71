// Reads the content of an installation, and writes its pages as files into a folder that is empty.
import { readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadKnowledge } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import type { Config } from "../base/config.ts";
import { brandCss } from "../base/design/brand.ts";
import { makeFolder } from "../base/disk/make-folder.ts";
import { StartError } from "../base/errors.ts";
import { BROWSER_DIR, ensureBrowserBundles } from "../build/build-browser.ts";
import { loadAssets } from "../http/assets.ts";
import { exportSite } from "./export-site.ts";

/** Answers what was written, in a line. Throws ContentError; StartError where the folder holds anything, which it would mix up, or cannot be written. */
export async function writeExport(folder: string, config: Config): Promise<string> {
  const held = await readdir(folder).catch(() => []);
  if (held.length > 0)
    throw new StartError(`${folder} is not empty. Name a folder that is, or is not there yet.`);
  await ensureBrowserBundles();
  const assets = await loadAssets(BROWSER_DIR, brandCss(config.site.brand));
  const locales = localesIn(config.contentDir);
  const knowledges = await Promise.all(locales.map((locale) => loadKnowledge(config.contentDir, locale)));
  const { files } = exportSite({ knowledges, assets, config });
  try {
    for (const [name, content] of files) {
      const path = join(folder, name);
      makeFolder(dirname(path));
      await writeFile(path, content);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${folder} cannot be written: ${why}. Name a folder that can.`, { cause });
  }
  const pages = [...files.keys()].filter((name) => name.endsWith(".html")).length;
  return `${pages} pages in ${locales.join(", ")} written into ${folder}. Its search needs a web server, the pages do not.`;
}
