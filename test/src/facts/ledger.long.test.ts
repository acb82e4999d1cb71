// The ledger of facts on the published content, and each way in which a fact goes wrong.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Problem, problemLine } from "../../../bot/reading/content-error.ts";
import { readLedger } from "../../../src/facts/ledger.ts";
import { aContentCopy, type ContentCopy } from "../../support/content-copy.ts";

const TODAY = "2026-11-29";
const LAKALA = "providers/lakala.md";

let content: ContentCopy;
beforeEach(async () => {
  content = await aContentCopy();
});
afterEach(() => content.remove());

async function errors(today = TODAY): Promise<string[]> {
  return (await readLedger(content.dir, today)).errors.map(problemLine);
}

describe("the ledger of facts", () => {
  it("finds nothing wrong with the published content", async () => {
    const { facts, errors, warnings } = await readLedger(content.dir, TODAY);
    expect(errors.map(problemLine)).toEqual([]);
    expect(warnings.map(problemLine)).toEqual([
      expect.stringMatching(/^calendar\/2027\.yml:1:1 file: is needed from 2026-12-25 on/),
    ]);
    expect(facts.length).toBeGreaterThan(100);
  });

  it("warns of facts that expire within thirty days, and fails on the day after", async () => {
    const recheckOf = async (today: string) =>
      (await readLedger(content.dir, today)).warnings.map(problemLine);
    const line = expect.stringMatching(
      /^providers\/icbc\.md:\d+:\d+ facts\.hotline\.recheck: expires on 2027-02-23/,
    );
    expect(await recheckOf("2027-01-23")).toEqual([]);
    expect(await recheckOf("2027-01-24")).toContainEqual(line);
    expect((await errors("2027-02-23")).filter((line) => line.includes("recheck"))).toEqual([]);
    expect(await errors("2027-02-24")).toContainEqual(
      expect.stringMatching(/^providers\/icbc\.md:\d+:\d+ facts\.hotline\.recheck: expired on 2027-02-23/),
    );
  });

  it("says from which day on the next year's calendar must be there, and is content until then", async () => {
    const calendarOn = async (today: string) => {
      const { errors, warnings } = await readLedger(content.dir, today);
      const of = (problems: readonly Problem[]) =>
        problems.filter(({ file }) => file.startsWith("calendar/2027"));
      return { errors: of(errors).length, warnings: of(warnings).length };
    };
    expect(await calendarOn("2026-10-01")).toEqual({ errors: 0, warnings: 0 });
    expect(await calendarOn("2026-12-24")).toEqual({ errors: 0, warnings: 1 });
    expect(await calendarOn("2026-12-25")).toEqual({ errors: 1, warnings: 0 });
    expect(await calendarOn("2027-01-31")).toEqual({ errors: 1, warnings: 0 });
  });

  it("sorts what expires into what is asked by phone and what is compared with its sources", async () => {
    const { due, withoutNumber } = await readLedger(content.dir, "2027-01-31");
    const ids = (facts: readonly { id: string }[] = []) => facts.map(({ id }) => id);
    expect(ids(due.phoned.get("lakala"))).toContain("lakala.menu-app");
    expect(ids(due.phoned.get("wechatpay"))).toEqual(["wechatpay.hotline"]);
    expect(ids(due.lookedUp)).toContain("wechatpay.review-time");
    expect(ids(due.lookedUp)).toContain("complaint.hotline");
    expect(withoutNumber).toContain("bob");
    expect(withoutNumber).not.toContain("icbc");
  });

  it.each<readonly [string, string, (text: string) => string, RegExp]>([
    [
      "an unsourced fact",
      "facts.yml",
      (text) => text.replace(/(lost-card\.first:[\s\S]*?sources:)\n(?: {4}- .*\n)+/, "$1 []\n"),
      /^facts\.yml:\d+:\d+ lost-card\.first\.sources: list at least 1/,
    ],
    [
      "an orphan",
      "facts.yml",
      (text) =>
        `${text}tusn.colour:\n  kind: rule\n  label: 颜色\n  value: 标签多半是白的\n  grade: official\n  sources: [说明书]\n  verified: 2026-11-23\n  recheck: 2027-05-23\n`,
      /^facts\.yml:\d+:\d+ tusn\.colour\.value: tusn\.colour is an orphan/,
    ],
    [
      "a literal in prose",
      LAKALA,
      (text) => `${text}\n打 95588。\n`,
      /^providers\/lakala\.md:\d+:\d+ body: phone number 「95588」/,
    ],
    [
      "a weak grade without caution",
      "zh-CN/articles/safety/verify-terminal.md",
      (text) => text.replace("{{fact:tusn.where}}，以机器为准。", "{{fact:tusn.where}}。"),
      /^zh-CN\/articles\/safety\/verify-terminal\.md:\d+:\d+ body: \{\{fact:tusn\.where\}\} rests on single_unofficial/,
    ],
    [
      "a digit of a hotline",
      LAKALA,
      (text) => text.replace('"95016"', '"95018"'),
      /^providers\/lakala\.md:\d+:\d+ facts\.hotline\.value: 「95018」 is not what was confirmed on 2026-11-29/,
    ],
  ])("tells %s with its place", async (_, path, change, expected) => {
    await content.edit(path, change);
    expect(await errors()).toContainEqual(expect.stringMatching(expected));
  });
});
