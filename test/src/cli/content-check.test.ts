// The command `huanka content check`, run as a writer runs it.
import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { aContentTree, type Change, type ContentTree } from "../../support/content-tree.ts";

const trees: ContentTree[] = [];
afterEach(async () => {
  await Promise.all(trees.splice(0).map((tree) => tree.remove()));
});

async function check(changes: Readonly<Record<string, Change>>) {
  const tree = await aContentTree(changes);
  trees.push(tree);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["src/cli/huanka.js", "content", "check", tree.dir],
    {
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

describe("huanka content check", () => {
  it("counts what it checked", async () => {
    const { status, stdout } = await check({});
    expect(stdout).toMatch(
      /^zh-CN: 1 providers, 1 faqs, 1 articles, 3 guides, 2 intents, 3 replies, 3 facts: no problems \(\d+ ms\)\n$/,
    );
    expect(status).toBe(0);
  });

  it("prints every problem with its place and fails", async () => {
    const { status, stdout, stderr } = await check({
      "zh-CN/faqs/fee.md": (text) => `${text}打95588，等 3 天。\n`,
    });
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      "The content has 2 problems:",
      expect.stringContaining("  zh-CN/faqs/fee.md:17:2 body: phone number 「95588」"),
      expect.stringContaining("  zh-CN/faqs/fee.md:17:10 body: duration 「3 天」"),
    ]);
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });
});
