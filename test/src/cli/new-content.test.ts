// New files begin with blanks, and the lint names nothing but these.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lintContent } from "../../../bot/load.ts";
import { newContent } from "../../../src/cli/tasks/new-content.ts";
import { aContentTree, type ContentTree } from "../../support/content-tree.ts";

const TODAY = "2026-11-24";

let tree: ContentTree;
beforeEach(async () => {
  tree = await aContentTree();
});
afterEach(() => tree.remove());

const create = (type: string, slug: string, category = "rebind") =>
  newContent(tree.dir, { type, slug, category, today: TODAY });

/** Fills each blank with the words given for what it asks, or with `words`. */
async function fill(path: string, words: string, special: Readonly<Record<string, string>>): Promise<void> {
  const text = await readFile(join(tree.dir, path), "utf8");
  const filled = text.replace(/〔待填：([^〕]*)〕/g, (_, what: string) => {
    const [, value] = Object.entries(special).find(([start]) => what.startsWith(start)) ?? [];
    return value ?? words;
  });
  await writeFile(join(tree.dir, path), filled);
}

describe("huanka content new", () => {
  it.each([
    ["faq", "zh-CN/faqs/new-one.md", 12],
    ["article", "zh-CN/articles/rebind/new-one.md", 5],
    ["provider", "providers/new-one.md", 8],
  ])(
    "writes a %s that fails on its blanks alone, each saying what belongs there",
    async (type, path, blanks) => {
      const { path: written, problems } = await create(type, "new-one");
      expect(written).toBe(path);
      expect(problems).toHaveLength(blanks);
      for (const problem of problems) expect(problem).toMatch(/^\S+:\d+:\d+ blank: still to be written: \S+/);
      await expect(lintContent(tree.dir, TODAY)).rejects.toThrow(`The content has ${blanks} problems`);
    },
  );

  it("passes once the blanks are filled", async () => {
    const faq = await create("faq", "limits");
    await fill(faq.path, "问限额的时候看这里，先打官方热线问清。", {
      这个问题的意图: "faq_limits",
      第一: "限额多少",
      第二: "一天几笔",
      第三: "能刷多少",
      第四: "有上限吗",
      第五: "单笔最多",
    });
    const provider = await create("provider", "other");
    await fill(provider.path, "先打机身标签上的官方热线问清楚。", {
      "bank-app": "pos-vendor",
      商户看到: "别家付",
      别名: "bjf",
    });
    const article = await create("article", "how", "safety");
    await fill(article.path, "先停下来，再打官方热线问清楚。", {});
    const knowledge = await lintContent(tree.dir, TODAY);
    expect([
      knowledge.faqs.has("limits"),
      knowledge.providers.has("other"),
      knowledge.articles.has("how"),
    ]).toEqual([true, true, true]);
  });

  it("never writes over a file, and refuses names that are none", async () => {
    await create("article", "once");
    await expect(create("article", "once")).rejects.toThrow("zh-CN/articles/rebind/once.md is there already");
    await expect(create("article", "../out")).rejects.toThrow("may hold a–z, 0–9 and - only");
    await expect(create("page", "x")).rejects.toThrow('There is no "page"');
  });
});
