// The call sheet from print to answer: what is confirmed is written, everything else is left to a writer.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { loadKnowledge } from "../../../bot/load.ts";
import { officialChannels } from "../../../bot/official/channels.ts";
import { takeAnswers } from "../../../src/cli/tasks/take-answers.ts";
import { CallSheet, callSheet, sortedOut } from "../../../src/facts/call-sheet.ts";
import { readFacts, readLedger } from "../../../src/facts/ledger.ts";
import { proofOf, wordsOf } from "../../../src/view/wording.ts";
import { aContentCopy, type ContentCopy } from "../../support/content-copy.ts";

const TODAY = "2026-12-01";

let content: ContentCopy;
let folder: string;

let read: Awaited<ReturnType<typeof readFacts>>;
beforeAll(async () => {
  read = await readFacts("content", TODAY);
});

function printed(provider: string): CallSheet {
  const { facts, names, unknown } = read;
  const heaps = sortedOut(
    facts.filter((one) => one.provider === provider),
    facts,
  );
  return CallSheet.parse(
    parse(callSheet(heaps, { all: facts, names, unknown, folder: "content", day: TODAY })),
  );
}

/** The sheet with answers by fact, as it lies on disk after the calls. */
async function answered(
  provider: string,
  answers: Readonly<Record<string, string>>,
  told = "",
): Promise<string> {
  const sheet = printed(provider);
  const calls = sheet.calls.map((call) => ({
    ...call,
    questions: call.questions.map((one) => ({ ...one, answer: answers[one.fact] ?? null })),
    unknown: call.unknown.map((one, index) => ({ ...one, answer: index === 0 ? told : null })),
  }));
  const path = join(folder, "calls.yml");
  await writeFile(path, stringify({ ...sheet, calls }));
  return path;
}

const lakala = () => readFile(join(content.dir, "providers/lakala.md"), "utf8");

describe("a call sheet", () => {
  it("says whom to call, what to ask, and where the answer goes", () => {
    const { calls } = printed("lakala");
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ provider: "lakala", name: "拉卡拉", call: "95016" });
    const [first] = calls[0]?.questions ?? [];
    expect(first).toMatchObject({ fact: "lakala.hotline", written: "95016" });
    expect(first?.ask).toContain("95016");
    expect(first?.goes).toMatch(/^content\/providers\/lakala\.md:\d+$/);
  });

  it("reads out what is claimed, and keeps for the caller how we came to know it", () => {
    const asked = new Map(
      printed("lakala").calls.flatMap(({ questions }) => questions.map((one) => [one.fact, one])),
    );
    expect(asked.get("lakala.menu-app")?.ask).toBe(
      "拉卡拉的「App 里的入口」，是不是「首页 → 全部 → 结算卡变更」？",
    );
    expect(asked.get("lakala.change-limit")?.ask).toMatch(/：电签机在小程序里一个月只能改一次。是这样吗？$/);
    expect(asked.get("lakala.change-limit")?.about).toContain("另有一处说不限次数");
  });

  it("asks for what the company has not published: its own gaps, or all that merchants ask", () => {
    const unknown = (provider: string) => printed(provider).calls[0]?.unknown.map(({ ask }) => ask);
    expect(unknown("lakala")?.[0]).toContain("费用");
    expect(unknown("icbc")).toHaveLength(4);
  });

  it("asks nothing of a company without a number, and no company for its website", () => {
    expect(printed("helipay").calls).toEqual([]);
    const asked = printed("lakala").calls.flatMap(({ questions }) => questions.map(({ fact }) => fact));
    expect(asked).not.toContain("lakala.website");
  });
});

describe("the answers", () => {
  beforeEach(async () => {
    content = await aContentCopy();
    folder = await mkdtemp(join(tmpdir(), "huanka-calls-"));
  });
  afterEach(async () => {
    await content.remove();
    await rm(folder, { recursive: true });
  });

  it("confirm what is still so, in the facts and in their seals, and nothing else", async () => {
    const path = await answered("lakala", { "lakala.hotline": "是", "lakala.menu-app": "是的" });
    const { confirmed, open } = await takeAnswers(content.dir, path);
    expect(confirmed).toHaveLength(2);
    expect(open).toEqual([]);
    const text = await lakala();
    expect(text).toContain(`      - 电话核对，${TODAY}\n    verified: ${TODAY}\n    recheck: 2027-03-02`);
    expect(text).toContain(`首页 → 全部 → 结算卡变更（官方热线电话确认过，${TODAY} 核对）`);
    expect((await readLedger(content.dir, TODAY)).errors).toEqual([]);
  });

  it("change what merchants read of the proof, and of nothing else", async () => {
    const labels = async () => {
      const knowledge = await loadKnowledge(content.dir);
      const proofs = officialChannels(knowledge, "lakala").map((one) =>
        proofOf(one, wordsOf({ locale: "zh-CN" })).toString(),
      );
      return proofs.map((proof) => /^(.*?)，/.exec(proof)?.[1]);
    };
    expect(await labels()).toEqual(["多个独立来源", "多个独立来源"]);
    await takeAnswers(content.dir, await answered("lakala", { "lakala.hotline": "是" }));
    expect(await labels()).toEqual(["官方热线电话确认过", "多个独立来源"]);
  });

  it("change nothing when they say no or something else: a writer decides", async () => {
    const before = await lakala();
    const path = await answered("lakala", { "lakala.hotline": "否", "lakala.app": "拉卡拉商户版" });
    const { confirmed, open } = await takeAnswers(content.dir, path);
    expect(confirmed).toEqual([]);
    expect(open).toEqual([
      expect.stringContaining("lakala.hotline: 「95016」 is not so"),
      expect.stringContaining("should read 「拉卡拉商户版」"),
    ]);
    expect(await lakala()).toBe(before);
  });

  it("leave to a writer what was never published, and what is confirmed but still told as hearsay", async () => {
    const path = await answered("lakala", { "lakala.change-limit": "是" }, "不收费");
    const { confirmed, open } = await takeAnswers(content.dir, path);
    expect(confirmed).toHaveLength(1);
    expect(open).toEqual([
      expect.stringContaining("still reads 「有说法称"),
      expect.stringMatching(/^lakala: .*「不收费」: write a fact of it in content\/providers\/lakala\.md/),
    ]);
  });

  it("count for the text that was asked about, not for a later one", async () => {
    const path = await answered("lakala", { "lakala.app": "是" });
    await content.edit("providers/lakala.md", (text) =>
      text.replace("value: 拉卡拉APP", "value: 拉卡拉商户端"),
    );
    expect((await takeAnswers(content.dir, path)).open).toEqual([expect.stringContaining("ask again")]);
  });

  it("are refused in a file that is no sheet", async () => {
    const path = join(folder, "calls.yml");
    await writeFile(path, "calls: maybe\n");
    await expect(takeAnswers(content.dir, path)).rejects.toThrow("is no filled call sheet: day");
    await expect(takeAnswers(content.dir, join(folder, "gone.yml"))).rejects.toThrow("There is no file");
  });
});
