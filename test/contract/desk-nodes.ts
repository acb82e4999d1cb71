// What must hold of people and the bot where two nodes serve one conversation, run over each engine.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../src/desk/deeds.ts";
import { takeNext } from "../../src/desk/take-next.ts";
import type { ConversationStore } from "../../src/storage/conversation-store.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../support/a-desk.ts";

/** `freshUrl` answers the URL of an empty database. */
export function describeDeskNodes(name: string, freshUrl: () => Promise<string>): void {
  describe(`two nodes of the desk on ${name}`, () => {
    let store: Store;
    let nodes: readonly [Desk, Desk];
    let ann: Actor;
    beforeEach(async () => {
      store = await openStore(await freshUrl());
      nodes = [aDesk(store), aDesk(store)];
      ann = await aMember(store, "Ann");
    });
    afterEach(() => store.close());

    const tenAgents = () => Promise.all(Array.from({ length: 10 }, (_, n) => aMember(store, `Agent${n}`)));
    const nodeOf = (n: number) => nodes[n % 2 === 0 ? 0 : 1];
    /** Another node, whose commits go through this. */
    const aNode = (commit: ConversationStore["commit"]) =>
      aDesk({ ...store, conversations: { ...store.conversations, commit } });

    it("store no reply of a turn that was under way when a person took the merchant", async () => {
      const { conversation, ticket } = await nodes[0].waiting();
      const [atCommit, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const slow = aNode(async (turn) => {
        atCommit.resolve();
        await taken.promise;
        return store.conversations.commit(turn);
      });
      const posting = slow.say(conversation, "still here?");
      await atCommit.promise;
      await nodes[0].deeds.move(ann, ticket, { kind: "take", by: ann.id });
      taken.resolve();
      await posting;
      const said = await nodes[0].all(conversation);
      expect(said.slice(-2)).toMatchObject([
        { name: "handoff.status", value: { state: "accepted" } },
        { text: "still here?", from: { role: "user" } },
      ]);
    });

    it("give a ticket to exactly one of ten who take it at once, and tell the others who has it", async () => {
      const { ticket } = await nodes[0].waiting();
      const ten = await tenAgents();
      const outcomes = await Promise.allSettled(
        ten.map((one, n) => nodeOf(n).deeds.move(one, ticket, { kind: "take", by: one.id })),
      );
      const won = ten.filter((_, n) => outcomes[n]?.status === "fulfilled").map((one) => one.name);
      expect(won).toHaveLength(1);
      for (const one of outcomes)
        if (one.status === "rejected")
          expect(one.reason).toMatchObject({ code: "taken", details: { told: { name: won[0] } } });
    });

    it("give seven who wait to seven of ten who press at once, each to one", async () => {
      for (let n = 0; n < 7; n += 1) await nodeOf(n).waiting();
      const ten = await tenAgents();
      const taken = await Promise.all(
        ten.map((one, n) => takeNext({ tickets: store.desk.tickets, deeds: nodeOf(n).deeds }, one)),
      );
      const got = taken.filter((id) => id !== undefined);
      expect(got).toHaveLength(7);
      expect(new Set(got).size).toBe(7);
    });

    it("say a word once that was stored by one that died before it answered", async () => {
      const { conversation, ticket } = await nodes[0].waiting();
      await nodes[0].deeds.move(ann, ticket, { kind: "take", by: ann.id });
      const before = (await nodes[0].all(conversation)).length;
      const dying = aNode(async (turn) => {
        await store.conversations.commit(turn);
        throw new Error("killed");
      });
      const words = { text: "once", clientId: "c1" };
      await expect(dying.deeds.say(ann, ticket, words)).rejects.toThrow("killed");
      const { activityId } = await nodes[1].deeds.say(ann, ticket, words);
      const said = (await nodes[0].all(conversation)).slice(before);
      expect(said).toMatchObject([{ id: activityId, text: "once" }]);
    });
  });
}
