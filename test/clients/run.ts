// `huanka clients`: the tests with clients that nobody here wrote, each fetched or brought by whoever runs them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";

interface Client {
  readonly says: string;
  readonly args: readonly string[];
  /** The variable that has to name a folder, and of what. */
  readonly folder?: readonly [name: string, of: string];
}

const LIVE = ["--config", "vitest.webchat.config.ts"];
const CLIENTS: Readonly<Record<string, Client>> = {
  webchat: {
    says: "Microsoft's Web Chat, newest version, in Chromium: fetched from the package registry",
    args: [...LIVE, "test/browser/webchat.live.ts", "test/browser/webchat-guides.live.ts"],
  },
  directlinejs: {
    says: "DirectLineJS's own tests, unmodified",
    args: ["--config", "vitest.directlinejs.config.ts"],
    folder: ["DIRECTLINEJS", "a checkout of https://github.com/microsoft/BotFramework-DirectLineJS"],
  },
  botium: {
    says: "botium-core with its Direct Line connector walks guides",
    args: [...LIVE, "test/browser/botium.live.ts"],
    folder: ["BOTIUM", "a folder with botium-core and botium-connector-directline3 in its node_modules"],
  },
};

const USAGE = `usage: huanka clients <name>

${Object.entries(CLIENTS)
  .map(
    ([name, { says, folder }]) =>
      `  ${name.padEnd(14)}${says}${folder ? `; ${folder[0]}=<${folder[1]}>` : ""}`,
  )
  .join("\n")}`;

/** Answers the exit code: that of the tests, or 2 when it was asked for what there is not. */
export async function main([name = "", ...rest]: readonly string[]): Promise<number> {
  if (name === "" || name === "--help" || name === "-h") {
    process.stdout.write(`${USAGE}\n`);
    return name === "" ? 2 : 0;
  }
  const client = Object.hasOwn(CLIENTS, name) ? CLIENTS[name] : undefined;
  if (!client) {
    process.stderr.write(`There is no client ${JSON.stringify(name)}.\n${USAGE}\n`);
    return 2;
  }
  const [variable, of] = client.folder ?? [];
  if (variable !== undefined && !process.env[variable]) {
    process.stderr.write(`Set ${variable} to ${of}.\n`);
    return 2;
  }
  const root = resolve(import.meta.dirname, "../..");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", ...client.args, ...rest], {
    cwd: root,
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
