// What `huanka demo` does: the whole service on throw-away data, with merchants and a desk in it, and what to look at.
import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../base/config.ts";
import { createLog } from "../../base/log.ts";
import type { ConversationReply, TokenReply } from "../../base/wire.ts";
import { ensureBrowserBundles } from "../../build/build-browser.ts";
import { endOnSignals } from "../../main.ts";
import { startService } from "../../service.ts";
import { inviteDemoStaff, playDesk } from "./demo-desk.ts";

/** An example merchant: names the provider, goes on, asks in between, gets stuck. */
const EXAMPLE = ["我想换结算卡", "拉卡拉的", "下一步", "换卡要手续费吗", "卡住了"];
const OPENERS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "open",
  linux: "xdg-open",
  win32: "explorer",
};

/** Resolves when it serves. Throws StartError as a start does. */
export async function playDemo(): Promise<void> {
  await ensureBrowserBundles();
  const dataDir = await mkdtemp(join(tmpdir(), "huanka-demo-"));
  const config = parseConfig({
    ...process.env,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  });
  const log = createLog(config.logLevel);
  const links = await inviteDemoStaff(config, log);
  const service = await startService(config, log);
  const talk = (lines: readonly string[]) => play(service.address, lines);
  const conversation = await talk(EXAMPLE);
  const accounts = await playDesk(service.address, links, talk);
  console.log(`
huanka is running on throw-away data in ${dataDir}

  help center with the chat   ${service.address}/
  a provider's page           ${service.address}/providers/lakala
  chat without JavaScript     ${service.address}/chat
  search as JSON              ${service.address}/api/search?q=${encodeURIComponent("手续费")}
  health                      ${service.address}/readyz
  the desk of support staff   ${service.address}/console
${accounts.map(({ login, role, password, code }) => `    ${role.padEnd(5)}   login ${login.padEnd(5)} password ${password}   one-time code ${code}`).join("\n")}

Merchants wait, are answered, asked back and helped at the desk; one talks to the bot alone: ${conversation}
Ctrl+C stops it.`);
  openInBrowser(service.address);
  endOnSignals(service, log);
}

/** Talks over HTTP as the widget does, so that the demo shows the real path. */
async function play(address: string, lines: readonly string[]): Promise<string> {
  const send = async <T>(path: string, token?: string, body?: unknown): Promise<T> => {
    const response = await fetch(address + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body ?? {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { token, conversationId } = await send<TokenReply>("/api/chat/token");
  await send<ConversationReply>("/v3/directline/conversations", token);
  for (const text of lines) {
    await send(`/v3/directline/conversations/${conversationId}/activities`, token, { type: "message", text });
  }
  return conversationId;
}

/** Only for somebody sitting at a terminal; where no browser can be opened, the printed address is enough. */
function openInBrowser(address: string): void {
  const opener = OPENERS[platform()];
  if (!process.stdout.isTTY || opener === undefined) return;
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
