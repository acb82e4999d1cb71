// PostgreSQL: the contract, news between nodes, and starts that are refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../../src/storage/open-store.ts";
import { describeConversationStore } from "../../contract/conversation-store.ts";
import { describeDesk } from "../../contract/desk.ts";
import { describeResumeStore } from "../../contract/resume-store.ts";
import { describeSnapshotStore } from "../../contract/snapshot-store.ts";
import { describeTokenKeys } from "../../contract/token-keys.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { aTurn, CREATED_AT, countOne } from "../../support/turns.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeConversationStore("PostgreSQL", () => server.createDatabase());
describeResumeStore("PostgreSQL", () => server.createDatabase());
describeDesk("PostgreSQL", () => server.createDatabase());
describeSnapshotStore("PostgreSQL", () => server.createDatabase());
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
