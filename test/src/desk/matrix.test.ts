// Who may ask what at the desk: every route, made from the document of what is served, by everybody who must not.
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import type { DeskState } from "../../../src/base/desk-wire.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Staff } from "../../../src/base/staff-wire.ts";
import { type Service, startService } from "../../../src/service.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { type Answered, aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { exampleOf, type Listed, OpenApi, operationsOf } from "../../support/openapi.ts";
import { openChat, postOnce } from "../../support/plain-client.ts";
import { freshDataDir } from "../../support/start-process.ts";

const CROSS_SITE = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
/** Browsers that do not say where a request comes from, and pages that hide it: only what changes something is closed to them. */
const BY_ORIGIN = ["null", "https://elsewhere.example", "http://127.0.0.1"].map((origin) => ({
  "sec-fetch-site": "none",
  origin,
}));
/** Everybody reads the hours. */
const OF_ADMINS = /^(?:\w+ \/api\/desk\/(?:staff|audit)|post \/api\/desk\/hours)/;

let service: Service;
let routes: readonly Listed[];
/** A waiting merchant's ticket. */
let ticket: string;
let merchantToken: string;
const who: Record<"agent" | "stranger" | "disabled" | "admin", DeskClient> = {} as never;

beforeAll(async () => {
  const dataDir = freshDataDir();
  service = await startService(
    parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" }),
    createLog("silent"),
  );
  const file = join(dataDir, "huanka.db");
  const store = await openStore(`sqlite:${file}`);
  const ids: Record<string, string> = {};
  for (const name of ["agent", "stranger", "disabled", "admin"] as const) {
    who[name] = deskClient(service.address);
    const role = name === "admin" ? "admin" : "agent";
    const link = await aLink({ stores: store.desk, dataDir }, { login: name, name, role });
    ids[name] = (await comeIn(who[name], link)).id;
  }
  await store.close();
  await who.admin.post(`/staff/${ids.disabled}/status`, { status: "disabled" });
  const db = new Database(file);
  db.prepare("DELETE FROM staff_queues WHERE staff_id = ?").run(ids.stranger);
  db.close();
  const chat = await openChat(service.address);
  merchantToken = chat.token;
  await postOnce(service.address, chat, { text: "转人工" });
  ticket = ((await who.agent.get("/state")).json as unknown as DeskState).rows[0]?.id ?? "";
  const document = OpenApi.parse(await (await fetch(`${service.address}/api/openapi.json`)).json());
  routes = operationsOf(document).filter(({ operation: { security } }) =>
    security.some((one) => "session" in one),
  );
});
afterAll(() => service.close());

/** Asks with what the route takes; `id` stands for every object. */
function ask(
  client: DeskClient,
  { method, path, operation }: Listed,
  { id = ticket, headers = {} }: { id?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Answered> {
  const at = path.replace("/api/desk", "").replace("{id}", id);
  const query = operation.parameters
    .filter((one) => one.in === "query" && one.required)
    .map(({ name, schema }) => `${name}=${exampleOf(schema)}`)
    .join("&");
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (method === "get") return client.get(`${at}?${query}`, headers);
  return client.post(at, schema ? exampleOf(schema) : {}, headers);
}

const nameOf = ({ method, path }: Listed) => `${method} ${path}`;

describe("every route of the desk", () => {
  it("is closed to whoever is not signed in, or no longer", async () => {
    expect(routes.length).toBeGreaterThan(25);
    const closed = {
      nobody: deskClient(service.address),
      guessed: deskClient(service.address, `huanka=${"x".repeat(43)}`),
      disabled: deskClient(service.address, who.disabled.cookie),
    };
    for (const route of routes) {
      for (const [name, client] of Object.entries(closed))
        expect((await ask(client, route)).status, `${name}: ${nameOf(route)}`).toBe(401);
      const headers = { authorization: `Bearer ${merchantToken}` };
      expect((await ask(closed.nobody, route, { headers })).status, `merchant: ${nameOf(route)}`).toBe(401);
    }
  });

  it("is closed to a page of another site, whoever's browser shows it", async () => {
    for (const route of routes) {
      const client = deskClient(service.address, who.agent.cookie);
      const headersOf = route.method === "get" ? [CROSS_SITE] : [CROSS_SITE, ...BY_ORIGIN];
      for (const headers of headersOf)
        expect((await ask(client, route, { headers })).status, nameOf(route)).toBe(403);
    }
  });

  it("says of what is not theirs what it says of what does not exist, byte for byte", async () => {
    const about = routes.filter(({ path }) => path.includes("/tickets/{id}"));
    expect(about.length).toBeGreaterThan(10);
    for (const route of about) {
      for (const client of [who.stranger, who.admin]) {
        const [foreign, missing] = [await ask(client, route), await ask(client, route, { id: "tkt_nobody" })];
        expect([foreign.status, foreign.body], nameOf(route)).toEqual([missing.status, missing.body]);
        expect(foreign.status, nameOf(route)).toBe(404);
      }
    }
    const seen = await Promise.all([who.stranger, who.admin].map((client) => client.get("/state")));
    for (const { json } of seen) expect((json as unknown as DeskState).rows).toEqual([]);
    const news = await who.stranger.get("/events?after=0");
    expect(news.json).toMatchObject({ rows: [], counts: { waiting: 0, mine: 0, done: 0 } });
  });

  it("lets agents make no accounts and read no audit, and nobody without a second proof", async () => {
    const ofAdmins = routes.filter((route) => OF_ADMINS.test(nameOf(route)));
    expect(ofAdmins.length).toBeGreaterThan(3);
    for (const route of ofAdmins) expect((await ask(who.agent, route)).status, nameOf(route)).toBe(403);
    expect((await who.admin.get("/audit")).status).toBe(200);
  });

  it("lets no admin shut themselves out, and invites again who was disabled before they came in", async () => {
    const { staff } = (await who.admin.get("/staff")).json as unknown as { staff: Staff };
    const own = staff.find(({ login }) => login === "admin")?.id;
    for (const [deed, body] of [
      ["status", { status: "disabled" }],
      ["role", { role: "agent" }],
    ] as const)
      expect((await who.admin.post(`/staff/${own}/${deed}`, body)).status).toBe(400);
    const draft = { login: "never", name: "never", role: "agent" };
    const { id } = (await who.admin.post("/staff", draft)).json as unknown as { id: string };
    for (const status of ["disabled", "active"]) await who.admin.post(`/staff/${id}/status`, { status });
    const after = (await who.admin.get("/staff")).json as unknown as { staff: Staff };
    expect(after.staff.find((one) => one.id === id)?.status).toBe("invited");
  });

  it("refuses what is no JSON, and a password of a megabyte before it is hashed", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await who.agent.post("/take-next", "a=b", form)).status).toBe(415);
    expect((await who.agent.post("/take-next", "{}", { "content-type": "text/plain" })).status).toBe(415);
    for (const [length, status] of [
      [257, 400],
      [20_000, 400],
      [1_000_000, 413],
    ] as const) {
      const long = { login: "agent", password: "x".repeat(length), code: "000000" };
      expect((await deskClient(service.address).post("/session", long)).status).toBe(status);
    }
    const foreign = deskClient(service.address);
    const given = { login: "agent", password: "a long password", code: "000000" };
    expect((await foreign.post("/session", given, CROSS_SITE)).status).toBe(403);
  });

  it("stops guesses at a password, by whatever code, and tells when to come again", async () => {
    const guess = () =>
      deskClient(service.address).post("/session", { login: "agent", password: "wrong password", code: "1" });
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push(await guess());
    expect(statuses.map(({ status }) => status).slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    const last = statuses.at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await who.agent.get("/session")).status).toBe(200);
  });
});
