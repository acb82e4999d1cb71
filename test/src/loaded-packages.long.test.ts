// Which packages a running service loads: nothing comes in by a dependency of a dependency unseen.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { openChat, postOnce } from "../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";

const NOTED = resolve("test/support/note-loaded.mjs");

/** A package with compiled parts has one more for each kind of machine. */
const onAnyMachine = (name: string) => name.replace(/-(?:linux|darwin|win32)-[\w-]+$/, "");

it("loads the packages of test/data/loaded-packages.txt and no others", async () => {
  const noted = join(mkdtempSync(join(tmpdir(), "huanka-loaded-")), "packages");
  const env = { DATA_DIR: freshDataDir(), NOTE_LOADED: noted, NODE_OPTIONS: `--import=${NOTED}` };
  const running = await startProcess(env);
  try {
    const chat = await openChat(running.address);
    await postOnce(running.address, chat, { text: "拉卡拉换卡", clientId: "one" });
    for (const path of ["/", "/api/search?q=pos", "/metrics", "/console"])
      await fetch(running.address + path);
  } finally {
    await stopProcess(running);
  }
  const loaded = [...new Set(readFileSync(noted, "utf8").split("\n").map(onAnyMachine))].sort();
  expect(loaded).toEqual(readFileSync("test/data/loaded-packages.txt", "utf8").trimEnd().split("\n"));
});
