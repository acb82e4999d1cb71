// The ids that code names are in the content, and a writer who takes one away is told.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OWN_IDS } from "../../../bot/knowledge/own-ids.ts";
import { lintContent } from "../../../bot/load.ts";
import { aContentTree, VALID_TREE } from "../../support/content-tree.ts";
import { realContent } from "../../support/real-content.ts";

describe("the ids that code names", () => {
  it("are not asked for in a content that is only begun", async () => {
    const tree = await aContentTree();
    await lintContent(tree.dir, "2026-11-24");
    await tree.remove();
  });

  it("are in the published content", async () => {
    const { providers, guides, articles, faqs, facts, categories } = await realContent();
    const missing = [
      ...OWN_IDS.providers.filter((id) => !providers.has(id)),
      ...OWN_IDS.guides.filter((id) => !guides.has(id)),
      ...OWN_IDS.pages.filter((id) => !articles.has(id) && !faqs.has(id)),
      ...OWN_IDS.categories.filter((id) => !categories.some((one) => one.id === id)),
      ...OWN_IDS.facts.filter((id) => !facts.has(id)),
    ];
    expect(missing).toEqual([]);
  });

  it("name a question only by an intent that an FAQ answers", async () => {
    const answered = new Set([...(await realContent()).faqs.values()].map(({ intent }) => `"${intent}"`));
    const named = readdirSync("bot", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) =>
        [...readFileSync(join("bot", path), "utf8").matchAll(/"faq_\w+"/g)].map(
          ([id]) => [path, id] as const,
        ),
      );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, id]) => !answered.has(id))).toEqual([]);
  });

  it("are missed with the file in which they should stand", async () => {
    const tree = await aContentTree({
      "zh-CN/articles/safety/common-scams.md": VALID_TREE["zh-CN/articles/safety/scams.md"],
    });
    const problems = await lintContent(tree.dir, "2026-11-24").catch((error: Error) => error.message);
    await tree.remove();
    expect(problems).toContain("providers/alipay.md:1:1 file: alipay is missing");
    expect(problems).toContain("zh-CN/guides/verify-terminal.md:1:1 file: verify-terminal is missing");
    expect(problems).toContain("zh-CN/faqs/rebind-failed.md:1:1 file: rebind-failed is missing");
    expect(problems).toContain("facts.yml:1:1 file: lost-card.close-last is missing");
    expect(problems).not.toContain("lakala is missing");
    expect(problems).not.toContain("common-scams is missing");
  });
});
