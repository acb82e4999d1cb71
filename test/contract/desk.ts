// What must hold of people and the bot in one conversation, run over each engine.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../src/desk/deeds.ts";
import { createFeed } from "../../src/desk/feed.ts";
import type { Hours } from "../../src/desk/rules/hours.ts";
import { takeNext } from "../../src/desk/take-next.ts";
import { BOXES } from "../../src/storage/desk/ticket-sight.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../support/a-desk.ts";

/** `freshUrl` answers the URL of an empty database. */
export function describeDesk(name: string, freshUrl: () => Promise<string>): void {
  describe(`the desk on ${name}`, () => {
    let store: Store;
    let desk: Desk;
    let ann: Actor;
    let bob: Actor;
    beforeEach(async () => {
      store = await openStore(await freshUrl());
      desk = aDesk(store);
      [ann, bob] = [await aMember(store, "Ann"), await aMember(store, "Bob")];
    });
    afterEach(() => store.close());

    const ownerOf = async (id: string) => (await store.conversations.find(id))?.owner;
    const take = (actor: Actor, ticket: string) =>
      desk.deeds.move(actor, ticket, { kind: "take", by: actor.id });
    const say = (actor: Actor, ticket: string, text: string, clientId = text) =>
      desk.deeds.say(actor, ticket, { text, clientId });

    it("opens one ticket for a merchant who asks any number of times, and puts them in line", async () => {
      const { conversation, ticket } = await desk.waiting();
      for (const text of ["escalate", "hello", "escalate"]) await desk.say(conversation, text);
      expect(await store.desk.tickets.ofConversation(conversation)).toHaveLength(1);
      expect(await ownerOf(conversation)).toMatchObject({ owner: "waiting", ticketId: ticket });
      expect(await store.desk.tickets.get(ticket)).toMatchObject({ status: "open", lastText: "hello" });
      expect(await store.desk.tickets.list(ann, "waiting", 10)).toMatchObject([{ id: ticket }]);
      const [first] = await Promise.all([desk.waiting(), desk.waiting(), desk.waiting()]);
      const record = await store.conversations.find(first.conversation);
      expect((await store.desk.tickets.countsFor([ann]))(ann).waiting).toBe(4);
      expect(record?.owner.owner).toBe("waiting");
    });

    it("gives a line page by page in the order of the line, each ticket once, whatever moves between", async () => {
      const waiting = [];
      for (let n = 0; n < 7; n += 1) waiting.push((await desk.waiting()).ticket);
      const { list } = store.desk.tickets;
      const order = (await list(ann, "waiting", 10)).map(({ id }) => id);
      expect([...order].sort()).toEqual([...waiting].sort());
      const first = await list(ann, "waiting", 3);
      const last = first[2];
      await take(bob, order[0] ?? "");
      const second = await list(ann, "waiting", 3, last);
      const third = await list(ann, "waiting", 3, second[2]);
      expect([...first, ...second, ...third].map(({ id }) => id)).toEqual(order);
      for (const ticket of order.slice(0, 3)) {
        if (ticket !== order[0]) await take(bob, ticket);
        await desk.deeds.move(bob, ticket, { kind: "solve", by: bob.id });
      }
      const done = await list(await aMember(store, "Lea", "lead"), "done", 2);
      expect(done).toHaveLength(2);
      const [oldest] = await list(await aMember(store, "Liu", "lead"), "done", 2, done[1]);
      expect([...done, oldest].map((one) => one?.id).sort()).toEqual(order.slice(0, 3).sort());
      expect((await store.desk.tickets.countsFor([ann]))(ann).waiting).toBe(4);
    });

    it("keeps one set of hours for every queue, changed and taken back as a whole", async () => {
      const { hours } = store.desk;
      expect([await hours.get(), await hours.of("general")]).toEqual([undefined, undefined]);
      const office: Hours = { workday: [["09:00", "18:00"]], restday: [], exceptions: { "2026-12-31": [] } };
      for (const set of [{ ...office, restday: office.workday }, office]) await hours.set(set);
      expect([await hours.get(), await hours.of("general")]).toEqual([office, office]);
      await hours.set(undefined);
      expect([await hours.get(), await hours.of("general")]).toEqual([undefined, undefined]);
    });

    it("promises nobody where nobody has an account", async () => {
      for (const { id } of await store.desk.staff.list()) {
        const one = await store.desk.staff.find(id);
        if (one) await store.desk.staff.change(one, { status: "disabled" });
      }
      const conversation = await desk.started();
      await desk.say(conversation, "escalate");
      expect(await ownerOf(conversation)).toMatchObject({ owner: "bot", ticketId: undefined });
      expect(await store.escalations.list(conversation)).toHaveLength(1);
    });

    it("lets the bot answer while a merchant waits, and keeps it silent under a person", async () => {
      const { conversation, ticket } = await desk.waiting();
      await desk.say(conversation, "still here?");
      expect((await desk.all(conversation)).at(-1)?.from.id).toBe("huanka");
      await take(ann, ticket);
      const accepted = (await desk.all(conversation)).at(-1);
      expect(accepted).toMatchObject({
        type: "event",
        name: "handoff.status",
        value: { state: "accepted", message: "Ann" },
      });
      await desk.say(conversation, "hello Ann");
      await say(ann, ticket, "good morning");
      const [asked, answered, ...more] = (await desk.all(conversation)).slice(-2);
      expect(more).toEqual([]);
      expect(asked).toMatchObject({ text: "hello Ann", from: { role: "user" } });
      expect(answered).toMatchObject({
        text: "good morning",
        from: { id: `agent:${ann.id}`, name: "Ann", role: "bot" },
        channelData: { speaker: { kind: "person", name: "Ann" } },
      });
      expect(await store.desk.tickets.get(ticket)).toMatchObject({
        ...{ assignee: ann.id, waitSince: undefined, lastFrom: "agent", lastText: "good morning" },
      });
    });

    it("reads a ticket with its conversation, and what an agent said there, as it reads them one by one", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      await say(ann, ticket, "hello", "a1");
      for (const id of ["a1", "a2"]) {
        const clientId = { staff: ann.id, id };
        expect(await store.conversations.findOfTicket(ticket, clientId)).toEqual({
          ticket: await store.desk.tickets.get(ticket),
          found: await store.conversations.findFor(conversation, clientId),
        });
      }
      expect((await store.conversations.findOfTicket(ticket, undefined))?.found.storedId).toBeUndefined();
      expect(await store.conversations.findOfTicket("tkt_none", undefined)).toBeUndefined();
    });

    it("does what is behind another deed in line on what that left", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      const words = ["one", "two", "three"];
      await Promise.all(words.map((text) => say(ann, ticket, text)));
      const said = (await desk.all(conversation)).slice(-words.length).map(({ text }) => text);
      expect([...said].sort()).toEqual([...words].sort());
      expect(await store.desk.tickets.get(ticket)).toMatchObject({ lastText: said.at(-1) });
    });

    it("gives a ticket to exactly one of ten who take it at once, and tells the others who has it", async () => {
      const { ticket } = await desk.waiting();
      const ten = await Promise.all(Array.from({ length: 10 }, (_, n) => aMember(store, `Agent${n}`)));
      const outcomes = await Promise.allSettled(ten.map((one) => take(one, ticket)));
      const won = outcomes.flatMap(({ status }, n) => (status === "fulfilled" ? [ten[n]?.name] : []));
      expect(won).toHaveLength(1);
      const lost = outcomes.filter((one) => one.status === "rejected").map(({ reason }) => reason);
      for (const reason of lost)
        expect(reason).toMatchObject({ code: "taken", details: { told: { name: won[0] } } });
      expect(lost).toHaveLength(9);
    });

    it("gives seven who wait to seven of ten who press at once, each to one", async () => {
      for (let n = 0; n < 7; n += 1) await desk.waiting();
      const ten = await Promise.all(Array.from({ length: 10 }, (_, n) => aMember(store, `Agent${n}`)));
      const parts = { tickets: store.desk.tickets, deeds: desk.deeds };
      const taken = await Promise.all(ten.map((one) => takeNext(parts, one)));
      const got = taken.filter((id) => id !== undefined);
      expect(new Set(got).size).toBe(7);
      expect(got).toHaveLength(7);
    });

    it("stores one message for a send that is repeated twenty times, also once the ticket has moved on", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      const before = (await desk.all(conversation)).length;
      const sent = await Promise.all(Array.from({ length: 20 }, () => say(ann, ticket, "once", "c1")));
      await desk.deeds.move(ann, ticket, { kind: "transfer", by: ann.id, to: bob.id });
      sent.push(await say(ann, ticket, "once", "c1"));
      expect(new Set(sent.map(({ activityId }) => activityId)).size).toBe(1);
      expect(await desk.all(conversation)).toHaveLength(before + 2);
      await expect(say(ann, ticket, "another")).rejects.toMatchObject({
        code: "not-yours",
        details: { told: { name: "Bob" } },
      });
      await desk.say(conversation, "mine", `"${bob.id}"c1`);
      await say(bob, ticket, "his", "c1");
      expect((await desk.all(conversation)).slice(-2).map(({ text }) => text)).toEqual(["mine", "his"]);
    });

    it("masks what an agent writes, and lets neither a stranger's contact nor a question for a code through", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      await say(ann, ticket, "card 6222021234567890123");
      expect((await desk.all(conversation)).at(-1)).toMatchObject({
        text: "card ****0123",
        channelData: { masked: ["pan"] },
      });
      expect((await store.desk.tickets.get(ticket))?.lastText).toBe("card ****0123");
      await expect(say(ann, ticket, "加我微信：scammer88")).rejects.toMatchObject({
        code: "guarded",
        details: { told: { contacts: "scammer88" } },
      });
      await expect(say(ann, ticket, "把验证码发我")).rejects.toMatchObject({
        code: "guarded",
        details: { told: { secret: "asked" } },
      });
    });

    it("lets the bot speak again once it is solved, and takes the same ticket up again when it was not", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
      expect(await ownerOf(conversation)).toMatchObject({ owner: "bot" });
      expect(await desk.all(conversation)).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({
            value: { state: "completed", message: "Ann" },
            channelData: { returned: "solved" },
          }),
        ]),
      );
      await desk.say(conversation, "thanks");
      expect((await desk.all(conversation)).at(-1)?.from.id).toBe("huanka");
      await desk.say(conversation, "escalate");
      expect(await ownerOf(conversation)).toMatchObject({ owner: "waiting", ticketId: ticket });
      expect(await store.desk.tickets.get(ticket)).toMatchObject({ status: "open", reopened: 1 });
      expect((await store.desk.tickets.log(ticket)).map(({ kind }) => kind)).toEqual([
        "escalated",
        "take",
        "solve",
        "escalated",
      ]);
    });

    it("gives a solved ticket back to whoever solved it and to a lead, and to nobody once it is closed", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
      await expect(take(bob, ticket)).rejects.toMatchObject({ code: "not-live" });
      await take(ann, ticket);
      expect(await ownerOf(conversation)).toMatchObject({ owner: "person", agentId: ann.id });
      expect(await store.desk.tickets.get(ticket)).toMatchObject({ status: "open", reopened: 1 });
      await desk.deeds.say(ann, ticket, { text: "one thing more", clientId: "more" });
      await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
      const lead = await aMember(store, "Lou", "lead");
      await desk.deeds.move(lead, ticket, { kind: "take-over", by: lead.id });
      expect(await ownerOf(conversation)).toMatchObject({ agentId: lead.id });
      await desk.deeds.move(lead, ticket, { kind: "solve", by: lead.id });
      await desk.deeds.moveAlone(ticket, { kind: "close" });
      await expect(take(lead, ticket)).rejects.toMatchObject({ code: "not-live" });
    });

    it("does not know a ticket of another queue, and says so as of one that does not exist", async () => {
      const { ticket } = await desk.waiting();
      const stranger: Actor = { ...bob, queues: ["another"] };
      const admin = await aMember(store, "Adm", "admin");
      for (const [actor, id] of [
        [stranger, ticket],
        [stranger, "tkt_none"],
        [admin, ticket],
      ] as const) {
        await expect(take(actor, id)).rejects.toMatchObject({ code: "not-found" });
        expect(await store.desk.tickets.find(actor, id)).toBeUndefined();
        expect(await store.desk.tickets.list(actor, "waiting", 10)).toEqual([]);
      }
      await take(ann, ticket);
      expect(await store.desk.tickets.find(bob, ticket)).toBeUndefined();
    });

    it("shows each of many who look at once what they see alone", async () => {
      const { tickets } = store.desk;
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) ids.push((await desk.waiting()).ticket);
      const [own = "", colleagues = "", solved = ""] = ids;
      await take(ann, own);
      await take(bob, colleagues);
      await take(ann, solved);
      await desk.deeds.move(ann, solved, { kind: "solve", by: ann.id });
      const lead = await aMember(store, "Lea", "lead");
      const strangers: Actor[] = [
        { ...bob, id: "stf_elsewhere", queues: ["another"] },
        { ...lead, id: "stf_nowhere", queues: [] },
      ];
      const all = [ann, bob, lead, await aMember(store, "Adm", "admin"), ...strangers];
      const [seenBy, countsOf] = [await tickets.findFor(all, ids), await tickets.countsFor(all)];
      for (const one of all) {
        const alone = (await Promise.all(ids.map((id) => tickets.find(one, id)))).filter(Boolean);
        expect(new Set(seenBy(one))).toEqual(new Set(alone));
        for (const box of BOXES)
          expect([box, countsOf(one)[box]]).toEqual([box, (await tickets.list(one, box, 10)).length]);
      }
      expect(seenBy(lead)).toHaveLength(4);
      expect(seenBy(ann)).toHaveLength(3);
    });

    it("numbers what happens without a gap, however much happens at once", async () => {
      const waiting = await Promise.all(Array.from({ length: 8 }, () => desk.waiting()));
      await Promise.all(waiting.map(({ ticket }, n) => take(n % 2 ? ann : bob, ticket)));
      await Promise.all(waiting.map(({ ticket }, n) => say(n % 2 ? ann : bob, ticket, "hello")));
      const clock = await store.desk.events.clock();
      const events = (await store.desk.events.after(0, 1_000)) ?? [];
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: clock }, (_, n) => n + 1));
      expect(await store.desk.events.after(clock, 10)).toEqual([]);
      expect(await store.desk.events.after(clock + 5, 10)).toBeUndefined();
      await store.desk.events.dropBefore("9999");
      expect(await store.desk.events.after(3, 10)).toBeUndefined();
    });

    it("deletes tickets with everything about them, and keeps what somebody still waits for", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      const at = "2026-11-29T00:00:00.000Z";
      const own = { ticketId: ticket, staffId: ann.id };
      await store.desk.notes.add({ ...own, clientId: "n1", text: "a note", at });
      await store.desk.notes.saveDraft({ ...own, text: "a draft", at });
      await store.desk.notes.markSeen({ ...own, seq: 3 });
      expect(await store.conversations.deleteSilent([conversation], "9999")).toBe(0);
      expect(await store.retention.listOld("9999", 10)).toEqual([]);
      const before = await store.desk.events.clock();
      expect(await store.conversations.delete(conversation)).toBe(true);
      expect(await store.desk.tickets.get(ticket)).toBeUndefined();
      expect(await store.desk.notes.list(ticket)).toEqual([]);
      expect(await store.desk.notes.draftOf(ticket, ann.id)).toBe("");
      expect(await store.desk.tickets.log(ticket)).toEqual([]);
      expect(await store.desk.events.after(before, 10)).toMatchObject([{ kind: "gone", ticketId: ticket }]);
    });

    it("keeps a note once, and how far somebody read never goes back", async () => {
      const { ticket } = await desk.waiting();
      const own = { ticketId: ticket, staffId: ann.id };
      const note = { ...own, clientId: "n1", text: "a note", at: "2026-11-29T00:00:00.000Z" };
      expect(await store.desk.notes.add(note)).toBe(await store.desk.notes.add(note));
      expect(await store.desk.notes.list(ticket)).toHaveLength(1);
      for (const seq of [2, 5, 3]) await store.desk.notes.markSeen({ ...own, seq });
      expect(await store.desk.notes.seenBy(ticket, ann.id)).toBe(5);
    });

    it("keeps the id that a merchant gives a message apart from every agent's, however it is written", async () => {
      const { conversation, ticket } = await desk.waiting();
      await take(ann, ticket);
      const forged = [`"${ann.id}"c1`, `a|${ann.id}|c1`, `["${ann.id}","c1"]`, `${ann.id}:c1`];
      for (const id of forged) await desk.say(conversation, `merchant ${id}`, id);
      await say(ann, ticket, "the agent", "c1");
      const said = (await desk.all(conversation)).slice(-5).map(({ text }) => text);
      expect(said).toEqual([...forged.map((id) => `merchant ${id}`), "the agent"]);
    });

    it("deletes what is over, or keeps it whole for whoever takes it up again in that moment", async () => {
      for (let round = 0; round < 8; round += 1) {
        const { conversation, ticket } = await desk.waiting();
        await take(ann, ticket);
        await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
        const [deleted, again] = await Promise.all([
          store.conversations.deleteSilent([conversation], "9999"),
          desk.say(conversation, "escalate").then(
            () => "heard",
            () => "gone",
          ),
        ]);
        const left = await store.desk.tickets.get(ticket);
        expect([deleted, again, left?.status]).toEqual(
          again === "heard" ? [0, "heard", "open"] : [1, "gone", undefined],
        );
      }
    });

    it("is heard of also where no node tells another", async () => {
      const { ticket } = await desk.waiting();
      const feed = createFeed({ events: store.desk.events, hints: [] });
      const seq = await store.desk.events.clock();
      // Resolves by looking, long before this time is over; a test that hung would say so.
      const heard = feed.news(seq, 3_600_000);
      await take(ann, ticket);
      await heard;
      expect(await store.desk.events.after(seq, 10)).toMatchObject([{ ticketId: ticket, kind: "take" }]);
      feed.close();
    });

    it("stores what holds a NUL, and finds nobody by one", async () => {
      const { ticket } = await desk.waiting();
      const own = { ticketId: ticket, staffId: ann.id, at: "2026-11-29T00:00:00.000Z" };
      await store.desk.notes.add({ ...own, clientId: "n\0", text: "a \0 note" });
      await store.desk.notes.saveDraft({ ...own, text: "a \0 draft" });
      expect(await store.desk.notes.list(ticket)).toHaveLength(1);
      expect(await store.desk.notes.draftOf(ticket, ann.id)).toMatch(/^a . draft$/u);
      expect(await store.desk.staff.findByLogin("\0")).toBeUndefined();
      expect(await store.desk.notes.list("tkt_\0")).toEqual([]);
    });
  });
}
