// routes.yml: each mistake is named with its file, line and field.
import { afterEach, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../../bot/load.ts";
import { ContentError } from "../../../bot/reading/content-error.ts";
import { aContentTree, type Change, type ContentTree } from "../../support/content-tree.ts";

const ROUTES = "zh-CN/routes.yml";
let tree: ContentTree | undefined;
afterEach(() => tree?.remove());

async function problemsOf(changes: Readonly<Record<string, Change>>) {
  tree = await aContentTree(changes);
  const error = await loadKnowledge(tree.dir).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof ContentError ? error.problems : [];
}

describe("loading routes", () => {
  it("reads conditions and settings", async () => {
    tree = await aContentTree();
    const { routes } = await loadKnowledge(tree.dir);
    expect(routes.rules[0]).toMatchObject({
      when: [{ subject: "phone", values: ["no"] }],
      gives: [{ slot: "phone", value: "yes" }],
    });
  });

  it.each([
    ["an unknown slot", "when: phone=no", "when: owner=no", "rules.0.when", "owner is unknown"],
    [
      "a provider that is not there",
      "when: phone=no",
      "when: provider=acme",
      "rules.0.when",
      "there is no provider acme",
    ],
    [
      "a class that is not there",
      "when: phone=no",
      "when: class=acme",
      "rules.0.when",
      "there is no class acme",
    ],
    [
      "a page that is not there",
      "page: fee",
      "page: fees",
      "rules.0.page",
      "there is no article or FAQ fees",
    ],
    [
      "missing without gives",
      "    gives: phone=yes\n",
      "",
      "rules.0.gives",
      "belongs to every rule that says missing",
    ],
    [
      "official with gives",
      "route: missing",
      "route: official",
      "rules.0.gives",
      "belongs to every rule that says missing",
    ],
    ["two values given", "gives: phone=yes", "gives: phone=yes|no", "rules.0.gives", "one value of a slot"],
    ["a value without words", "no: 收不到 }", "}", "slots.phone.values.no", "is missing"],
  ])("refuses %s", async (_, from, to, field, problem) => {
    const problems = await problemsOf({ [ROUTES]: (text) => text.replace(from, to) });
    expect(problems).toEqual([
      expect.objectContaining({ file: ROUTES, field, problem: expect.stringContaining(problem) }),
    ]);
    expect(problems[0]?.line).toBeGreaterThan(1);
  });

  it("refuses a tree without the file", async () => {
    expect(await problemsOf({ [ROUTES]: undefined })).toEqual([
      expect.objectContaining({ file: ROUTES, problem: "is missing" }),
    ]);
  });

  it("refuses a guide in which every step is conditional", async () => {
    const problems = await problemsOf({
      "zh-CN/guides/pos-vendor.md": (text) => `${text}   - if: phone=no\n`,
    });
    expect(problems).toEqual([
      expect.objectContaining({ problem: expect.stringContaining("every step has an if") }),
    ]);
  });
});
