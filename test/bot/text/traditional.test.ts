// Simplified Chinese as it is written for Hong Kong and Taiwan: what the tables do, and where our content knows better.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Converter } from "opencc-js/cn2t";
import { describe, expect, it } from "vitest";
import { simplified, TRADITIONAL_ONLY } from "../../../bot/text/simplified.ts";
import { createTraditional, simplifiedOnly } from "../../../bot/text/traditional.ts";
import { realContent } from "../../support/real-content.ts";

const ofThePackage = Converter({ from: "cn", to: "tw" });
const FOLDERS = ["providers", "zh-CN/articles", "zh-CN/faqs", "zh-CN/guides", "zh-CN/rules"];
/** What the words of other trades are written with: hair, watches, birds, plays, bamboo slips, hamlets, excuses. */
const OTHER_TRADES =
  /髮|錶|隻|齣|(?<!標)籤|藉|彆|鬱|穀|(?<![公海英])里(?!程)|瞭(?!解)|[裏爲衆覈臺檯羣户税説]/u;

function linesOfContent(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join("content", folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join("content", folder, name),
    ),
  ).filter((path) => /\.(?:md|yml)$/.test(path));
  return files.flatMap((path) => readFileSync(path, "utf8").split("\n"));
}

describe("writing in traditional characters", () => {
  it("does with every line of the content what the package's own converter does, where there is no exception", () => {
    const write = createTraditional(new Map());
    expect(linesOfContent().filter((line) => write(line) !== ofThePackage(line))).toEqual([]);
  });

  it("writes of the words of our content none as another trade's, and none in forms that neither place uses", async () => {
    const {
      traditional = new Map(),
      replies,
      faqs,
      articles,
      guides,
      providers,
      facts,
    } = await realContent();
    const write = createTraditional(traditional);
    const texts = [
      ...replies.values(),
      ...[...faqs.values()].flatMap(({ question, body }) => [question, body]),
      ...[...articles.values(), ...guides.values()].flatMap(({ title, body }) => [title, body]),
      ...[...guides.values(), ...[...providers.values()].flatMap(({ guide }) => guide ?? [])].flatMap(
        ({ steps }) => steps.flatMap(({ title, text, stuck = "" }) => [title, text, stuck]),
      ),
      ...[...facts.values()].flatMap(({ label, value }) => [label, value]),
    ];
    const wrong = texts.flatMap((text) => write(text).split("\n")).filter((line) => OTHER_TRADES.test(line));
    expect(wrong).toEqual([]);
    expect(texts.length).toBeGreaterThan(500);
  });

  it.each([
    ["签购单和机身标签", "簽購單和機身標籤"],
    ["先打发卡银行", "先打發卡銀行"],
    ["旧卡里的钱", "舊卡裡的錢"],
    ["商户后台，柜台，平台", "商戶後台，櫃台，平台"],
    ["照着念，答复为准，重复提交，恢复", "照着念，答覆為準，重複提交，恢復"],
    ["联系客服，没关系，系统", "聯繫客服，沒關係，系統"],
    ["别只看一处，号码表里写明了", "別只看一處，號碼表裡寫明了"],
    ["老板去世，模板，存折", "老闆去世，模板，存摺"],
  ])("writes %s as %s", async (simple, written) => {
    expect(createTraditional((await realContent()).traditional ?? new Map())(simple)).toBe(written);
  });

  it("comes back to the same when it is read, for everything that the content says", async () => {
    const { traditional = new Map(), replies } = await realContent();
    const write = createTraditional(traditional);
    const changed = [...replies.values()].filter((text) => simplified(write(text)) !== simplified(text));
    expect(changed).toEqual([]);
  });

  it("leaves what is no Chinese and what is written so already", () => {
    const write = createTraditional(new Map());
    for (const text of ["", "POS 95016 www.lakala.com", "下一步", "換卡後多久生效？", "𠮷😀"]) {
      expect(write(text)).toBe(text);
    }
  });
});

describe("a character that only one of the two scripts has", () => {
  it("is none that the other has as a word of its own", () => {
    for (const character of "户换机这说没号网单为") expect(simplifiedOnly().has(character)).toBe(true);
    for (const character of "里后面只系台云余松于着吃群峰秘卡的換") {
      expect([character, simplifiedOnly().has(character)]).toEqual([character, false]);
    }
    for (const character of "戶換機這說沒號網單麼為裡後") expect(TRADITIONAL_ONLY.has(character)).toBe(true);
    for (const character of "著乾瞭藉徵里后台卡的换") {
      expect([character, TRADITIONAL_ONLY.has(character)]).toEqual([character, false]);
    }
  });
});
