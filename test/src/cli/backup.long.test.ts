// Backup and restore while merchants write: what was acknowledged before is there, damage is found, nothing is overwritten.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { until } from "../../support/raw-stream.ts";
import { runCommand } from "../../support/run-command.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";

const run = (command: string, file: string, dataDir: string) =>
  runCommand(["src/cli/huanka.js", "backup", command, file], { DATA_DIR: dataDir });
const CHATS = 5;
const OWNER_ONLY = 0o600;

it("restores everything acknowledged before the backup began under load", async () => {
  const [dataDir, emptyDir, file] = [freshDataDir(), freshDataDir(), join(freshDataDir(), "saved.db")];
  const first = await startProcess({ DATA_DIR: dataDir, RATE_LIMIT: "off" });
  const acked = new Map<string, string>();
  const chats = await Promise.all(Array.from({ length: CHATS }, () => openChat(first.address)));
  let talking = true;
  const talks = chats.map(async (chat) => {
    for (let n = 0; talking; n += 1) {
      const { activityId } = await postOnce(first.address, chat, { text: "下一步", clientId: `c${n}` });
      if (activityId !== undefined) acked.set(activityId, chat.id);
    }
  });
  await until(() => acked.size >= 20);
  const before = new Map(acked);
  expect(await run("write", file, dataDir)).toMatchObject({ code: 0 });
  expect(acked.size).toBeGreaterThan(before.size);
  talking = false;
  await Promise.all(talks);
  await stopProcess(first);

  expect([file, `${file}.sha256`].map((path) => statSync(path).mode & 0o777)).toEqual([
    OWNER_ONLY,
    OWNER_ONLY,
  ]);
  expect(await run("verify", file, dataDir)).toMatchObject({ code: 0 });
  expect(await run("restore", file, emptyDir)).toMatchObject({ code: 0 });
  // Their tokens stay good only with the key they were signed with.
  const key = readFileSync(join(dataDir, "token.key"));
  writeFileSync(join(emptyDir, "token.key"), key, { mode: OWNER_ONLY });
  const second = await startProcess({ DATA_DIR: emptyDir, RATE_LIMIT: "off" });
  const stored = await Promise.all(chats.map((chat) => readChat(second.address, chat)));
  await stopProcess(second);
  const ids = new Set(stored.flat().map(({ id }) => id));
  expect([...before.keys()].filter((id) => !ids.has(id))).toEqual([]);

  expect(await run("restore", file, emptyDir)).toMatchObject({ code: 1 });
  expect((await run("restore", file, emptyDir)).output).toContain("not overwritten");
  expect((await run("write", file, dataDir)).output).toContain("not overwritten");
  const damaged = readFileSync(file);
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 100) ^ 1, damaged.length - 100);
  writeFileSync(file, damaged);
  expect((await run("verify", file, dataDir)).output).toContain("damaged");
  const unused = freshDataDir();
  expect(await run("restore", file, unused)).toMatchObject({ code: 1 });
  expect(existsSync(join(unused, "huanka.db"))).toBe(false);
});

it("sends those with PostgreSQL to pg_dump", async () => {
  const { code, output } = await runCommand(["src/cli/huanka.js", "backup", "write", "x"], {
    DATABASE_URL: "postgres://localhost/huanka",
  });
  expect(code).toBe(1);
  expect(output).toContain("pg_dump");
});
