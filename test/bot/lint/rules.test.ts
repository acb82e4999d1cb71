// A rule that hears too much, too little, or something nobody shows is reported where it stands.
import { describe, expect, it } from "vitest";
import { lintContent, loadKnowledge } from "../../../bot/load.ts";
import { compileRules, hears, ruleOf } from "../../../bot/rules/heard-rules.ts";
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
    expect(await problemsOf(rule('^那, "(呢|咧)$"', "那盛付通", "盛付通"))).toContain(
      "no sentence of says shows 「(呢|咧)$」",
    );
  });

  it.each([
    ["scam/prize", "lottery", "no fraud of scams.yml"],
    ["scam/prize", "deposit", undefined],
    ["situation/prize", "phone=lost", "no slot with its value"],
    ["situation/prize", "phone=no", undefined],
  ])("%s may be about what there is: %s", async (id, about, problem) => {
    const text = rule("中奖", "我中奖了", "没中").replace(
      "follow-up/other-provider:",
      `${id}:\n  about: ${about}`,
    );
    const problems = await problemsOf(text);
    if (problem === undefined) expect(problems).not.toContain("about");
    else expect(problems).toContain(`「${about}」 is ${problem}`);
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

describe("a pattern that cannot be read", () => {
  it.each([
    ['"(几|多少点"', "a bracket is open"],
    ['"?几点"', "nothing stands before ?"],
    [
      '"几(点$|分)"',
      "zh-CN/rules/names.yml:2:9 follow-up/other-provider.any.0: 「几(点$|分)」 has ^ or $ within",
    ],
    ['"<day>几点"', "there is no list <day> in words.yml"],
  ])("%s is named where it stands, also to a server", async (pattern, problem) => {
    const text = rule(pattern, "几点开门", "几个");
    expect(await problemsOf(text)).toContain(problem);
    const tree = await aContentTree({ "zh-CN/rules/names.yml": text });
    await expect(loadKnowledge(tree.dir)).rejects.toThrow(problem);
    await tree.remove();
  });
});

describe("the form of a rule", () => {
  const sides = { says: ["-"], not: ["-"] };
  const lists = new Map([["day", ["今天", "明天?"]]]);
  const rules = compileRules(
    [
      {
        "form/gap": { any: ["换..3卡", "改~3卡"], ...sides },
        "form/list": { any: ["<day>开门", "(快|慢)+点吗?$"], ...sides },
        "form/whole": { whole: ["停(一停)?", "i don t know"], ...sides },
        "form/all": {
          all: [
            ["他", "她"],
            ["验证码", "密码"],
          ],
          unless: ["发给你"],
          ...sides,
        },
        "form/except": { any: ["码"], except: ["密码", "号码"], ...sides },
        "form/only": { only: ["我", "我们", "的"], ...sides },
        "form/characters": { any: ["[换改]卡", "[^一二]类", "(<![a-z])sn"], ...sides },
        "form/around": { any: ["机(!构|会)", "(<!停|手)号"], ...sides },
        "form/latin": { any: ["_pos_", "##%"], ...sides },
      },
    ],
    lists,
  );

  it.each([
    ["gap", "换一张新卡", true],
    ["gap", "换一张别的卡", false],
    ["gap", "换,卡", true],
    ["gap", "改,卡", false],
    ["list", "明开门", true],
    ["list", "今天开门", true],
    ["list", "快快慢点吗?", true],
    ["list", "点吗", false],
    ["whole", "停一停", true],
    ["whole", "停一停吧", false],
    ["all", "她要我的密码", true],
    ["all", "她要我的钱", false],
    ["all", "密码他让我发给你", false],
    ["except", "我的密码", false],
    ["except", "密码和码", true],
    ["only", "我们的!", true],
    ["only", "我们的店", false],
    ["characters", "改卡", true],
    ["characters", "刷卡", false],
    ["characters", "三类", true],
    ["characters", "二类", false],
    ["characters", "看sn", true],
    ["characters", "isn", false],
    ["around", "机器", true],
    ["around", "机构", false],
    ["around", "编号", true],
    ["around", "手号", false],
    ["latin", "我的pos机", true],
    ["latin", "posture", false],
    ["latin", "20%", true],
  ])("form/%s: %s", (name, text, isHeard) => {
    expect(hears(rules, `form/${name}`, text)).toBe(isHeard);
  });

  it("takes out of a text what it finds, and leaves what only looks so", () => {
    expect(ruleOf(rules, "form/except")?.without("密码,码,号码")).toBe("密码,,号码");
    expect(ruleOf(rules, "form/gap")?.without("先换新卡再换旧卡")).toBe("先再");
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
