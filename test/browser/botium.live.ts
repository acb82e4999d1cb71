// botium-core with its Direct Line connector, from the folder that BOTIUM names, walks three guides of the real content.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Activity } from "../../src/base/wire.ts";
import type { Service } from "../../src/service.ts";
import { CLIENT_SECRET, GUIDES, neededOf, startGuideService, walkGuide } from "../support/walk-guides.ts";

interface Said {
  readonly messageText?: string | null;
  readonly buttons?: readonly { readonly text: string; readonly payload: string }[];
  readonly sourceData?: Activity;
}
interface Container {
  Build(): Promise<void>;
  Start(): Promise<void>;
  UserSays(message: object): Promise<void>;
  WaitBotSays(channel?: null, timeoutMs?: number): Promise<Said | undefined>;
  Stop(): Promise<void>;
  Clean(): Promise<void>;
}
interface Botium {
  readonly BotDriver: new (capabilities: object) => { BuildFluent?: unknown; Build(): Promise<Container> };
}

const folder = resolve(process.env.BOTIUM ?? "");
const installed = createRequire(join(folder, "package.json"));

/** When nothing more came for this long, the bot has finished. */
const QUIET_MS = 1_500;

let service: Service;
beforeAll(async () => {
  service = await startGuideService();
});
afterAll(() => service.close());

async function connected(more: object = {}): Promise<Container> {
  const { BotDriver } = installed("botium-core") as Botium;
  const container = await new BotDriver({
    PROJECTNAME: "huanka",
    CONTAINERMODE: installed.resolve("botium-connector-directline3"),
    DIRECTLINE3_SECRET: CLIENT_SECRET,
    DIRECTLINE3_DOMAIN: `${service.address}/v3/directline`,
    DIRECTLINE3_GENERATE_USERNAME: true,
    SECURITY_ALLOW_UNSAFE: true,
    ...more,
  }).Build();
  await container.Start();
  return container;
}

async function heard(container: Container): Promise<Said[]> {
  const first = await container.WaitBotSays(null, 60_000);
  const all = first ? [first] : [];
  for (;;) {
    const next = await container.WaitBotSays(null, QUIET_MS).catch(() => undefined);
    if (!next) return all;
    all.push(next);
  }
}

it.each([
  ["WebSocket", true],
  ["polling", false],
])("walks three guides by %s without losing a number or a page", async (_, webSocket) => {
  for (const first of GUIDES) {
    const container = await connected({ DIRECTLINE3_WEBSOCKET: webSocket });
    await heard(container);
    const shown: string[] = [];
    const replies = await walkGuide(first, async (text) => {
      await container.UserSays({ messageText: text });
      const said = await heard(container);
      shown.push(...said.map(({ messageText }) => messageText ?? ""));
      return said.flatMap(({ sourceData }) => sourceData ?? []);
    });
    const needed = neededOf(replies, service.address);
    expect(needed.length).toBeGreaterThan(5);
    expect(needed.filter((part) => !shown.join("\n").includes(part))).toEqual([]);
    await container.Stop();
    await container.Clean();
  }
});

it("presses a button as its connector does, by an event of the button's name", async () => {
  const container = await connected();
  await heard(container);
  await container.UserSays({ messageText: GUIDES[0] });
  const [button] = (await heard(container)).flatMap(({ buttons = [] }) => buttons);
  await container.UserSays({ buttons: [button] });
  expect((await heard(container)).length).toBeGreaterThan(0);
  await container.Stop();
  await container.Clean();
});
