// Loading a content tree: what it gives, and every kind of problem with its file, line and column.
import { Buffer } from "node:buffer";
import { afterEach, describe, expect, it } from "vitest";
import { guideFor } from "../../bot/knowledge/knowledge.ts";
import { loadContent, loadKnowledge } from "../../bot/load.ts";
import { ContentError, problemLine } from "../../bot/reading/content-error.ts";
import { aContentTree, type Change, type ContentTree, VALID_TREE } from "../support/content-tree.ts";

const trees: ContentTree[] = [];
afterEach(async () => {
  await Promise.all(trees.splice(0).map((tree) => tree.remove()));
});

async function aTree(changes: Readonly<Record<string, Change>> = {}): Promise<ContentTree> {
  const tree = await aContentTree(changes);
  trees.push(tree);
  return tree;
}

async function load(changes: Readonly<Record<string, Change>> = {}) {
  return loadKnowledge((await aTree(changes)).dir);
}

/** The problems of a tree with these changes, as lines. */
async function problemsOf(changes: Readonly<Record<string, Change>>): Promise<string[]> {
  const error = await load(changes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  if (!(error instanceof ContentError)) throw error;
  return error.problems.map(problemLine);
}

const LAKALA = "providers/lakala.md";
const FEE = "zh-CN/faqs/fee.md";
const SCAMS = "zh-CN/articles/safety/scams.md";
const VENDOR = "zh-CN/guides/pos-vendor.md";
const REPLIES = "zh-CN/replies.yml";

const swap = (from: string, to: string) => (text: string) => text.replace(from, to);
const add = (line: string) => (text: string) => `${text}${line}\n`;

const anotherProvider = (changes: (text: string) => string) =>
  changes(VALID_TREE[LAKALA] ?? "")
    .replaceAll("lakala.hotline", "other.hotline")
    .replace("95016", "95588")
    .replace("www.lakala.com", "www.other-pay.cn");

describe("loading what is known already", () => {
  it("takes what these files have become before", async () => {
    const tree = await aTree();
    const before = await loadContent(tree.dir);
    const known = (hash: string) => (hash === before.tree.hash ? before.knowledge : undefined);
    expect((await loadContent(tree.dir, "zh-CN", { known })).knowledge).toBe(before.knowledge);
  });

  it("does not where a file cannot be read, though the others are the same", async () => {
    const { knowledge } = await loadContent((await aTree()).dir);
    const tree = await aTree({ "zh-CN/faqs/long.md": () => "x".repeat(300 * 1024) });
    await expect(loadContent(tree.dir, "zh-CN", { known: () => knowledge })).rejects.toThrow(/KiB/);
  });
});

describe("loading content", () => {
  it("gives everything of a valid tree, in reading order", async () => {
    const knowledge = await load();
    expect([...knowledge.faqs.keys(), ...knowledge.articles.keys()]).toEqual(["fee", "scams"]);
    expect(knowledge.faqs.get("fee")).toMatchObject({
      kind: "faq",
      file: FEE,
      category: "rebind",
      aliases: [],
    });
    expect(knowledge.intents.get("faq_fee")).toMatchObject({ faq: "fee", utterances: { length: 5 } });
    expect(knowledge.intents.get("greeting")).not.toHaveProperty("faq");
    expect(knowledge.facts.get("lakala.hotline")).toMatchObject({ provider: "lakala", value: "95016" });
    expect(knowledge.facts.get("police.hotline")).not.toHaveProperty("provider");
    expect(knowledge.replies.get("greeting")).toBe("你好，我是换卡助手。\n请直接说要办什么。");
    expect(knowledge.guides.get("pos-vendor")).toMatchObject({
      generic: true,
      body: "菜单名以你看到的为准。",
    });
    expect(knowledge.notRoute).toEqual(["fake-pos.cn"]);
  });

  it("takes a provider's own steps, or those of its class", async () => {
    const knowledge = await load({
      "providers/other.md": anotherProvider((text) =>
        text
          .replace(/## 步骤[\s\S]*/, "")
          .replace("name: 拉卡拉", "name: 别家")
          .replace("[lakala, 拉卡啦]", "[bj]"),
      ),
    });
    const [lakala, other] = ["lakala", "other"].map((id) => knowledge.providers.get(id));
    expect(lakala && guideFor(knowledge, lakala)).toMatchObject({ id: "lakala", generic: false });
    expect(other && guideFor(knowledge, other)).toMatchObject({ id: "pos-vendor", generic: true });
    expect(other).not.toHaveProperty("guide");
  });

  it("names the snapshot by its bytes alone", async () => {
    const { hash } = await load();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await load()).hash).toBe(hash);
    expect((await load({ "en/faqs/fee.md": "another locale" })).hash).toBe(hash);
    expect((await load({ [FEE]: add("再补一句。") })).hash).not.toBe(hash);
  });

  it("leaves editors' own files alone", async () => {
    expect(await problemsOf({ "zh-CN/faqs/.fee.md.swp": "\0", "zh-CN/faqs/fee.md~": "old" })).toEqual([]);
  });

  it("reads files with Windows line ends, places included", async () => {
    expect(await problemsOf({ [FEE]: (text) => text.replaceAll("\n", "\r\n") })).toEqual([]);
    expect(await problemsOf({ [FEE]: (text) => add("半小时。")(text).replaceAll("\n", "\r\n") })).toEqual([
      expect.stringContaining(`${FEE}:17:1 body: duration`),
    ]);
  });

  it("tells all problems at once, sorted by place", async () => {
    const lines = await problemsOf({
      [SCAMS]: swap("title: 常见骗术", "titel: 常见骗术"),
      [FEE]: swap("category: rebind", "category: rebuild"),
      "facts.yml": swap("grade: official", "grade: sure"),
    });
    expect(lines).toEqual([
      expect.stringContaining("facts.yml:5:10 police.hotline.grade: "),
      `${SCAMS}:2:1 title: is missing`,
      `${SCAMS}:2:8 titel: unknown field`,
      `${FEE}:5:11 category: unknown category rebuild; known: rebind, safety`,
    ]);
  });

  it("says where it looked when there is no content", async () => {
    await expect(loadKnowledge("/nowhere/content")).rejects.toThrow("there is no folder /nowhere/content");
    const tree = await aContentTree();
    trees.push(tree);
    await expect(loadKnowledge(tree.dir, "en")).rejects.toThrow(/there is no folder .*en/);
  });
});

describe("refusing a file", () => {
  const valid = VALID_TREE[FEE] ?? "";
  it.each<readonly [string, Change, string]>([
    ["with a byte order mark", `\ufeff${valid}`, "1:1 file: begins with a byte order mark"],
    ["with a NUL byte", `${valid}\0`, "1:1 file: holds a NUL byte"],
    ["that is not UTF-8", Buffer.from([0x2d, 0xff, 0xfe, 0x2d]), "1:1 file: is not valid UTF-8"],
    ["above 256 KiB", `${valid}${"长".repeat(90_000)}`, "1:1 file: has 265 KiB; at most 256 KiB are read"],
    ["without front matter", "没有开头。\n", "1:1 file: has no front matter"],
    ["with empty front matter", "---\n---\n好。\n", "2:1 yaml: is empty"],
    ["with an empty field", swap("faq_fee", ""), "3:9 intent: is empty"],
    ["with an unknown tag", swap("faq_fee", "!!js/function x"), "3:9 yaml: Unresolved tag"],
    [
      "with an unknown intent",
      swap("faq_fee", "fee_faq"),
      "3:9 intent: names no intent: write that of a dialog",
    ],
    ["with broken YAML", swap("intent: faq_fee", "intent: [faq_fee"), "4:1 yaml: "],
    ["with an alias", swap("related: [scams]", "related: [&a scams, *a]"), "9:21 yaml: aliases (*name)"],
    ["with a key twice", swap("category:", "question: x\ncategory:"), "5:1 yaml: "],
    ["with __proto__", swap("related:", "__proto__: {}\nrelated:"), "9:1 yaml: __proto__ is not a field"],
    ["with a number for text", swap("换卡要钱吗？", "95016"), "2:11 question: write it in quotes"],
    ["with a wrong day", swap("2026-11-23", "2026-13-45"), "7:10 updated: "],
    [
      "with too short a summary",
      swap("换卡要不要付钱，以谁说的为准。", "短"),
      "6:10 summary: write at least 10 characters (found 1)",
    ],
    ["with too few utterances", swap(", 免费吗, 要交钱不", ""), "8:13 utterances: list at least 5 (found 3)"],
    [
      "with no answer before the first heading",
      swap("一般不收，以收单机构答复为准。见[常见骗术](article:scams)。", ""),
      "11:1 body: the bot would say nothing",
    ],
  ])("%s", async (_, change, expected) => {
    const lines = await problemsOf({ [FEE]: change });
    expect(
      lines.filter((line) => line.startsWith(`${FEE}:${expected}`)),
      lines.join("\n"),
    ).toHaveLength(1);
  });

  it("nested so deeply that a parser would overflow", async () => {
    const [line] = await problemsOf({ "not-to-route.yml": "[".repeat(100_000) });
    expect(line).toMatch(/^not-to-route\.yml:\d+:\d+ yaml: /);
  });

  it("does not complain about links and references to a broken file a second time", async () => {
    const lines = await problemsOf({ [LAKALA]: swap("class: pos-vendor", "class: bakery") });
    expect(lines).toEqual([expect.stringMatching(/^providers\/lakala\.md:4:8 class: /)]);
  });
});

describe("comparing files", () => {
  const other = (text: string) =>
    anotherProvider((valid) => valid.replace("name: 拉卡拉", "name: 别家").replace("[lakala, 拉卡啦]", text));
  it.each<readonly [string, Readonly<Record<string, Change>>, string]>([
    [
      "a missing file",
      {
        "facts.yml": undefined,
        [SCAMS]: swap("打 {{fact:police.hotline}}。", ""),
        [REPLIES]: swap("{{fact:police.hotline}} ", ""),
      },
      "facts.yml:1:1 file: is missing",
    ],
    [
      "a class without guide",
      { "zh-CN/guides/bank-app.md": undefined },
      "zh-CN/guides/bank-app.md:1:1 file: is missing: providers of class bank-app",
    ],
    [
      "a guide without steps",
      { [VENDOR]: (text) => text.replace(/## 步骤[\s\S]*/, ""), [FEE]: add("好。") },
      `${VENDOR}:6:1 steps: a guide needs`,
    ],
    [
      "a file nobody reads",
      { "zh-CN/faq/typo.md": "x" },
      "zh-CN/faq/typo.md:1:1 file: nothing reads a file of this name",
    ],
    [
      "an unknown intent file",
      { "zh-CN/intents/small_talk.yml": "definition: 闲聊天气之类的话题和问候\nutterances: [天气]\n" },
      "zh-CN/intents/small_talk.yml:1:1 file: small_talk is not an intent",
    ],
    [
      "a name taken twice",
      { "zh-CN/articles/safety/fee.md": VALID_TREE[SCAMS] },
      "zh-CN/faqs/fee.md:1:1 file: the name fee is taken by zh-CN/articles/safety/fee.md",
    ],
    [
      "an article in the wrong folder",
      { [SCAMS]: swap("category: safety", "category: rebind") },
      `${SCAMS}:3:11 category: is rebind, but the file lies in safety`,
    ],
    [
      "a category listed twice",
      { "zh-CN/categories.yml": swap("id: safety", "id: rebind") },
      "zh-CN/categories.yml:4:7 1.id: the category rebind is listed twice",
    ],
    [
      "a related page that is not there",
      { [SCAMS]: swap("[fee]", "[fee, gone]") },
      `${SCAMS}:6:16 related.1: there is no article or FAQ gone`,
    ],
    [
      "a part that is asked for and is not there",
      { [FEE]: swap("related:", "asked: { 押金: [押金退吗], 不顺利怎么办: [咋办] }\nrelated:") },
      `${FEE}:9:14 asked.押金: there is no part ## 押金 below`,
    ],
    [
      "another answer after a part that is not there",
      { [FEE]: swap("related:", "after: { 押金: {}, 不顺利怎么办: { fee: 不顺利怎么办 } }\nrelated:") },
      `${FEE}:9:14 after.押金: there is no part ## 押金 below`,
    ],
    [
      "a page related to itself",
      { [SCAMS]: swap("[fee]", "[scams]") },
      `${SCAMS}:6:11 related.0: scams is this page itself`,
    ],
    [
      "an alias of two providers",
      { "providers/other.md": other("[其他, ＬＡＫＡＬＡ]") },
      "providers/other.md:6:15 aliases.1: ＬＡＫＡＬＡ also means lakala",
    ],
    [
      "an everyday name of two providers",
      { "providers/other.md": other("[其他]\nshortNames: [ＬＡＫＡＬＡ]") },
      "providers/other.md:7:14 shortNames.0: ＬＡＫＡＬＡ also means lakala",
    ],
    [
      "a channel without fact",
      { [LAKALA]: swap("channels: [hotline,", "channels: [wechat,") },
      `${LAKALA}:11:12 channels.0: there is no fact wechat`,
    ],
    [
      "a channel that is no channel",
      { [LAKALA]: swap("kind: phone", "kind: app") },
      `${LAKALA}:11:12 channels.0: hotline is of kind app`,
    ],
    [
      "an intent with two FAQs",
      {
        "zh-CN/faqs/price.md": swap(
          "[换卡要钱吗, 收费吗, 手续费多少, 免费吗, 要交钱不]",
          "[甲, 乙, 丙, 丁, 戊]",
        )(VALID_TREE[FEE] ?? ""),
      },
      `zh-CN/faqs/price.md:3:9 intent: faq_fee is answered by ${FEE} already`,
    ],
    [
      "an intent with FAQ and file",
      { "zh-CN/intents/faq_fee.yml": "definition: 问换结算卡收不收手续费\nutterances: [多少钱]\n" },
      "zh-CN/intents/faq_fee.yml:1:1 file: faq_fee is defined by",
    ],
    [
      "an utterance of two intents",
      { "zh-CN/intents/greeting.yml": swap("在吗", "換卡要錢嗎") },
      "zh-CN/intents/greeting.yml:2:18 utterances.1: 「換卡要錢嗎」 is also an utterance of faq_fee",
    ],
    [
      "an author's words for an intent that nothing answers",
      { "zh-CN/utterances/a01.yml": "author: 面馆老板\nutterances:\n  faq_fees:\n    - 换卡交多少\n" },
      "zh-CN/utterances/a01.yml:4:5 utterances.faq_fees: nothing answers faq_fees",
    ],
    [
      "a reference to no fact",
      { [FEE]: add("打 {{fact:gone.hotline}}。") },
      `${FEE}:17:3 body: {{fact:gone.hotline}} names no fact`,
    ],
    [
      "a reference that is none",
      { [FEE]: add("{{hotline}}") },
      `${FEE}:17:1 body: {{hotline}} is no reference`,
    ],
    [
      "an unknown word of a provider",
      { [VENDOR]: add("   再看 {{provider:fax}}。") },
      `${VENDOR}:13:7 body: {{provider:fax}} is unknown`,
    ],
    [
      "a provider's word outside guides and replies",
      { [FEE]: add("打 {{provider:hotline}}。") },
      `${FEE}:17:3 body: {{provider:hotline}} works only in guides and replies`,
    ],
    [
      "a reference in a summary",
      { [FEE]: swap("换卡要不要付钱", "打 {{fact:police.hotline}}") },
      `${FEE}:6:12 summary: {{fact:police.hotline}} is not filled in here`,
    ],
    [
      "an internal link to nowhere",
      { [FEE]: add("[看](faq:gone)") },
      `${FEE}:17:1 body: the link to faq:gone leads nowhere`,
    ],
    [
      "an external link",
      { [FEE]: add("[看](//elsewhere)") },
      `${FEE}:17:1 body: the link to //elsewhere leads outside`,
    ],
    ["a picture", { [FEE]: add("![图](faq:fee)") }, `${FEE}:17:1 body: pictures are not shown`],
    ["a step without id", { [LAKALA]: swap(" {#wait}", "") }, `${LAKALA}:22:1 steps: this step has no id`],
    [
      "a key that is no key",
      { [REPLIES]: swap("scam:", "Scam it:") },
      `${REPLIES}:4:10 Scam it: is no name allowed here`,
    ],
    [
      "a literal in a reply",
      { [REPLIES]: swap("请直接说要办什么。", "请打95588。") },
      `${REPLIES}:3:5 greeting: phone number 「95588」`,
    ],
    [
      "a literal in a category",
      { "zh-CN/categories.yml": swap("怎样不上当。", "半小时学会。") },
      "zh-CN/categories.yml:6:12 1.summary: duration",
    ],
    [
      "a banned name",
      { [LAKALA]: add("也叫 vlakala.com。") },
      `${LAKALA}:23:4 body: 「vlakala.com」 is listed as not to route to`,
    ],
  ])("reports %s", async (_, changes, expected) => {
    const lines = await problemsOf(changes);
    expect(
      lines.filter((line) => line.startsWith(expected)),
      lines.join("\n"),
    ).toHaveLength(1);
  });
});
