// `huanka playground`: the bot at `/api/messages`, and Microsoft's client beside it; here one that says one thing and ends.
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { runHuanka } from "../../support/run-huanka.ts";

const CLIENT = `#!${process.execPath}
const endpoint = process.argv[process.argv.indexOf("--app-endpoint") + 1];
const activity = { type: "message", id: "1", text: "拉卡拉换卡", channelId: "emulator", deliveryMode: "expectReplies",
  serviceUrl: "http://localhost:1/", conversation: { id: "c" }, from: { id: "user" }, recipient: { id: "bot" } };
const headers = { "content-type": "application/json" };
fetch(endpoint, { method: "POST", headers, body: JSON.stringify(activity) }).then(async (answer) => {
  const { activities = [] } = await answer.json();
  console.log(answer.status, process.argv[3], activities.map(({ text }) => text).join("|"));
  process.exit(7);
});
`;

it("answers Microsoft's client without credentials, and ends with it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "huanka-npx-"));
  writeFileSync(join(folder, "npx"), CLIENT);
  chmodSync(join(folder, "npx"), 0o755);
  const { code, output } = await runHuanka(["playground"], {
    PATH: [folder, process.env.PATH].join(delimiter),
  });
  expect(output).toMatch(/200 @microsoft\/m365agentsplayground@[\d.]+ .*换结算卡/s);
  expect(code).toBe(7);
});
