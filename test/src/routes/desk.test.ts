// The desk over HTTP: what a console reads and does, for whom, and what is said to whoever comes too late.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeskEvents, DeskState, TicketView } from "../../../src/base/desk-wire.ts";
import { AppError } from "../../../src/base/errors.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Actor } from "../../../src/desk/deeds.ts";
import { createFeed } from "../../../src/desk/feed.ts";
import { createTicketViews } from "../../../src/desk/ticket-views.ts";
import { createWritten } from "../../../src/desk/written.ts";
import { answerErrors } from "../../../src/http/answers.ts";
import { deskRoutes } from "../../../src/routes/desk/desk.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { sayInChinese } from "../../../src/view/wording.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";
import { maskDigits } from "../../support/chat-server.ts";
import { freshDataDir } from "../../support/start-process.ts";

let store: Store;
let desk: Desk;
let server: Server;
let origin: string;
let feed: ReturnType<typeof createFeed>;
const people = new Map<string, Actor>();

beforeAll(async () => {
  const log = createLog("silent");
  store = await openStore(`sqlite:${freshDataDir()}/huanka.db`, log);
  for (const [name, role] of [
    ["Li", "agent"],
    ["Wang", "agent"],
    ["Zhao", "lead"],
    ["Root", "admin"],
  ] as const)
    people.set(name, await aMember(store, name, role));
  desk = aDesk(store);
  feed = createFeed(store.desk.events);
  const clock = () => new Date();
  const routes = deskRoutes({
    views: createTicketViews({ stores: store.desk, conversations: store.conversations, feed, clock }),
    written: createWritten({ stores: store.desk, mask: maskDigits, clock }),
    deeds: desk.deeds,
    tickets: store.desk.tickets,
    access: async (req) => {
      const who = people.get(String(req.headers["x-staff"]));
      if (!who) throw new AppError("unauthorized");
      return who;
    },
    clock,
    config: { publicOrigin: undefined },
  });
  const app = express().use(routes, answerErrors({ log, say: sayInChinese }));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  feed.close();
  server.closeAllConnections();
  server.close();
  await store.close();
});

async function ask<T>(who: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}/api/desk${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "x-staff": who,
      ...(body !== undefined && { "content-type": "application/json", "sec-fetch-site": "same-origin" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: (text === "" ? undefined : JSON.parse(text)) as T };
}

describe("a ticket at the desk", () => {
  it("is taken, answered under the agent's name and solved, and the bot speaks again", async () => {
    const { conversation, ticket } = await desk.waiting();
    const before = await ask<DeskState>("Li", "/state");
    expect(before.json.me).toMatchObject({ name: "Li", role: "agent" });
    expect(before.json.colleagues.map(({ name }) => name).toSorted()).toEqual(["Wang", "Zhao"]);
    expect(before.json.tickets.find(({ id }) => id === ticket)).toMatchObject({ status: "open" });

    expect((await ask("Li", `/tickets/${ticket}/take`, {})).status).toBe(204);
    const said = await ask<{ activityId: string }>("Li", `/tickets/${ticket}/messages`, {
      ...{ text: "您好，我来帮您看。", clientId: "c-1" },
    });
    expect(said.status).toBe(200);
    const again = await ask<{ activityId: string }>("Li", `/tickets/${ticket}/messages`, {
      ...{ text: "您好，我来帮您看。", clientId: "c-1" },
    });
    expect(again.json).toEqual(said.json);
    const heard = (await desk.all(conversation)).filter(({ from }) => from.name === "Li");
    expect(heard.map(({ text }) => text)).toEqual(["您好，我来帮您看。"]);

    const view = await ask<TicketView>("Li", `/tickets/${ticket}`);
    expect(view.json.ticket).toMatchObject({ lastFrom: "agent", lastText: "您好，我来帮您看。" });
    expect(view.json.log.map(({ did }) => did)).toEqual(["escalated", "take"]);
    const nothing = await ask<TicketView>("Li", `/tickets/${ticket}?after=${view.json.watermark}`);
    expect(nothing.json.activities).toEqual([]);

    expect((await ask("Li", `/tickets/${ticket}/solve`, {})).status).toBe(204);
    await desk.say(conversation, "hello");
    expect((await desk.all(conversation)).at(-1)?.from.role).toBe("bot");
  });

  it("goes to whoever is first, and tells the other who that was", async () => {
    const { ticket } = await desk.waiting();
    await ask("Wang", `/tickets/${ticket}/take`, {});
    const late = await ask<{ error: { code: string; details: unknown } }>(
      "Li",
      `/tickets/${ticket}/take`,
      {},
    );
    expect(late.status).toBe(409);
    expect(late.json.error).toMatchObject({ code: "Taken", details: { name: "Wang" } });
    const answered = await ask("Li", `/tickets/${ticket}/messages`, { text: "在吗", clientId: "c" });
    expect(answered.status).toBe(409);
    expect((await ask("Zhao", `/tickets/${ticket}/take`, { over: true })).status).toBe(204);
    expect((await ask("Wang", `/tickets/${ticket}/take`, { over: true })).status).toBe(409);
  });

  it("is the next one once only, however many press at once", async () => {
    const waiting = await Promise.all([1, 2, 3].map(() => desk.waiting()));
    const earlier = await ask<DeskState>("Li", "/state");
    const open = earlier.json.tickets.filter(({ status, assignee }) => status === "open" && !assignee).length;
    expect(open).toBeGreaterThanOrEqual(waiting.length);
    const asked = Array.from({ length: open + 2 }, (_, n) =>
      ask<{ ticket?: string }>(n % 2 ? "Li" : "Wang", "/next", {}),
    );
    const got = (await Promise.all(asked)).flatMap(({ json }) => json.ticket ?? []);
    expect(new Set(got).size).toBe(open);
    expect(got).toHaveLength(open);
  });

  it("keeps notes and drafts beside the conversation, masked, and each draft to its author", async () => {
    const { conversation, ticket } = await desk.waiting();
    const noted = await ask("Li", `/tickets/${ticket}/notes`, {
      text: "卡号 6222021234567890123",
      clientId: "n-1",
    });
    expect(noted.status).toBe(200);
    await ask("Li", `/tickets/${ticket}/draft`, { text: "写到一半" });
    const own = await ask<TicketView>("Li", `/tickets/${ticket}`);
    expect(own.json.draft).toBe("写到一半");
    expect(own.json.notes.map(({ by }) => by)).toEqual(["Li"]);
    expect(own.text).not.toContain("6222021234567890123");
    expect((await ask<TicketView>("Wang", `/tickets/${ticket}`)).json.draft).toBe("");
    expect(JSON.stringify(await desk.all(conversation))).not.toContain("写到一半");
  });

  it("is told of by number, and again by the same number", async () => {
    const { json: start } = await ask<DeskState>("Li", "/state");
    const { ticket } = await desk.waiting();
    const told = await ask<DeskEvents>("Li", `/events?after=${start.seq}&wait=5`);
    expect(told.json).toMatchObject({ gone: [] });
    const rows = "rows" in told.json ? told.json.rows : [];
    expect(rows.map(({ id }) => id)).toContain(ticket);
    expect((await ask<DeskEvents>("Li", `/events?after=${start.seq}`)).json).toEqual(told.json);
    await ask("Wang", `/tickets/${ticket}/take`, {});
    const since = await ask<DeskEvents>("Li", `/events?after=${"seq" in told.json ? told.json.seq : 0}`);
    expect(since.json).toMatchObject({ rows: [], gone: [ticket] });
  });
});

describe("whoever may not", () => {
  it("learns no more of a ticket that is not theirs than of one that never was", async () => {
    const { ticket } = await desk.waiting();
    await ask("Wang", `/tickets/${ticket}/take`, {});
    for (const who of ["Li", "Root"]) {
      const [foreign, missing] = await Promise.all([
        ask(who, `/tickets/${ticket}`),
        ask(who, "/tickets/tkt_nothing"),
      ]);
      expect(foreign).toEqual(missing);
      expect(foreign.status).toBe(404);
    }
    expect((await ask("Root", `/tickets/${ticket}/notes`, { text: "x", clientId: "n" })).status).toBe(404);
  });

  it("is refused without a session, and from another site's page", async () => {
    const { ticket } = await desk.waiting();
    expect((await ask("nobody", "/state")).status).toBe(401);
    expect((await ask("nobody", `/tickets/${ticket}/take`, {})).status).toBe(401);
    const foreign = await ask("Li", `/tickets/${ticket}/take`, {}, { "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(403);
  });
});
