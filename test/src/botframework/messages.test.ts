// `/api/messages` over real HTTP and SQLite with Microsoft's adapter, and a connector of our own as the other side.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { createBotChannel } from "../../../src/botframework/bot-channel.ts";
import { openCloudAdapter } from "../../../src/botframework/cloud-adapter.ts";
import { createAdmission } from "../../../src/chat/admission.ts";
import { answerErrors } from "../../../src/http/answers.ts";
import { createTokens } from "../../../src/http/tokens.ts";
import { botFrameworkRoutes } from "../../../src/routes/bot/messages.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { sayInChinese } from "../../../src/view/wording.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";
import {
  APP_ID,
  type FakeConnector,
  ISSUER,
  startFakeConnector,
  TENANT,
} from "../../support/fake-connector.ts";
import { freshDataDir } from "../../support/start-process.ts";

let connector: FakeConnector;
let store: Store;
let desk: Desk;
let server: Server;
let address: string;
/** Each test talks in conversations of its own. */
let conversation = 0;

beforeAll(async () => {
  connector = await startFakeConnector();
  store = await openStore(`sqlite:${join(freshDataDir(), "huanka.db")}`);
  desk = aDesk(store);
  const others = {
    ...{ authority: connector.origin, issuer: ISSUER, hosts: ["127.0.0.1"] },
    accessToken: async (scope: string) => `token for ${scope}`,
  };
  const credentials = { appId: APP_ID, tenantId: TENANT, secret: "the-secret-of-the-app" };
  const channel = createBotChannel({
    conversations: desk.conversations,
    links: store.channels,
    tokens: createTokens({ key: Buffer.alloc(32, 1), ttlSeconds: 60 }),
    admission: createAdmission(undefined),
  });
  const app = express();
  const adapter = await openCloudAdapter(credentials, others);
  app.use(botFrameworkRoutes({ adapter, channel }, { publicOrigin: "https://help.example" }));
  app.use(answerErrors({ log: createLog("silent"), say: sayInChinese }));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
});
beforeEach(() => {
  conversation += 1;
  connector.sent.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await connector.close();
  await store.close();
});

const activity = (fields: Record<string, unknown>) => ({
  type: "message",
  channelId: "webchat",
  serviceUrl: connector.origin,
  conversation: { id: `c${conversation}` },
  from: { id: "merchant" },
  recipient: { id: "bot" },
  ...fields,
});

async function post(fields: Record<string, unknown>, token?: string) {
  const bearer = token ?? (await connector.token());
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(bearer !== "" && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(activity(fields)),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const texts = () => connector.sent.map(({ activity: { text } }) => text);
const kept = () => store.conversations.listIds("", 1_000);

describe("a message of a channel", () => {
  it("is greeted and answered at its connector, with the bot's own token", async () => {
    expect((await post({ id: "a1", text: "hello" })).status).toBe(200);
    expect(texts()).toEqual(["欢迎", "1: hello"]);
    const [, last] = connector.sent;
    const { path, bearer, activity: said } = last ?? { path: "", bearer: "", activity: {} };
    expect(path).toContain(`/v3/conversations/c${conversation}/activities`);
    expect(bearer).toBe("Bearer token for https://api.botframework.com");
    expect(said).toMatchObject({ type: "message", recipient: { id: "merchant" }, from: { id: "bot" } });
    expect(said).not.toHaveProperty("channelData");
  });

  it("is taken once, however often it is repeated, and its answer sent once", async () => {
    const tries = await Promise.all([1, 2, 3].map(() => post({ id: "a1", text: "once" })));
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(texts()).toEqual(["欢迎", "1: once"]);
  });

  it("that could not be answered is answered from what is stored when it is repeated", async () => {
    await post({ id: "a0", text: "first" });
    connector.sent.length = 0;
    connector.fail(1);
    expect((await post({ id: "a1", text: "again" })).status).toBe(503);
    expect((await post({ id: "a1", text: "other words" })).status).toBe(200);
    expect(texts()).toEqual(["2: again"]);
  });

  it("that expects replies gets them in the answer, the same for each repeat", async () => {
    await post({ type: "conversationUpdate", id: "u", membersAdded: [{ id: "merchant" }] });
    const asked = { id: "a1", text: "now", deliveryMode: "expectReplies" };
    const [first, again] = [await post(asked), await post(asked)];
    expect(first.body.activities.map(({ text }: { text: string }) => text)).toEqual(["1: now"]);
    expect(again).toEqual(first);
    expect(texts()).toEqual(["欢迎"]);
  });

  it("goes on in its conversation, and two merchants have two", async () => {
    const before = (await kept()).length;
    await post({ id: "a1", text: "one" });
    await post({ id: "a2", text: "two" });
    await post({ id: "a1", text: "theirs", conversation: { id: `c${conversation}-other` } });
    expect((await kept()).length).toBe(before + 2);
    expect(texts()).toEqual(["欢迎", "1: one", "2: two", "欢迎", "1: theirs"]);
  });

  it("said among many, or that is none, is answered by nothing", async () => {
    const before = (await kept()).length;
    await post({ id: "g", text: "hi", conversation: { id: "group", isGroup: true } });
    await post({ id: "t", type: "typing" });
    expect((await kept()).length).toBe(before);
    expect(texts()).toEqual([]);
  });
});

describe("a person of ours who speaks to a merchant of a channel", () => {
  it.each([
    ["webchat", ["accepted"]],
    ["msteams", []],
  ])("is named before their words on %s, whose clients are told who speaks: %j", async (channelId, told) => {
    const ann = await aMember(store, `Ann-${channelId}`);
    await post({ id: "a1", text: "escalate", channelId });
    const [row] = await store.desk.tickets.list(ann, "waiting", 1);
    const ticket = row?.id ?? "";
    await desk.deeds.move(ann, ticket, { kind: "take", by: ann.id });
    await desk.deeds.say(ann, ticket, { text: "good morning", clientId: channelId });
    connector.sent.length = 0;
    await post({ id: "a2", text: "hello?", channelId });
    expect(texts().filter((text) => text !== undefined)).toEqual([`Ann-${channelId}: good morning`]);
    const events = connector.sent.map(({ activity: one }) => one).filter(({ type }) => type === "event");
    expect(events.map(({ name, value }) => [name, value])).toEqual(
      told.map((state) => ["handoff.status", { state, message: ann.name }]),
    );
  });
});

describe("who is not one of Microsoft's channels", () => {
  it.each([
    ["has no token", async () => ""],
    ["has something that is none", async () => "not.a.token"],
    ["signed it with another key", () => connector.token({ stranger: true })],
    ["has one that is over", () => connector.token({ expires: "-1h" })],
    [
      "has one for another bot",
      () => connector.token({ claims: { aud: "99999999-2222-4333-8444-555555555555" } }),
    ],
    [
      "has one of another issuer",
      () =>
        connector.token({ claims: { iss: "https://sts.windows.net/99999999-2222-4333-8444-555555555555/" } }),
    ],
  ])("%s, and begins nothing", async (_why, token) => {
    const before = await kept();
    expect((await post({ id: "a1", text: "hello" }, await token())).status).toBe(401);
    expect(await kept()).toEqual(before);
    expect(connector.sent).toEqual([]);
  });

  it.each([
    ["a host of its own", { serviceUrl: "http://evil.example/" }],
    [
      "an address that looks like one of Microsoft's",
      { serviceUrl: "https://botframework.com.evil.example/" },
    ],
    [
      "another connector than its token is for",
      { serviceUrl: "http://127.0.0.1:1/" },
      { serviceurl: "https://smba.trafficmanager.net/" },
    ],
  ])("wants the answers at %s, and begins nothing", async (_what, fields, claims: object = {}) => {
    const before = await kept();
    expect(
      (await post({ id: "a1", text: "hello", ...fields }, await connector.token({ claims: { ...claims } })))
        .status,
    ).toBe(403);
    expect(await kept()).toEqual(before);
    expect(connector.sent).toEqual([]);
  });

  it("sends what cannot stand in an address as a conversation, and is refused", async () => {
    for (const id of ["..", "a/../b", "a?b=c", "a b", ""])
      expect((await post({ id: "a1", text: "hello", conversation: { id } })).status, id).toBe(400);
  });
});
