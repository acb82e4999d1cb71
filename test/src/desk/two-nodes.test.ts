// The desk of two services over one database: what is done at one holds at the other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import type { DeskState } from "../../../src/base/desk-wire.ts";
import { createLog } from "../../../src/base/log.ts";
import { accountsIn } from "../../../src/cli/tasks/staff.ts";
import { type Service, startService } from "../../../src/service.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { type DeskSocket, openDeskStream } from "../../support/desk-stream.ts";
import { openChat, postOnce } from "../../support/plain-client.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { freshDataDir } from "../../support/start-process.ts";

let server: TestPostgres;
let store: Store;
let nodes: readonly [Service, Service];
const links: Record<string, string> = {};
beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase();
  const config = () =>
    parseConfig({ PORT: "0", DATA_DIR: freshDataDir(), DATABASE_URL: url, RATE_LIMIT: "off" });
  // One after the other: the first makes the tables.
  const first = await startService(config(), createLog("silent"));
  nodes = [first, await startService(config(), createLog("silent"))];
  store = await openStore(url);
  const accounts = await accountsIn(store, config());
  for (const [login, role] of [
    ["li", "agent"],
    ["root", "admin"],
  ] as const)
    links[login] = (await accounts.invite("operator", { login, name: login, role })).link;
});
afterAll(async () => {
  for (const node of nodes) await node.close();
  await store.close();
  await server.stop();
});

/** The same browser, led to the other node. */
const atOther = ({ cookie }: DeskClient) => deskClient(nodes[1].address, cookie);
async function listenAt(node: Service, { cookie }: DeskClient): Promise<DeskSocket> {
  const { seq } = (await deskClient(node.address, cookie).get("/state")).json as unknown as DeskState;
  return openDeskStream(node.address, { cookie, after: seq });
}

describe("whoever signed in at one node", () => {
  it("is at the desk of the other too, and hears there what merchants say at either", async () => {
    const li = deskClient(nodes[0].address);
    await comeIn(li, links.li ?? "");
    const socket = await listenAt(nodes[1], li);
    const chat = await openChat(nodes[0].address);
    await postOnce(nodes[0].address, chat, { text: "转人工" });
    await socket.until(() => socket.events.some(({ rows }) => rows.some(({ owner }) => owner === "waiting")));
    expect((await atOther(li).post("/take-next")).json).toMatchObject({ row: { owner: "person" } });
    socket.close();
  });

  it("is out at both once the session is ended at one, streams too, and so is who is disabled", async () => {
    const admin = deskClient(nodes[0].address);
    await comeIn(admin, links.root ?? "");
    const invited = await admin.post("/staff", { login: "chen", name: "小陈", role: "agent" });
    const chen = deskClient(nodes[0].address);
    const { id } = await comeIn(chen, (invited.json as unknown as { link: string }).link);
    const stolen = [await listenAt(nodes[0], admin), await listenAt(nodes[1], admin)];
    const disabled = [await listenAt(nodes[0], chen), await listenAt(nodes[1], chen)];
    expect((await admin.post(`/staff/${id}/status`, { status: "disabled" })).status).toBe(200);
    expect((await atOther(chen).get("/state")).status).toBe(401);
    expect(await Promise.all(disabled.map(({ closed }) => closed))).toEqual([1008, 1008]);
    const { sessions } = (await admin.get("/sessions")).json as unknown as { sessions: { id: string }[] };
    await admin.post("/sessions/end", { id: sessions[0]?.id });
    expect((await atOther(admin).get("/session")).status).toBe(401);
    expect(await Promise.all(stolen.map(({ closed }) => closed))).toEqual([1008, 1008]);
  });
});
