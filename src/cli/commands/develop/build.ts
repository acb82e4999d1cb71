// `huanka build`: the browser files and the search index, which a start else makes by itself.
import type { Command } from "../../command.ts";

export const command = {
  says: "builds the browser files and the search index into dist/",
  usage: "",
  options: {},
  async run() {
    const { BROWSER_DIR, buildBrowser } = await import("../../../build/build-browser.ts");
    const { buildSearch } = await import("../../../build/build-search.ts");
    await buildBrowser();
    console.log(`Browser files built into ${BROWSER_DIR}`);
    for (const line of await buildSearch(process.env.CONTENT_DIR ?? "content")) console.log(line);
    return 0;
  },
} satisfies Command;
