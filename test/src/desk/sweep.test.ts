// What the desk does by itself: nobody is left alone, what slept wakes, what is over is closed.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import type { Actor } from "../../../src/desk/deeds.ts";
import { sweep } from "../../../src/desk/sweep.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let store: Store;
let desk: Desk;
let ann: Actor;
let conversation: string;
let ticket: string;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
  desk = aDesk(store);
  ann = await aMember(store, "Ann");
  ({ conversation, ticket } = await desk.waiting());
  await desk.deeds.move(ann, ticket, { kind: "take", by: ann.id });
  await store.desk.staff.touch(ann.id, new Date().toISOString());
});
afterEach(() => store.close());

const sweepIn = (ms: number) =>
  sweep({
    ...{ stores: store.desk, deeds: desk.deeds, log: createLog("silent"), calendar: () => new Map() },
    clock: () => new Date(Date.now() + ms),
  });
const now = async () => ({
  owner: (await store.conversations.find(conversation))?.owner,
  ticket: await store.desk.tickets.get(ticket),
});

describe("the sweep", () => {
  it("puts a merchant first in line again whose agent was not seen for two minutes", async () => {
    await desk.waiting();
    await sweepIn(MINUTE_MS);
    expect((await now()).owner).toMatchObject({ owner: "person", agentId: ann.id });
    await sweepIn(2.5 * MINUTE_MS);
    expect(await now()).toMatchObject({
      owner: { owner: "waiting", agentId: undefined },
      ticket: { assignee: undefined, priority: 2 },
    });
    const [first] = await store.desk.tickets.list(await aMember(store, "Bob"), "waiting", 5);
    expect(first?.id).toBe(ticket);
    const last = (await desk.all(conversation)).at(-1);
    expect(last).toMatchObject({ name: "handoff.status", value: { state: "failed" } });
  });

  it("counts against an agent only the minutes in which somebody is to be at the desk", async () => {
    await desk.deeds.say(ann, ticket, { text: "done, see your slip", clientId: "c1" });
    await desk.say(conversation, "and now?");
    const nobody = { workday: [], restday: [], exceptions: {} };
    await store.desk.hours.set(nobody);
    const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);
    await store.desk.staff.touch(ann.id, later(600).toISOString());
    await sweepIn(600 * MINUTE_MS);
    expect((await now()).owner).toMatchObject({ owner: "person", agentId: ann.id });
    await store.desk.hours.set(undefined);
    await sweepIn(600 * MINUTE_MS);
    expect((await now()).owner).toMatchObject({ owner: "waiting" });
  });

  it("leaves an agent in peace who has answered, however long they were not seen", async () => {
    await desk.deeds.say(ann, ticket, { text: "done, see your slip", clientId: "c1" });
    await sweepIn(60 * MINUTE_MS);
    expect((await now()).owner).toMatchObject({ owner: "person", agentId: ann.id });
    await desk.say(conversation, "and now?");
    await store.desk.staff.touch(ann.id, new Date(Date.now() + 11 * MINUTE_MS).toISOString());
    await sweepIn(11 * MINUTE_MS);
    expect((await now()).owner).toMatchObject({ owner: "waiting" });
  });

  it("gives an agent the whole time, however long the merchant had waited before", async () => {
    let nowMs = Date.now();
    const later = aDesk(store, { clock: () => new Date(nowMs) });
    const second = await later.waiting();
    nowMs += 60 * MINUTE_MS;
    await later.deeds.move(ann, second.ticket, { kind: "take", by: ann.id });
    await store.desk.staff.touch(ann.id, new Date(nowMs).toISOString());
    await sweepIn(61 * MINUTE_MS);
    expect((await store.conversations.find(second.conversation))?.owner.owner).toBe("person");
  });

  it("takes a merchant out of the hands of who was disabled, at once", async () => {
    await desk.deeds.say(ann, ticket, { text: "hello", clientId: "c1" });
    const account = await store.desk.staff.find(ann.id);
    if (account) await store.desk.staff.change(account, { status: "disabled" });
    await sweepIn(0);
    expect((await now()).owner).toMatchObject({ owner: "waiting" });
    expect((await store.desk.tickets.log(ticket)).at(-1)).toMatchObject({
      ...{ actor: "desk", kind: "requeue", data: { because: "disabled" } },
    });
  });

  it("wakes what slept for an answer, and closes what has been solved for a week", async () => {
    await desk.deeds.say(ann, ticket, {
      ...{ text: "which terminal?", clientId: "c1" },
      pendingUntil: new Date(Date.now() + DAY_MS).toISOString(),
    });
    await sweepIn(MINUTE_MS);
    expect((await now()).ticket?.status).toBe("pending");
    await sweepIn(1.1 * DAY_MS);
    expect((await now()).ticket).toMatchObject({ status: "open", assignee: ann.id });
    await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
    await sweepIn(6 * DAY_MS);
    expect((await now()).ticket?.status).toBe("solved");
    await sweepIn(8 * DAY_MS);
    expect((await now()).ticket?.status).toBe("closed");
    await desk.say(conversation, "escalate");
    const [, second] = await store.desk.tickets.ofConversation(conversation);
    expect(second).toMatchObject({ status: "open", follows: ticket });
  });

  it("ends a thread that everybody forgot, so that it is deleted some day, and drops events of yesterday", async () => {
    await desk.deeds.say(ann, ticket, { text: "hello", clientId: "c1" });
    await sweepIn(45 * DAY_MS);
    expect(await now()).toMatchObject({ owner: { owner: "bot" }, ticket: { status: "closed" } });
    expect(await store.retention.listOld("9999", 5)).toContain(conversation);
    expect(await store.desk.events.after(0, 10)).toBeUndefined();
  });

  it("forgets who tried to sign in, and from where, once the tries no longer count", async () => {
    const count = async () =>
      (await store.desk.throttle.count("login ann 192.0.2.1", { now: new Date(), seconds: 60 })).points;
    await count();
    await sweepIn(30_000);
    expect(await count()).toBe(2);
    await sweepIn(2 * MINUTE_MS);
    expect(await count()).toBe(1);
  });
});
