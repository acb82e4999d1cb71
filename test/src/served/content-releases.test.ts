// Several servers over one database serve one content: the newest release, whatever lies in their folders.
import { afterEach, describe, expect, it, vi } from "vitest";
import { createSupportBot } from "../../../bot/bot.ts";
import { parseState } from "../../../bot/say/state.ts";
import { lastContent } from "../../../bot/turn/older-content.ts";
import { createLog, type Log } from "../../../src/base/log.ts";
import { apologyFor } from "../../../src/chat/apology.ts";
import { runTurn, type TurnParts } from "../../../src/chat/run-turn.ts";
import { releaseAgain } from "../../../src/cli/tasks/content-releases.ts";
import { type ContentSource, openContent } from "../../../src/served/content-source.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aContentTree, VALID_TREE } from "../../support/content-tree.ts";
import { PATIENCE_MS } from "../../support/patience.ts";

const FEE = "zh-CN/faqs/fee.md";
const FEE_TEXT = VALID_TREE[FEE] ?? "";
const NEWER = FEE_TEXT.replace("一般不收", "通常不收");
const NOW = new Date("2026-11-24T02:00:00.000Z");
const PATIENCE = { timeout: PATIENCE_MS, interval: 20 };

const opened: { close(): unknown }[] = [];
const removed: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
  for (const one of removed.splice(0)) await one.remove();
});

async function aStore(): Promise<Store> {
  const store = await openStore("sqlite::memory:");
  opened.push(store);
  return store;
}

/** A server of its own folder, as far as content goes. */
async function aNode(
  { snapshots, heads }: Pick<Store, "snapshots" | "heads">,
  { fee = FEE_TEXT, isWriters = false }: { fee?: string; isWriters?: boolean } = {},
) {
  const tree = await aContentTree(fee === FEE_TEXT ? {} : { [FEE]: () => fee });
  const told: { readonly entry: unknown; readonly message: unknown }[] = [];
  const keep = (entry: unknown, message?: unknown) => void told.push({ entry, message });
  const log: Log = { debug: () => {}, info: () => {}, warn: keep, error: keep };
  const source = await openContent({
    ...{ dir: tree.dir, log, snapshots, clock: () => NOW },
    heads: isWriters ? undefined : heads,
  });
  opened.push(source);
  removed.push(tree);
  return { tree, source, told, hash: () => source.current().hash };
}

/** The turns of a node, without people. */
function partsOf(content: ContentSource): TurnParts {
  return {
    bot: createSupportBot({
      ...{ current: content.current, snapshot: content.snapshot },
      // What is said is no matter here, and the little content could not say it.
      turn: ({ knowledge }) => ({
        ...{ state: parseState(undefined, knowledge.hash).state, replies: [], effects: [] },
      }),
    }),
    clock: () => NOW,
    apology: (record) => apologyFor(content.current(), record.state),
    notice: () => undefined,
    reach: content.reach,
    log: createLog("silent"),
  };
}

describe("a server whose folder holds an earlier release", () => {
  it("serves the newest one, says once by which command to go back, and follows when one does", async () => {
    const store = await aStore();
    const first = await aNode(store);
    const old = first.hash();
    await first.tree.write(FEE, NEWER);
    await vi.waitFor(() => expect(first.source.generation()).toBe(2), PATIENCE);
    const late = await aNode(store);
    expect(late.hash()).toBe(first.hash());
    expect([first.source.isBehind(), late.source.isBehind()]).toEqual([false, true]);
    expect(late.told).toHaveLength(1);
    const command = `huanka content release ${old.slice(0, 12)}`;
    expect(late.told[0]?.entry).toMatchObject({ folder: old, generation: 2, command });
    expect((await releaseAgain(store, old.slice(0, 12), NOW)).isDone).toBe(true);
    await Promise.all([first, late].map(({ source }) => source.reach("of a turn on another node")));
    expect([first.hash(), late.hash()]).toEqual([old, old]);
    expect([first.source.isBehind(), late.source.isBehind()]).toEqual([true, false]);
    expect(first.source.generation()).toBe(3);
  });

  it("follows by itself, without a turn that asks for it", async () => {
    const store = await aStore();
    const [first, other] = [await aNode(store), await aNode(store)];
    await first.tree.write(FEE, NEWER);
    await vi.waitFor(() => expect(other.source.generation()).toBe(2), PATIENCE);
    expect(other.hash()).toBe(first.hash());
    expect(other.source.isBehind()).toBe(true);
    await other.tree.write(FEE, NEWER);
    await vi.waitFor(() => expect(other.source.isBehind()).toBe(false), PATIENCE);
  });

  it("takes no conversation back to it: a turn first brings the node to the content that was spoken from", async () => {
    const store = await aStore();
    const first = await aNode(store);
    // The node that comes late does not look by itself, so only the turn can bring it on.
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const late = await aNode(store);
    vi.useRealTimers();
    await first.tree.write(FEE, NEWER);
    await vi.waitFor(() => expect(first.source.generation()).toBe(2), PATIENCE);
    expect(late.source.generation()).toBe(1);
    await store.conversations.create({ id: "cnv_here", locale: "zh-CN", createdAt: NOW.toISOString() });
    const fresh = await store.conversations.find("cnv_here");
    if (!fresh) throw new Error("the conversation is not kept");
    const content = first.hash();
    const record = { ...fresh, content, state: parseState(undefined, content).state };
    const { state } = await runTurn(partsOf(late.source), record, {
      ...{ kind: "posted", secrets: [], clientId: undefined },
      incoming: { type: "message", text: "你好" },
    });
    expect(lastContent(state)).toBe(content);
  });

  it("serves its own where it cannot read the newest, and says that it is behind", async () => {
    const store = await aStore();
    const own = await aNode(store);
    await store.snapshots.save({ hash: "of a later version", files: [] }, NOW);
    await store.heads.add(new Map([["zh-CN", "of a later version"]]), { after: 1, now: NOW });
    await own.source.reach("of a later version");
    const restarted = await aNode(store);
    for (const { source, told, hash } of [own, restarted]) {
      expect(source.current().faqs.has("fee")).toBe(true);
      expect([source.isBehind(), source.generation()]).toEqual([true, 1]);
      expect(hash()).not.toBe("of a later version");
      expect(told.at(-1)?.message).toContain("cannot be read by this version");
    }
  });

  it("serves what its writer sees where it is a writer's, and enters nothing", async () => {
    const store = await aStore();
    await aNode(store);
    await aNode(store, { fee: NEWER });
    const writers = await aNode(store, { isWriters: true });
    expect(writers.source.current().faqs.get("fee")?.body).toContain("一般不收");
    expect([writers.source.isBehind(), await store.heads.newest()]).toEqual([false, 2]);
  });
});
