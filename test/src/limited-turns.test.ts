// The real program computes what a merchant wrote within a limit: the turn always, its language and masking when it is long.
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openChat, postOnce } from "../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";

it("runs each turn within a limit to its time", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "huanka-limited-")), "count");
  const running = await startProcess({
    DATA_DIR: freshDataDir(),
    NODE_OPTIONS: `--import=${join(import.meta.dirname, "../support/count-limited.mjs")}`,
    COUNT_LIMITED: file,
  });
  const count = () => (existsSync(file) ? readFileSync(file, "utf8").length : 0);
  try {
    const chat = await openChat(running.address);
    await postOnce(running.address, chat, { text: "你好" });
    const before = count();
    await postOnce(running.address, chat, { text: "拉卡拉怎么换卡" });
    expect(count() - before).toBe(1);
    const again = count();
    await postOnce(running.address, chat, { text: "换".repeat(4_000) });
    expect(count() - again).toBeGreaterThanOrEqual(3);
  } finally {
    await stopProcess(running);
  }
});
