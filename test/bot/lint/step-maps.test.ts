// Step ids are promises: what the loader says of maps, and what a comparison of two contents finds.
import { afterEach, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { undeclaredSteps } from "../../../bot/lint/step-maps.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { aContentTree, type Change, type ContentTree } from "../../support/content-tree.ts";

const FILE = "providers/lakala.md";
const trees: ContentTree[] = [];
afterEach(async () => {
  await Promise.all(trees.splice(0).map((tree) => tree.remove()));
});

async function load(change?: Change): Promise<Knowledge> {
  const tree = await aContentTree(change === undefined ? {} : { [FILE]: change });
  trees.push(tree);
  return loadKnowledge(tree.dir);
}

const mapped = (map: string) => (text: string) => text.replace("---\n", `---\nsteps: ${map}\n`);
const renamed = (text: string) => text.replace("{#wait}", "{#await-review}");

describe("a step map", () => {
  it("may lead to a step of the guide, or to nothing", async () => {
    const { providers } = await load(mapped("{ review: wait, pay: null }"));
    expect(providers.get("lakala")?.guide?.stepMap).toEqual({ review: "wait", pay: null });
  });

  it("is refused when it leads to a step that is not there", async () => {
    await expect(load(mapped("{ review: waiting }"))).rejects.toThrow(
      `${FILE}:2:18 steps.review: there is no step waiting`,
    );
  });

  it("is refused when it speaks of a step that is still there", async () => {
    await expect(load(mapped("{ wait: null }"))).rejects.toThrow("wait is still a step of this guide");
  });
});

describe("undeclared steps", () => {
  it("are the ids that a newer content neither has nor maps", async () => {
    const [before, after] = [await load(), await load(renamed)];
    expect(undeclaredSteps(before, after)).toEqual([
      expect.objectContaining({
        file: FILE,
        field: "steps",
        problem: expect.stringContaining("the step wait is gone"),
      }),
    ]);
  });

  it("are none once the map is there, nor when that deploy is taken back", async () => {
    const before = await load();
    const after = await load((text) => mapped("{ wait: await-review }")(renamed(text)));
    expect(undeclaredSteps(before, after)).toEqual([]);
    expect(undeclaredSteps(after, before)).toEqual([]);
  });

  it("are none where a whole guide is taken away", async () => {
    const after = await load((text) => text.slice(0, text.indexOf("## 步骤")));
    expect(undeclaredSteps(await load(), after)).toEqual([]);
  });
});
