// What a correction would change: the places, the conversations, and a patch that applies.
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initialState } from "../../../bot/say/state.ts";
import { impactOf } from "../../../src/facts/impact.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aContentCopy, type ContentCopy } from "../../support/content-copy.ts";
import { realContent } from "../../support/real-content.ts";
import { anActivity, aTurn, CREATED_AT } from "../../support/turns.ts";

const TODAY = "2026-11-24";
const HOTLINE = "lakala.hotline";

let content: ContentCopy;
let store: Store;
beforeEach(async () => {
  content = await aContentCopy();
  store = await openStore("sqlite::memory:");
});
afterEach(async () => {
  await store.close();
  await content.remove();
});

const impact = (id: string, value: string, today = TODAY) =>
  impactOf({ dir: content.dir, folder: ".", id, value, today, recent: store.recent });

/** A stored conversation whose one reply names a fact, and which stands where `state` says. */
async function converse(id: string, facts: readonly string[], state: object): Promise<void> {
  const { hash } = await realContent();
  await store.conversations.create({ id, locale: "zh-CN", createdAt: CREATED_AT });
  const reply = { ...anActivity(id, 1), channelData: { key: "step", why: { facts } } };
  const activities = [anActivity(id, 0), reply];
  await store.conversations.commit(aTurn(id, { activities, state: { ...initialState(hash), ...state } }));
}

describe("the impact of a fact", () => {
  it("lists pages, steps, channels and verdicts with the lines before and after", async () => {
    const { changes } = await impact(HOTLINE, "95017");
    const places = changes.map(({ place }) => `${place.kind} ${place.id}`);
    expect(places).toContain("page /providers/lakala#channels");
    expect(places).toContain("page /providers/lakala#call-hotline");
    expect(places).toContain("page /help/safety/verify-terminal#以拉卡拉为例");
    expect(places).toContain("step lakala/call-hotline/step (lakala)");
    expect(places).toContain("channels lakala");
    expect(places).toContain(`verdict ${HOTLINE}`);
    expect(places.filter((place) => place.includes("shengpay"))).toEqual([]);
    for (const { before, after } of changes) {
      expect(before.join()).toContain("95016");
      expect(after.join()).toContain("95017");
    }
  });

  it("lists nothing for the value that stands there already", async () => {
    expect(await impact(HOTLINE, "95016")).toMatchObject({ changes: [], patch: "" });
  });

  it("names the conversations that were told it or stand where it is shown, and no other", async () => {
    const atStep = { dialog: "guide", guide: "lakala", provider: "lakala", step: "call-hotline", stuck: 0 };
    await converse("cnv_told", [HOTLINE], {});
    await converse("cnv_stands", [], { stack: [atStep] });
    await converse("cnv_paused", [], { paused: atStep });
    await converse("cnv_provider", [], { provider: "lakala" });
    await converse("cnv_other", ["lakala.hotline-2", "icbc.hotline"], { provider: "icbc" });
    const { conversations = [] } = await impact(HOTLINE, "95017");
    const found = Object.fromEntries(conversations.map((one) => [one.id, one]));
    expect(Object.keys(found).sort()).toEqual(["cnv_paused", "cnv_provider", "cnv_stands", "cnv_told"]);
    expect(found.cnv_told).toMatchObject({ told: 1, standsIn: [], byProvider: false });
    expect(found.cnv_stands).toMatchObject({ told: 0, standsIn: ["lakala (lakala)"] });
    expect(found.cnv_provider).toMatchObject({ byProvider: true });
    const later = await impact(HOTLINE, "95017", "2027-01-10");
    expect(later.conversations).toEqual([]);
  });

  it("says that a conversation stands in older content", async () => {
    await converse("cnv_old", [HOTLINE], { content: "an-older-hash" });
    const { conversations } = await impact(HOTLINE, "95017");
    expect(conversations).toMatchObject([{ id: "cnv_old", olderContent: "an-older-hash" }]);
  });

  it.each([
    ["lakala.hotline", "95017"],
    ["lakala.card-rule", '写着"引号"的：新规定'],
    ["lost-card.close-last", "换好再销"],
  ])("prints a patch of %s that applies", async (id, value) => {
    const { patch } = await impact(id, value);
    await writeFile(join(content.dir, "change.patch"), patch.replaceAll("/./", "/"));
    execFileSync("git", ["apply", "--unsafe-paths", "change.patch"], { cwd: content.dir });
    const after = await impact(id, value);
    expect(after.fact.fact.value).toBe(value);
  });

  it("names facts of a like name when there is none of this name", async () => {
    await expect(impact("lakala.hotlin", "95017")).rejects.toThrow(
      /There is no fact lakala\.hotlin\. There are: .*lakala\.hotline/,
    );
  });
});
