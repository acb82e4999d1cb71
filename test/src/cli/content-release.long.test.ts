// Two servers with folders of their own over one PostgreSQL: one content at a time, forward by an edit and back by a command.
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectChat } from "../../support/chat-client.ts";
import { aContentCopy, type ContentCopy } from "../../support/content-copy.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";

let postgres: TestPostgres;
let databaseUrl: string;
const folders: ContentCopy[] = [];
const nodes: RunningProcess[] = [];

/** Nothing that is learnt from, so that no model is trained. */
const REPLIES = "zh-CN/replies.yml";

beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
  for (const _ of ["edited", "left"]) folders.push(await aContentCopy());
});
afterAll(async () => {
  for (const node of nodes) await stopProcess(node, "SIGKILL");
  for (const folder of folders) await folder.remove();
  await postgres.stop();
});

const start = async (folder: ContentCopy | undefined) => {
  const own = { DATA_DIR: freshDataDir(), CONTENT_DIR: folder?.dir ?? "", RATE_LIMIT: "off", PORT: "0" };
  nodes.push(await startProcess({ ...own, DATABASE_URL: databaseUrl }));
};
const served = async (node: RunningProcess | undefined) => {
  const text = await (await fetch(`${node?.address}/metrics`)).text();
  const info = /huanka_content_info\{locale="zh-CN",hash="(\w+)",generation="(\d+)"\} 1/.exec(text);
  return {
    ...{ hash: info?.[1] ?? "", generation: info?.[2] },
    isBehind: /^huanka_content_behind 1$/m.test(text),
  };
};
/** Every look is a question to the server itself; the test's own time is the end. */
const until = async (node: RunningProcess | undefined, generation: string) => {
  for (;;) {
    const now = await served(node);
    if (now.generation === generation) return now;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

it("serves one content on every node, takes no conversation back, and goes back by the command", async () => {
  const [edited, left] = folders;
  await start(edited);
  const first = await served(nodes[0]);
  await edited?.edit(REPLIES, (text) => `${text}\n# 改过一次\n`);
  const second = await until(nodes[0], "2");
  // It comes with the content of before.
  await start(left);
  expect(await served(nodes[1])).toEqual({ ...second, isBehind: true });
  let asked = 0;
  const merchant = await connectChat(() => nodes[asked++ % 2]?.address ?? "");
  for (const text of ["拉卡拉怎么换卡", "下一步", "下一步", "上一步"]) await merchant.say(text, text + asked);
  const contents = new Set(
    (await merchant.read()).flatMap(({ channelData }) => contentIn(channelData) ?? []),
  );
  expect([...contents]).toEqual([second.hash]);
  merchant.close();
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: freshDataDir() };
  const { code, output } = await runHuanka(["content", "release", first.hash.slice(0, 12)], env);
  expect(code, output).toBe(0);
  expect(await until(nodes[0], "3")).toEqual({ hash: first.hash, generation: "3", isBehind: true });
  expect(await until(nodes[1], "3")).toEqual({ hash: first.hash, generation: "3", isBehind: false });
  const listed = await runHuanka(["content", "release"], env);
  expect(listed.output).toContain("served now");
});

function contentIn(channelData: unknown): string | undefined {
  return (channelData as { why?: { content?: string } } | undefined)?.why?.content;
}
