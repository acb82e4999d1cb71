// PostgreSQL: the contract, news between nodes, and starts that are refused.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMeters } from "../../../src/base/meters.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { KNOWN_SCHEMAS } from "../../../src/storage/schema.ts";
import { describeConversationStore } from "../../contract/conversation-store.ts";
import { describeDesk } from "../../contract/desk.ts";
import { describeDeskNodes } from "../../contract/desk-nodes.ts";
import { describeHeadStore } from "../../contract/head-store.ts";
import { describeResumeStore } from "../../contract/resume-store.ts";
import { describeSnapshotStore } from "../../contract/snapshot-store.ts";
import { describeTokenKeys } from "../../contract/token-keys.ts";
import { aDesk, aMember } from "../../support/a-desk.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { startTcpProxy } from "../../support/tcp-proxy.ts";
import { anActivity, aTurn, CREATED_AT, countOne } from "../../support/turns.ts";

/** The ticket with its conversation, and the commit. */
const AGENT_TRIPS = 2;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeConversationStore("PostgreSQL", () => server.createDatabase());
describeResumeStore("PostgreSQL", () => server.createDatabase());
describeDesk("PostgreSQL", () => server.createDatabase());
describeDeskNodes("PostgreSQL", () => server.createDatabase());
describeSnapshotStore("PostgreSQL", () => server.createDatabase());
describeHeadStore("PostgreSQL", () => server.createDatabase());
describeTokenKeys("PostgreSQL", () => server.createDatabase());

describe("PostgreSQL", () => {
  it("tells the other nodes of a committed turn once, and keeps one conversation in order between them", async () => {
    const url = await server.createDatabase();
    const [a, b] = await Promise.all([openStore(url), openStore(url)]);
    const heard: string[] = [];
    b.onCommit((id) => heard.push(`b ${id}`));
    a.onCommit((id) => heard.push(`a ${id}`));
    await a.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    await a.conversations.commit(aTurn("cnv_1"));
    await expect.poll(() => heard).toEqual(["a cnv_1", "b cnv_1"]);
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        countOne((turn % 2 === 0 ? a : b).conversations, "cnv_1", `c${turn}`),
      ),
    );
    expect(await b.conversations.find("cnv_1")).toMatchObject({ state: { counter: 41 }, nextSeq: 82 });
    await Promise.all([a.close(), b.close()]);
  });

  it("is served over by this version when a newer one added something and says so, and refused when it does not", async () => {
    const url = await server.createDatabase();
    await (await openStore(url)).close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const later = "2999-01-01-added";
    await client.query("ALTER TABLE conversations ADD COLUMN added text");
    await client.query("INSERT INTO kysely_migration (name, timestamp) VALUES ($1, $2)", [later, CREATED_AT]);
    await expect(openStore(url)).rejects.toThrow(`has schema ${later}`);
    const readable = "INSERT INTO schema_readers (schema, readable_by) VALUES ($1, $2)";
    await client.query(readable, [later, KNOWN_SCHEMAS.at(-1)]);
    await client.end();
    const told: unknown[] = [];
    const store = await openStore(url, {
      info: (of: object) => told.push(of),
      warn: (of: object) => told.push(of),
    });
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    expect(await store.conversations.commit(aTurn("cnv_1"))).toMatchObject({ kind: "committed" });
    expect(told).toEqual([{ schema: later }]);
    await store.close();
  });

  it("tells the other nodes of the desk what changed there, and who looks at what", async () => {
    const url = await server.createDatabase();
    const [a, b] = await Promise.all([openStore(url), openStore(url)]);
    const heard: string[] = [];
    b.desk.news.onChanged(() => heard.push("b changed"));
    b.desk.news.onTold((text) => heard.push(`b ${text}`));
    a.desk.news.onTold((text) => heard.push(`a ${text}`));
    await a.desk.events.tell("tkt_1", "noted", CREATED_AT);
    await expect.poll(() => heard).toEqual(["b changed"]);
    a.desk.news.tellOthers("somebody");
    await expect.poll(() => heard).toEqual(["b changed", "b somebody"]);
    await Promise.all([a.close(), b.close()]);
  });

  it("keeps a merchant's message in two round trips, and what an agent says in two as well", async () => {
    const url = new URL(await server.createDatabase());
    const proxy = await startTcpProxy(server.port);
    url.port = String(proxy.port);
    const store = await openStore(url.href, undefined, undefined, "poll");
    const desk = aDesk(store);
    const ann = await aMember(store, "Ann");
    const tripsOf = async (job: () => Promise<unknown>) => {
      const before = proxy.trips();
      await job();
      return proxy.trips() - before;
    };
    const id = await desk.started();
    expect(await tripsOf(() => desk.say(id, "first", "c1"))).toBe(2);
    expect(await tripsOf(() => desk.say(id, "again", "c2"))).toBe(2);
    expect(await tripsOf(() => desk.say(id, "again", "c2"))).toBe(1);
    const { ticket } = await desk.waiting();
    await desk.deeds.move(ann, ticket, { kind: "take", by: ann.id });
    const said = () => desk.deeds.say(ann, ticket, { text: "hello", clientId: "a1" });
    expect(await tripsOf(said)).toBe(AGENT_TRIPS);
    await store.close();
    await proxy.close();
  });

  it("undoes a batch whole when one statement finds another count of rows, and says so in the server's log alone", async () => {
    const store = await openStore(await server.createDatabase());
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    const lost = aTurn("cnv_1", { rewrites: [{ seq: 7, activity: anActivity("cnv_1", 7) }] });
    expect(await store.conversations.commit(lost)).toEqual({ kind: "conflict" });
    expect(await store.conversations.find("cnv_1")).toMatchObject({ version: 0, nextSeq: 0 });
    expect(await store.conversations.list("cnv_1", 0, 10)).toEqual([]);
    expect(await store.conversations.commit(aTurn("cnv_1"))).toEqual({ kind: "committed" });
    await store.close();
  });

  it("serves without notices where it is told to look by itself, and hears no other node", async () => {
    const url = await server.createDatabase();
    const [a, b] = await Promise.all([
      openStore(url, undefined, undefined, "poll"),
      openStore(url, undefined, undefined, "poll"),
    ]);
    const heard: string[] = [];
    b.onCommit((id) => heard.push(id));
    await a.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    await a.conversations.commit(aTurn("cnv_1"));
    expect(await b.conversations.list("cnv_1", 0, 10)).toHaveLength(2);
    const listening = "SELECT count(*) AS listening FROM pg_stat_activity WHERE query ILIKE 'listen%'";
    const [row] = await server.query(`${listening} AND datname = $1`, [new URL(url).pathname.slice(1)]);
    expect(row).toEqual({ listening: "0" });
    await Promise.all([a.close(), b.close()]);
    expect(heard).toEqual([]);
  });

  it("says that it is deaf where what it calls does not come back, and serves", async () => {
    const url = await server.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS ''");
    await client.query(`ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
    await client.end();
    const [meters, told] = [createMeters(), [] as string[]];
    const tell = (_: unknown, text?: string) => void told.push(text ?? "");
    const store = await openStore(url, { info: tell, warn: tell }, meters);
    await expect.poll(() => told).toEqual([expect.stringContaining("Set DATABASE_WAKE=poll")]);
    expect(await meters.text()).toMatch(/^huanka_notices_listening 0$/m);
    await store.ping();
    await store.close();
  });

  it("keeps no name of a reply, which has none, in the index of what clients call their messages", async () => {
    const url = await server.createDatabase();
    const store = await openStore(url);
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    for (let turn = 0; turn < 3; turn += 1) await countOne(store.conversations, "cnv_1", `c${turn}`);
    await store.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("ANALYZE activities");
    const counted =
      "SELECT relname, reltuples FROM pg_class WHERE relname LIKE 'activities%' ORDER BY relname";
    const { rows } = await client.query(counted);
    await client.end();
    expect(rows).toEqual([
      { relname: "activities", reltuples: 6 },
      { relname: "activities_pk", reltuples: 6 },
      { relname: "activities_taken_ids", reltuples: 3 },
    ]);
  });

  it("writes no index of conversations anew while turns follow within an hour", async () => {
    const url = await server.createDatabase();
    const store = await openStore(url);
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    for (let turn = 0; turn < 5; turn += 1) await countOne(store.conversations, "cnv_1", `c${turn}`);
    await store.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const counted =
      "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'conversations'";
    const updates = async () => (await client.query(counted)).rows[0];
    await expect.poll(updates).toEqual({ n_tup_upd: "5", n_tup_hot_upd: "5" });
    await client.end();
  });

  it("refuses to start when a commit would not be durable, and names the setting", async () => {
    const url = await server.createDatabase();
    await server.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
    await expect(openStore(url)).rejects.toThrow(/synchronous_commit = off.*on or remote_apply/);
  });

  it("names the server, not the password, when it cannot be reached", async () => {
    const failure = openStore("postgres://huanka:geheim@127.0.0.1:1/huanka");
    await expect(failure).rejects.toThrow(/127\.0\.0\.1:1\/huanka/);
    await expect(failure).rejects.not.toThrow(/geheim/);
  });
});
