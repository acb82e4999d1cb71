// `huanka build`: the browser files, the content as it was read, the search index and the models, which a start else makes
// by itself.
import type { Command } from "../../command.ts";

export const command = {
  says: "builds the browser files, the content, its search index and models of understanding into dist/",
  usage: "",
  options: {},
  async run() {
    const { BROWSER_DIR, buildBrowser } = await import("../../../build/build-browser.ts");
    const { buildKnowledge } = await import("../../../build/build-knowledge.ts");
    const { buildModels } = await import("../../../build/build-models.ts");
    const { buildSearch } = await import("../../../build/build-search.ts");
    await buildBrowser();
    console.log(`Browser files built into ${BROWSER_DIR}`);
    const dir = process.env.CONTENT_DIR ?? "content";
    for (const line of await buildKnowledge(dir)) console.log(line);
    for (const line of await buildSearch(dir)) console.log(line);
    for (const line of await buildModels(dir)) console.log(line);
    return 0;
  },
} satisfies Command;
