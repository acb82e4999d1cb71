// What every storage engine must do, run over each of them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Effect } from "../../bot/ports.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { anActivity, aTurn, CREATED_AT, countOne } from "../support/turns.ts";

const ID = "cnv_test";
const ESCALATION: Effect = { kind: "escalate", reason: "asked", provider: "lakala", step: "open-app" };

/** `freshUrl` answers the URL of an empty database. */
export function describeConversationStore(name: string, freshUrl: () => Promise<string>): void {
  describe(`conversation store on ${name}`, () => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await freshUrl();
      store = await openStore(url);
      await store.conversations.create({ id: ID, userId: "usr_1", locale: "zh-CN", createdAt: CREATED_AT });
    });
    afterEach(() => store.close());

    it("finds a new conversation empty and an unknown one not at all", async () => {
      expect(await store.conversations.find(ID)).toEqual({
        id: ID,
        userId: "usr_1",
        content: undefined,
        locale: "zh-CN",
        state: undefined,
        version: 0,
        nextSeq: 0,
        createdAt: CREATED_AT,
        lastAt: CREATED_AT,
        owner: { owner: "bot", agentId: undefined, since: undefined, ticketId: undefined },
      });
      expect(await store.conversations.find("cnv_other")).toBeUndefined();
    });

    it("keeps a turn whole: activities, state, version, sequence and time", async () => {
      const turn = aTurn(ID, { state: { dialog: "guide", answers: ["是"] } });
      expect(await store.conversations.commit(turn)).toEqual({ kind: "committed" });
      expect(await store.conversations.list(ID, 0, 10)).toEqual(turn.activities);
      expect(await store.conversations.find(ID)).toMatchObject({
        state: turn.state,
        version: 1,
        nextSeq: 2,
        lastAt: turn.activities[1]?.timestamp,
      });
    });

    it("lists a page from any sequence, in order, and nothing of another conversation", async () => {
      await store.conversations.create({ id: "cnv_other", locale: "en", createdAt: CREATED_AT });
      await store.conversations.commit(aTurn("cnv_other"));
      const activities = Array.from({ length: 12 }, (_, seq) => anActivity(ID, seq));
      await store.conversations.commit(aTurn(ID, { activities }));
      expect(await store.conversations.list(ID, 3, 4)).toEqual(activities.slice(3, 7));
      expect(await store.conversations.list(ID, 10, 100)).toEqual(activities.slice(10));
      expect(await store.conversations.list(ID, 12, 100)).toEqual([]);
      expect(await store.conversations.list(ID, 999_999_999_999_999, 100)).toEqual([]);
    });

    it("deletes a conversation with everything about it, and nothing of another", async () => {
      await store.conversations.create({ id: "cnv_other", locale: "en", createdAt: CREATED_AT });
      const turn = aTurn(ID, { effects: [ESCALATION], clientActivityId: "c1", newContent: "hash" });
      await store.conversations.commit(turn);
      const other = aTurn("cnv_other", { effects: [ESCALATION] });
      await store.conversations.commit(other);
      expect(await store.conversations.delete(ID)).toBe(true);
      expect(await store.conversations.delete(ID)).toBe(false);
      expect(await store.conversations.find(ID)).toBeUndefined();
      expect(await store.conversations.list(ID, 0, 10)).toEqual([]);
      expect((await store.conversations.findFor(ID, "c1"))?.storedId).toBeUndefined();
      expect(await store.escalations.list(ID)).toEqual([]);
      expect(await store.conversations.commit(aTurn(ID, { expectedVersion: 1, firstSeq: 2 }))).toEqual({
        kind: "conflict",
      });
      expect(await store.conversations.list("cnv_other", 0, 10)).toEqual(other.activities);
      expect(await store.escalations.list("cnv_other")).toHaveLength(1);
    });

    it("deletes a silent conversation only, when asked so", async () => {
      await store.conversations.commit(aTurn(ID));
      const lastAt = (await store.conversations.find(ID))?.lastAt ?? "";
      expect(await store.conversations.deleteSilent([ID, "cnv_none"], lastAt)).toBe(0);
      expect(await store.conversations.deleteSilent([ID, "cnv_none"], `${lastAt}1`)).toBe(1);
      expect(await store.conversations.find(ID)).toBeUndefined();
    });

    it("tells the watermarks of those that exist, in one look and however many are asked for", async () => {
      await store.conversations.commit(aTurn(ID));
      const asked = [...Array.from({ length: 1_500 }, (_, index) => `cnv_none${index}`), ID];
      expect(await store.conversations.watermarks(asked)).toEqual(new Map([[ID, 2]]));
      expect(await store.conversations.watermarks([])).toEqual(new Map());
    });

    it("deletes also while turns are committed, and none of them comes back", async () => {
      const turns = Array.from({ length: 20 }, (_, n) =>
        countOne(store.conversations, ID, `c${n}`).catch(() => "gone"),
      );
      expect(await store.conversations.delete(ID)).toBe(true);
      await Promise.all(turns);
      expect(await store.conversations.list(ID, 0, 100)).toEqual([]);
    });

    it("lists every conversation once, page by page", async () => {
      const others = ["cnv_B", "cnv_a", "cnv_é"];
      for (const id of others)
        await store.conversations.create({ id, locale: "zh-CN", createdAt: CREATED_AT });
      const listed: string[] = [];
      for (;;) {
        const page = await store.conversations.listIds(listed.at(-1) ?? "", 3);
        if (page.length === 0) break;
        listed.push(...page);
      }
      expect([...listed].sort()).toEqual([ID, ...others].sort());
    });

    it("refuses a turn that ran on an old state, and stores nothing of it", async () => {
      await store.conversations.commit(aTurn(ID));
      const late = aTurn(ID, { firstSeq: 2, state: { counter: 99 }, effects: [ESCALATION] });
      expect(await store.conversations.commit(late)).toEqual({ kind: "conflict" });
      expect(await store.conversations.find(ID)).toMatchObject({
        state: { counter: 1 },
        version: 1,
        nextSeq: 2,
      });
      expect(await store.conversations.list(ID, 0, 10)).toHaveLength(2);
      expect(await store.escalations.list(ID)).toEqual([]);
    });

    it("refuses a turn whose sequence leaves a gap", async () => {
      expect(await store.conversations.commit(aTurn(ID, { firstSeq: 1 }))).toEqual({ kind: "conflict" });
      expect(await store.conversations.list(ID, 0, 10)).toEqual([]);
    });

    it("refuses a turn of a conversation that does not exist", async () => {
      expect(await store.conversations.commit(aTurn("cnv_other"))).toEqual({ kind: "conflict" });
    });

    it("answers the stored activity when a client repeats its id, on an old version and on the new one", async () => {
      await store.conversations.commit(aTurn(ID, { clientActivityId: "c1" }));
      const expected = { kind: "duplicate", activityId: `${ID}|0000000` };
      expect(await store.conversations.commit(aTurn(ID, { clientActivityId: "c1" }))).toEqual(expected);
      const again = aTurn(ID, {
        clientActivityId: "c1",
        expectedVersion: 1,
        firstSeq: 2,
        state: { counter: 2 },
      });
      expect(await store.conversations.commit(again)).toEqual(expected);
      expect((await store.conversations.findFor(ID, "c1"))?.storedId).toBe(`${ID}|0000000`);
      expect(await store.conversations.find(ID)).toMatchObject({ state: { counter: 1 }, nextSeq: 2 });
    });

    it("lets another conversation use the same client id", async () => {
      await store.conversations.create({ id: "cnv_other", locale: "en", createdAt: CREATED_AT });
      await store.conversations.commit(aTurn(ID, { clientActivityId: "c1" }));
      const other = aTurn("cnv_other", { clientActivityId: "c1" });
      expect(await store.conversations.commit(other)).toEqual({ kind: "committed" });
      expect((await store.conversations.findFor("cnv_other", "c1"))?.storedId).toBe("cnv_other|0000000");
    });

    it("tells client ids apart that a text column would make equal or refuse", async () => {
      const ids = ["a\u0000", "a", "\ud800", "\udfff", "A", "ａ"];
      for (const id of ids) expect(await countOne(store.conversations, ID, id)).toBe("committed");
      const found = await Promise.all(
        ids.map(async (id) => (await store.conversations.findFor(ID, id))?.storedId),
      );
      expect(new Set(found).size).toBe(ids.length);
    });

    it("stores one of twenty parallel posts with the same client id", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => countOne(store.conversations, ID, "c1")),
      );
      expect(outcomes.filter((kind) => kind === "committed")).toHaveLength(1);
      expect(await store.conversations.list(ID, 0, 100)).toHaveLength(2);
    });

    it("loses none of fifty parallel turns in one conversation", async () => {
      await Promise.all(
        Array.from({ length: 50 }, (_, turn) => countOne(store.conversations, ID, `c${turn}`)),
      );
      expect(await store.conversations.find(ID)).toMatchObject({
        state: { counter: 50 },
        version: 50,
        nextSeq: 100,
      });
      const stored = await store.conversations.list(ID, 0, 1_000);
      expect(stored.map((activity) => activity.id)).toEqual(
        Array.from({ length: 100 }, (_, seq) => anActivity(ID, seq).id),
      );
    });

    it("leaves the state as it was when a turn brings none", async () => {
      await store.conversations.commit(aTurn(ID, { state: { counter: 1 } }));
      const { state: _none, ...failed } = aTurn(ID, { firstSeq: 2, expectedVersion: 1 });
      await store.conversations.commit(failed);
      expect(await store.conversations.find(ID)).toMatchObject({
        state: { counter: 1 },
        version: 2,
        nextSeq: 4,
      });
    });

    it("undoes a conflict alone when it waits beside other conversations", async () => {
      const ids = Array.from({ length: 10 }, (_, index) => `cnv_${index}`);
      await Promise.all(
        ids.map((id) => store.conversations.create({ id, locale: "en", createdAt: CREATED_AT })),
      );
      const outcomes = await Promise.all(
        ids.map((id, index) => store.conversations.commit(aTurn(id, { expectedVersion: index % 2 }))),
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(
        ids.map((_, index) => (index % 2 === 0 ? "committed" : "conflict")),
      );
      const counts = await Promise.all(
        ids.map(async (id) => (await store.conversations.list(id, 0, 9)).length),
      );
      expect(counts).toEqual(ids.map((_, index) => (index % 2 === 0 ? 2 : 0)));
    });

    it("stores escalations with the turn that made them", async () => {
      const turn = aTurn(ID, { effects: [ESCALATION, { kind: "escalate", reason: "scam" }] });
      await store.conversations.commit(turn);
      const [first, second, ...more] = await store.escalations.list(ID);
      expect([first, second].sort((a, b) => (a?.reason ?? "").localeCompare(b?.reason ?? ""))).toMatchObject([
        { conversationId: ID, seq: 0, reason: "asked", provider: "lakala", step: "open-app" },
        { conversationId: ID, seq: 0, reason: "scam", provider: undefined, step: undefined },
      ]);
      expect(first?.id).toMatch(/^esc_/);
      expect(first?.createdAt).toBe(turn.activities.at(-1)?.timestamp);
      expect(more).toEqual([]);
    });

    it("stores an earlier activity anew in the turn that asks for it, and not in one that is refused", async () => {
      const { conversations } = store;
      await conversations.commit(aTurn(ID));
      const masked = anActivity(ID, 0, "****");
      const next = { firstSeq: 2, rewrites: [{ seq: 0, activity: masked }] };
      await conversations.commit(aTurn(ID, { ...next, expectedVersion: 7 }));
      expect(await conversations.list(ID, 0, 1)).toEqual([anActivity(ID, 0)]);
      await conversations.commit(aTurn(ID, { ...next, expectedVersion: 1 }));
      expect(await conversations.list(ID, 0, 2)).toEqual([masked, anActivity(ID, 1)]);
    });

    it("keeps any text as it was sent", async () => {
      const texts = [
        "换绑结算卡",
        "👩‍👩‍👧 𠮷",
        "a\u0000b",
        "\ud800",
        "'; DROP TABLE activities; --",
        "ى\u202e\r\n\t",
      ];
      const activities = texts.map((text, seq) => anActivity(ID, seq, text));
      await store.conversations.commit(aTurn(ID, { activities, state: { texts } }));
      const stored = await store.conversations.list(ID, 0, 10);
      expect(stored.map((activity) => activity.text)).toEqual(texts);
      expect((await store.conversations.find(ID))?.state).toEqual({ texts });
    });

    it("finds everything again after it was closed and opened", async () => {
      await store.conversations.commit(aTurn(ID, { clientActivityId: "c1", effects: [ESCALATION] }));
      await store.close();
      store = await openStore(url);
      expect(await store.conversations.list(ID, 0, 10)).toHaveLength(2);
      expect(await store.escalations.list(ID)).toHaveLength(1);
      expect(await countOne(store.conversations, ID, "c1")).toBe("duplicate");
      expect(await countOne(store.conversations, ID, "c2")).toBe("committed");
    });

    it("tells listeners of a deletion, so that open streams end", async () => {
      await store.conversations.commit(aTurn(ID));
      const told: string[] = [];
      store.onCommit((id) => void told.push(id));
      await store.conversations.delete(ID);
      await store.conversations.delete(ID);
      expect(told).toEqual([ID]);
    });

    it("tells listeners of each committed turn, of nothing else, and no longer once they left", async () => {
      const heard: string[] = [];
      const leave = store.onCommit((id) => heard.push(id));
      await store.conversations.commit(aTurn(ID));
      await store.conversations.commit(aTurn(ID));
      expect(heard).toEqual([ID]);
      leave();
      await store.conversations.commit(aTurn(ID, { expectedVersion: 1, firstSeq: 2 }));
      expect(heard).toEqual([ID]);
    });

    it("answers a ping and records page feedback", async () => {
      await store.ping();
      await store.feedback.record({ page: "/guides/lakala", helpful: true, at: CREATED_AT });
      await store.feedback.record({ page: "/guides/lakala", helpful: false, at: CREATED_AT });
      await store.feedback.record({ page: "/guides/lakala", helpful: true, at: CREATED_AT });
      await store.feedback.record({ page: "/", helpful: false, at: CREATED_AT });
      await store.feedback.record({ page: "/", helpful: false, at: CREATED_AT });
      expect(await store.feedback.votesSince(CREATED_AT.slice(0, 10))).toEqual([
        { page: "/", yes: 0, no: 2, reasons: [] },
        { page: "/guides/lakala", yes: 2, no: 1, reasons: [] },
      ]);
      expect(await store.feedback.votesSince("2099-01-01")).toEqual([]);
    });

    it("counts why a page did not help, the most frequent reason first", async () => {
      const page = "/providers/lakala";
      await store.feedback.record({ page, helpful: false, at: CREATED_AT });
      for (const reason of ["differs", "wrong-contact", "wrong-contact"] as const)
        await store.feedback.recordReason({ page, reason, at: CREATED_AT });
      const reasons = [
        { reason: "wrong-contact", votes: 2 },
        { reason: "differs", votes: 1 },
      ];
      expect(await store.feedback.votesSince(CREATED_AT.slice(0, 10))).toEqual([
        { page, yes: 0, no: 1, reasons },
      ]);
    });
  });
}
