// What a desk that listens costs the database: the same for one agent and for thirty.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { createMeters } from "../../../src/base/meters.ts";
import { type News, newsFor } from "../../../src/desk/news.ts";
import { createSessions } from "../../../src/desk/sessions.ts";
import { createRounds, type Listener } from "../../../src/routes/desk/rounds.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";

let store: Store;
let desk: Desk;
let cookies: string[];
let reads = 0;

beforeAll(async () => {
  const meters = createMeters();
  store = await openStore("sqlite::memory:", undefined, {
    ...meters,
    time(name, labels, seconds) {
      if (name === "huanka_db_seconds" && "kind" in labels && labels.kind === "read") reads += 1;
      meters.time(name, labels, seconds);
    },
  });
  desk = aDesk(store);
  cookies = [];
  for (let n = 0; n < 30; n += 1) {
    const { id } = await aMember(store, `Agent${n}`, "lead");
    const staff = await store.desk.staff.find(id);
    if (staff) cookies.push((await sessions().open(staff, "a browser")).cookie);
  }
});
afterAll(() => store.close());

const sessions = () =>
  createSessions({ sessions: store.desk.sessions, staff: store.desk.staff, clock: () => new Date() });

function rounds(at: readonly string[] = []) {
  const here = at.map((ticket) => ({ ticket, id: "stf_somebody", name: "Somebody", typing: false }));
  return createRounds({
    desk: {
      api: { newsFor: (all, everybody) => newsFor(store.desk, all, everybody) },
      sessions: sessions(),
      presence: { all: () => here },
    },
    log: createLog("silent"),
  });
}

/** Hears from an event on, and reads at once unless it is told to read later. */
function aListener(cookie: string | undefined, after: number, reads = Promise.resolve()) {
  const heard: News[] = [];
  let isOver = false;
  const listener: Listener = {
    cookie,
    after: () => heard.at(-1)?.events.seq ?? after,
    isOpen: () => !isOver,
    async tell(news) {
      heard.push(news);
      await reads;
    },
    end() {
      isOver = true;
    },
    fail() {
      isOver = true;
    },
  };
  return { listener, heard, isOver: () => isOver };
}

describe("a round at the desk", () => {
  it("asks the database as often for thirty agents as for one", async () => {
    const before = await store.desk.events.clock();
    const { conversation, ticket } = await desk.waiting();
    await desk.say(conversation, "还在吗");
    const costs: number[] = [];
    for (const listening of [cookies.slice(0, 1), cookies]) {
      const { join } = rounds([ticket]);
      const all = listening.map((cookie) => aListener(cookie, before));
      const from = reads;
      await Promise.all(all.map(({ listener }) => join(listener)));
      costs.push(reads - from);
      for (const { heard } of all)
        expect(heard).toMatchObject([
          { events: { rows: [{ id: ticket, lastText: "还在吗", unread: true }] }, here: [{ ticket }] },
        ]);
    }
    expect(costs[0]).toBeGreaterThan(0);
    expect(costs[1]).toBe(costs[0]);
  });

  it("waits for nobody who has not read yet, and tells them once they have", async () => {
    const before = await store.desk.events.clock();
    const { conversation, ticket } = await desk.waiting();
    let hasRead = (): void => undefined;
    const slow = aListener(cookies[0], before, new Promise((resolve) => (hasRead = resolve)));
    const quick = aListener(cookies[1], before);
    const { join } = rounds();
    await Promise.all([join(slow.listener), join(quick.listener)]);
    await desk.say(conversation, "还在吗");
    await Promise.all([join(slow.listener), join(quick.listener)]);
    const lastOf = ({ heard }: typeof slow) =>
      heard.at(-1)?.events.rows.find(({ id }) => id === ticket)?.lastText;
    expect([slow.heard.length, lastOf(quick)]).toEqual([1, "还在吗"]);
    hasRead();
    while (slow.heard.length < 2) await sleep(5);
    expect(lastOf(slow)).toBe("还在吗");
  });

  it("tells also where no sign of life can be written", async () => {
    const { sessions: kept, staff } = store.desk;
    const touch = () => Promise.reject(new Error("the disk is full"));
    const clock = () => new Date(Date.now() + 120_000);
    const found = await createSessions({ sessions: { ...kept, touch }, staff, clock }).find(cookies[3]);
    expect(found?.actor.name).toBe("Agent3");
  });

  it("tells nothing to whoever is signed out, and everything to the others", async () => {
    const before = await store.desk.events.clock();
    await desk.waiting();
    const [gone, never, there] = [
      aListener("guessed", before),
      aListener(undefined, before),
      aListener(cookies[2], before),
    ];
    const { join } = rounds();
    await Promise.all([gone, never, there].map(({ listener }) => join(listener)));
    expect([gone, never, there].map(({ heard, isOver }) => [heard.length, isOver()])).toEqual([
      [0, true],
      [0, true],
      [1, false],
    ]);
  });
});
