// A rule that hears too much, too little, or something nobody shows is reported where it stands.
import { describe, expect, it } from "vitest";
import { lintContent } from "../../../bot/load.ts";
import { compileRules, hears } from "../../../bot/rules/heard-rules.ts";
import { aContentTree } from "../../support/content-tree.ts";

const rule = (any: string, says: string, not: string) =>
  `follow-up/other-provider:\n  any: [${any}]\n  says: [${says}]\n  not: [${not}]\n`;

async function problemsOf(text: string): Promise<string> {
  const tree = await aContentTree({ "zh-CN/rules/names.yml": text });
  const problems = await lintContent(tree.dir, "2026-11-24").catch((error: Error) => error.message);
  await tree.remove();
  return String(problems);
}

describe("the rules of a content", () => {
  it("are asked for every sentence they name, with its place", async () => {
    expect(await problemsOf(rule("^那", "盛付通呢", "那盛付通呢"))).toContain(
      "zh-CN/rules/names.yml:3:10 follow-up/other-provider.says.0: 「盛付通呢」 is not heard by follow-up/other-provider",
    );
    expect(await problemsOf(rule("^那", "那盛付通呢", "那随行付"))).toContain("「那随行付」 is heard by");
    expect(await problemsOf(rule("^那, 呢$", "那盛付通", "盛付通"))).toContain(
      "no sentence of says shows 「呢$」",
    );
  });

  it("need sentences on both sides, and an id that says of what", async () => {
    expect(await problemsOf("follow-up/other-provider:\n  any: [^那]\n  says: [那盛付通]\n")).toContain(
      "not",
    );
    expect(await problemsOf(rule("^那", "那盛付通", "盛付通").replace("/", "-"))).toContain(
      "must be like follow-up/other-provider",
    );
  });
});

describe("a pattern of a rule", () => {
  const rules = compileRules([
    { "some/rule": { any: ["^那", "呢$", "(几|多少)点", "a.b"], says: ["-"], not: ["-"] } },
  ]);

  it.each(["那盛付通", "盛付通呢", "盛付通呢？！", "多少点开门", "到幾點", "A.B"])("hears %s", (text) => {
    expect(hears(rules, "some/rule", text.toLowerCase().replace("幾點", "几点"))).toBe(true);
  });

  it.each(["用那家", "呢子大衣", "多少", "axb", ""])("does not hear %j", (text) => {
    expect(hears(rules, "some/rule", text)).toBe(false);
  });

  it("hears nothing by a rule that is not there", () => {
    expect(hears(rules, "some/other", "那盛付通")).toBe(false);
  });
});
