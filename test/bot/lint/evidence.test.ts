// What a writer is told about the sentences of the channel check.
import { describe, expect, it } from "vitest";
import { lintContent, loadKnowledge } from "../../../bot/load.ts";
import { aContentTree } from "../../support/content-tree.ts";

const REPLIES = "zh-CN/replies.yml";

async function withReply(line: string) {
  return aContentTree({ [REPLIES]: (text) => `${text}${line}\n` });
}

describe("the sentences of the channel check", () => {
  it("refuses a placeholder that nobody fills in, with its place", async () => {
    const tree = await withReply('evidence.unlisted: "{value} {owner} 不在名单里。"');
    await expect(loadKnowledge(tree.dir)).rejects.toThrow(
      /zh-CN\/replies\.yml:\d+:\d+ evidence\.unlisted: \{owner\} is not filled in here: \{value\} is/,
    );
    await tree.remove();
  });

  it("tells a writer which are missing, and lets a server start without them", async () => {
    const tree = await withReply('evidence.unlisted: "{value} 不在名单里。"');
    await loadKnowledge(tree.dir);
    const problem = await lintContent(tree.dir, "2026-11-24").catch((error: Error) => error.message);
    await tree.remove();
    expect(problem).toContain("evidence.banned: is missing");
    expect(problem).not.toContain("evidence.unlisted: is missing");
  });
});
