// Keys that poison prototypes and objects in the place of texts, in every JSON and form body the service reads.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import { type Service, startService } from "../../../src/service.ts";

const SECRET = "9f2b7c41d8e0563a9f2b7c41d8e0563a";
const dataDir = mkdtempSync(join(tmpdir(), "huanka-payloads-"));
const DL = "/v3/directline";

let service: Service;
let chat: { conversationId: string; token: string };
beforeAll(async () => {
  const env = { PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off", DIRECT_LINE_SECRET: SECRET };
  service = await startService(parseConfig(env), createLog("silent"));
  chat = JSON.parse((await send("/api/chat/token", "{}")).text);
  await send(`${DL}/conversations`, "{}", chat.token);
});
afterAll(async () => {
  await service.close();
  rmSync(dataDir, { recursive: true });
});

async function send(path: string, body: string, token?: string, type = "application/json") {
  const response = await fetch(service.address + path, {
    method: "POST",
    redirect: "manual",
    body,
    headers: {
      "content-type": type,
      "sec-fetch-site": "same-origin",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
  return { status: response.status, text: await response.text() };
}

interface Input {
  readonly path: () => string;
  readonly token?: () => string;
  /** Every field that is read, with a value that is accepted; dots go inside. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const activities = () => `${DL}/conversations/${chat.conversationId}/activities`;
const INPUTS: Readonly<Record<string, Input>> = {
  "a chat token": { path: () => "/api/chat/token", fields: { locale: "zh-CN" } },
  "a resume": { path: () => "/api/chat/resume", fields: { code: "ABCD-EFGH", provider: "none" } },
  "a vote": { path: () => "/feedback", fields: { page: "/", helpful: "yes" } },
  "a token of the secret": {
    path: () => `${DL}/tokens/generate`,
    token: () => SECRET,
    fields: {
      user: { id: "dl_a" },
      "user.id": "dl_a",
      trustedOrigins: ["https://a.example"],
      locale: "zh-CN",
    },
  },
  "a conversation": {
    path: () => `${DL}/conversations`,
    token: () => chat.token,
    fields: { locale: "zh-CN" },
  },
  "an activity": {
    path: activities,
    token: () => chat.token,
    fields: {
      type: "message",
      text: "换卡要钱吗",
      name: "n",
      textFormat: "plain",
      locale: "zh-CN",
      from: { id: "m" },
      "from.id": "m",
      "from.name": "店主",
      channelData: { clientActivityID: "one" },
      "channelData.clientActivityID": "one",
    },
  },
};

/** The body with one field replaced. */
function bodyWith({ fields }: Input, name: string, value: unknown): Record<string, unknown> {
  const tops = Object.entries(fields).filter(([key]) => !key.includes("."));
  const body: Record<string, unknown> = structuredClone(Object.fromEntries(tops));
  const [outer = "", inner] = name.split(".");
  body[outer] = inner === undefined ? value : { [inner]: value };
  return body;
}

const WRONG: Readonly<Record<string, unknown>> = {
  object: { $ne: null },
  "object with toString": { toString: "x", valueOf: "x", length: 1 },
  array: [["x"]],
  number: 7,
  boolean: false,
};
/** What is nevertheless of the right kind there. */
const RIGHT = new Set([
  "helpful boolean",
  ...["object", "object with toString"].flatMap((kind) => [
    `user ${kind}`,
    `from ${kind}`,
    `channelData ${kind}`,
  ]),
]);

const CASES_OF_FIELDS = Object.entries(INPUTS).flatMap(([input, parts]) =>
  Object.keys(parts.fields).map((field) => [input, field] as const),
);
const CASES = CASES_OF_FIELDS.flatMap(([input, field]) =>
  Object.keys(WRONG)
    .filter((kind) => !RIGHT.has(`${field} ${kind}`))
    .map((kind) => [input, field, kind] as const),
);

describe("a value of another kind than asked for", () => {
  it.each(CASES)("is refused with 400: %s, %s, %s", async (input, field, kind) => {
    const parts = INPUTS[input];
    if (!parts) throw new Error(input);
    const body = JSON.stringify(bodyWith(parts, field, WRONG[kind]));
    const { status, text } = await send(parts.path(), body, parts.token?.());
    expect({ status, text }).toMatchObject({ status: 400, text: expect.stringContaining("BadArgument") });
    // An answer in words for a form, in JSON for a program, which is told the field.
    expect(text).toContain(field.replace(/\[.*/, ""));
  });
});

/** Without these nothing can be done. */
const NEEDED = ["a resume code", "a vote page", "a vote helpful", "an activity type"];
const OPTIONAL = CASES_OF_FIELDS.filter(([input, field]) => !NEEDED.includes(`${input} ${field}`));

describe("null, which many languages write for what is not there", () => {
  it.each(OPTIONAL)("is as absent: %s, %s", async (input, field) => {
    const parts = INPUTS[input];
    if (!parts) throw new Error(input);
    const absent = await send(
      parts.path(),
      JSON.stringify(bodyWith(parts, field, undefined)),
      parts.token?.(),
    );
    const isNull = await send(parts.path(), JSON.stringify(bodyWith(parts, field, null)), parts.token?.());
    expect(isNull.status, isNull.text).toBe(absent.status);
  });

  it.each(NEEDED)("is named where it cannot be: %s", async (which) => {
    const [input = "", field = ""] = which.split(/ (?=\S+$)/);
    const parts = INPUTS[input];
    if (!parts) throw new Error(input);
    const { status, text } = await send(
      parts.path(),
      JSON.stringify(bodyWith(parts, field, null)),
      parts.token?.(),
    );
    expect(status).toBe(400);
    expect(text).toContain(field);
  });

  it.each(["attachments", "entities", "value", "replyToId", "channelId", "recipient", "inputHint"])(
    "is dropped as %s, which the protocol knows and we do not read",
    async (field) => {
      const body = JSON.stringify({ type: "message", text: "多久生效", [field]: null });
      const { status, text } = await send(activities(), body, chat.token);
      expect(status, text).toBe(200);
      const { id } = JSON.parse(text) as { id: string };
      const headers = { authorization: `Bearer ${chat.token}` };
      const { activities: said } = (await (
        await fetch(service.address + activities(), { headers })
      ).json()) as {
        activities: Record<string, unknown>[];
      };
      expect(said.find((one) => one.id === id)?.[field]).not.toBe(null);
    },
  );
});

it("takes null for no body, and names what a body must be instead of another value", async () => {
  expect((await send("/api/chat/token", "null")).status).toBe(200);
  for (const body of ["null", "7", '"多久生效"', "[]"]) {
    const { status, text } = await send(activities(), body, chat.token);
    expect(status, body).toBe(400);
    expect(text, body).toMatch(/\((?:type|body): Invalid/);
  }
});

it("names no JSON as what is wrong with the body", async () => {
  const { status, text } = await send(activities(), "{", chat.token);
  expect(status).toBe(400);
  expect(text).toContain("body: is no JSON");
});

const POISONS = [
  `"__proto__":{"polluted":"yes","isAdmin":true}`,
  `"constructor":{"prototype":{"polluted":"yes"}}`,
  `"prototype":{"polluted":"yes"}`,
  `"toString":"x","hasOwnProperty":"x","valueOf":1`,
  `"then":"x","toJSON":"x"`,
];

describe("keys that poison prototypes", () => {
  const withPoison = Object.entries(INPUTS).flatMap(([input]) =>
    POISONS.flatMap((poison) => ["top", "nested"].map((where) => [input, where, poison] as const)),
  );
  it.each(withPoison)("do nothing in %s, %s: %s", async (input, where, poison) => {
    const parts = INPUTS[input];
    if (!parts) throw new Error(input);
    const inner =
      where === "top" ? poison : `"channelData":{${poison}},"user":{${poison}},"from":{${poison}}`;
    const tops = Object.entries(parts.fields).filter(([key]) => !/\.|channelData|^user$|^from$/.test(key));
    const fields = tops.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    const { status, text } = await send(parts.path(), `{${[...fields, inner].join(",")}}`, parts.token?.());
    expect(status, text).toBeLessThan(500);
    expect(Object.prototype).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("isAdmin");
  });

  it("come back to nobody: a transcript with them is read as before", async () => {
    const before = await send(
      activities(),
      `{"type":"message","text":"在吗","channelData":{${POISONS[0]}}}`,
      chat.token,
    );
    expect(before.status).toBe(200);
    const headers = { authorization: `Bearer ${chat.token}` };
    const seen = await (await fetch(service.address + activities(), { headers })).text();
    expect(seen).not.toContain("__proto__");
  });

  it.each([
    [
      "application/x-www-form-urlencoded",
      "/chat",
      "__proto__[polluted]=yes&constructor[prototype][polluted]=yes&text=a",
    ],
    ["application/x-www-form-urlencoded", "/feedback", "__proto__[polluted]=yes&page=/&helpful=yes"],
    ["application/x-www-form-urlencoded", "/feedback", "page[]=/&helpful[x]=yes"],
    ["application/x-www-form-urlencoded", "/chat", "text=a&text=b"],
  ])("do nothing in forms: %s %s %s", async (type, path, body) => {
    const { status } = await send(path, body, undefined, type);
    expect(status).toBeLessThan(500);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it.each([
    "/api/search?q[__proto__]=x&q=a",
    "/api/search?q=a&q=b",
    "/api/search?__proto__[polluted]=yes&q=a",
    "/api/search?q=constructor&provider=__proto__",
    "/api/channels/check?value=__proto__",
    "/chat?say[]=x",
    "/search?q=__proto__&provider=constructor",
    "/__proto__",
    "/guides/constructor",
    "/providers/__proto__/checklist",
    "/providers/toString/timeline",
  ])("do nothing in addresses: %s", async (path) => {
    const response = await fetch(service.address + path);
    expect(response.status).toBeLessThan(500);
    await response.text();
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});
