// The document of all routes against the running service: all of it is true, and nothing is missing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCALES } from "../../../bot/knowledge/locale.ts";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import { type Service, startService } from "../../../src/service.ts";
import { aHelpCenter } from "../../support/a-help-center.ts";
import { differences, exampleOf, type Listed, misfit, OpenApi, operationsOf } from "../../support/openapi.ts";
import { freshDataDir } from "../../support/start-process.ts";
import { startWebServer } from "../../support/web-server.ts";

const SECRET = "q8Zr2LmW5xTn7KcV1bHs4JdF9gYp3AeU";
const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

let service: Service;
let document: OpenApi;
/** Of the content that is served: what stands for a name in an address. */
let ids: Readonly<Record<string, string | undefined>>;
beforeAll(async () => {
  const config = parseConfig({
    PORT: "0",
    DATA_DIR: freshDataDir(),
    RATE_LIMIT: "off",
    DIRECT_LINE_SECRET: SECRET,
  });
  service = await startService(config, createLog("silent"));
  document = OpenApi.parse(await (await fetch(`${service.address}/api/openapi.json`)).json());
  const pages = await (await fetch(`${service.address}/sitemap.xml`)).text();
  const [, category, entry] = /\/help\/([\w-]+)\/([\w-]+)</.exec(pages) ?? [];
  const [provider, guide] = ["providers", "guides"].map(
    (of) => new RegExp(`/${of}/([\\w-]+)<`).exec(pages)?.[1],
  );
  ids = { category, entry, provider, guide };
});
afterAll(() => service.close());

interface Asked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly bearer?: string;
  readonly body?: string;
}

/** A conversation of its own for each request, so that none meets what another has done. */
async function startedChat(): Promise<{ conversationId: string; token: string }> {
  const issued = await fetch(`${service.address}/api/chat/token`, { method: "POST" });
  const chat = (await issued.json()) as { conversationId: string; token: string };
  const authorization = `Bearer ${chat.token}`;
  await fetch(`${service.address}/v3/directline/conversations`, {
    method: "POST",
    headers: { authorization },
  });
  return chat;
}

/** Asks as the document says, but for what `changed` says. */
async function ask({ method, path, operation }: Listed, changed: Asked = {}) {
  const { parameters, security, requestBody } = operation;
  const needs = security.flatMap((one) => Object.keys(one));
  const chat = needs.includes("token") ? await startedChat() : undefined;
  const values = new Map(
    parameters.map(({ name, schema }) => [
      name,
      { ...ids, conversationId: chat?.conversationId }[name] ?? String(exampleOf(schema)),
    ]),
  );
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(changed.path?.[name] ?? values.get(name) ?? ""),
  );
  const required = parameters.filter((one) => one.in === "query" && one.required).map(({ name }) => name);
  const query = required.map((name) => `${name}=${encodeURIComponent(values.get(name) ?? "")}`).join("&");
  const bearer = changed.bearer ?? chat?.token ?? (needs.includes("secret") ? SECRET : "");
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = content && exampleOf(content.schema);
  const written = type?.includes("json")
    ? JSON.stringify(body)
    : new URLSearchParams(body as Record<string, string>).toString();
  const response = await fetch(`${service.address}${address}?${changed.query ?? query}`, {
    method,
    redirect: "manual",
    headers: {
      ...SAME_ORIGIN,
      ...(bearer !== "" && { authorization: `Bearer ${bearer}` }),
      ...(type !== undefined && { "content-type": type }),
    },
    ...(type !== undefined && { body: changed.body ?? written }),
  });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

/** Asks each that is chosen, and answers what the document did not lead us to expect. */
async function surprises(
  changedFor: (listed: Listed) => Asked | undefined,
  statuses: Set<number>,
  never: readonly number[] = [],
) {
  const found: string[] = [];
  for (const listed of operationsOf(document)) {
    const changed = changedFor(listed);
    if (!changed) continue;
    const answer = await ask(listed, changed);
    statuses.add(answer.status);
    const problem = misfit(listed.operation, answer, document);
    if (never.includes(answer.status)) found.push(`${listed.method} ${listed.path}: ${answer.status}`);
    if (problem !== undefined) found.push(`${listed.method} ${listed.path}: ${problem}`);
  }
  return found;
}

describe("the document of all routes", () => {
  it("is OpenAPI 3.1 whose operations have names of their own and all the parameters of their paths", () => {
    const operations = operationsOf(document);
    expect(operations.length).toBeGreaterThan(40);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const told = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name);
      expect(told, path).toEqual(named);
    }
  });

  it("leads to an answer that it tells of, at every address, and never to 404 or 405", async () => {
    const statuses = new Set<number>();
    expect(await surprises(() => ({}), statuses, [400, 404, 405, 500])).toEqual([]);
    expect(statuses).toContain(200);
  });

  it("tells who is refused without a token, or with a wrong one", async () => {
    for (const bearer of ["none", "a.b.c", `${SECRET}x`]) {
      const statuses = new Set<number>();
      const isClosed = ({ operation: { security } }: Listed) =>
        security.length > 0 && security.every((one) => Object.keys(one).length > 0);
      expect(await surprises((listed) => (isClosed(listed) ? { bearer } : undefined), statuses)).toEqual([]);
      expect(statuses, bearer).toEqual(new Set([401]));
    }
  });

  it("tells what is said of an id that nobody knows", async () => {
    const statuses = new Set<number>();
    const found = await surprises(({ operation: { parameters } }) => {
      const names = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      return names.length === 0
        ? undefined
        : { path: Object.fromEntries(names.map((name) => [name, "nobody"])) };
    }, statuses);
    expect(found).toEqual([]);
    // At the desk nobody is told anything without a session.
    expect(statuses).toEqual(new Set([401, 403, 404]));
  });

  it("tells what is said of queries that make no sense", async () => {
    const statuses = new Set<number>();
    const found = await surprises(({ operation: { parameters } }) => {
      const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
      return names.length === 0
        ? undefined
        : { query: names.map((name) => `${name}=%F0&${name}=x`).join("&") };
    }, statuses);
    expect(found).toEqual([]);
    expect(statuses).toContain(400);
  });

  it.each([
    ["broken", "{no"],
    ["deep", "[".repeat(30) + "]".repeat(30)],
    ["large", JSON.stringify({ text: "x".repeat(70_000) })],
  ])("tells what is said of bodies that are %s", async (_, body) => {
    const statuses = new Set<number>();
    const found = await surprises(
      ({ operation }) => (operation.requestBody ? { body } : undefined),
      statuses,
    );
    expect(found).toEqual([]);
    expect([...statuses].some((status) => status === 400 || status === 413)).toBe(true);
  });

  it("is not kept by anybody, as nothing of the API is", async () => {
    const { headers } = await fetch(`${service.address}/api/openapi.json`);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });
});

describe("the list of what is served", () => {
  it("is the document's, and an address put beside it is noticed", async () => {
    const knowledge = aHelpCenter();
    const content = { current: () => knowledge, locales: () => LOCALES };
    const server = await startWebServer({ content });
    const told = OpenApi.parse(await (await fetch(`${server.origin}/api/openapi.json`)).json());
    expect(differences(server.app, told)).toEqual({ untold: [], unserved: [] });
    server.app.get("/api/back-door/:id", (_req, res) => void res.send("in"));
    expect(differences(server.app, told).untold).toEqual(["get /api/back-door/{id}"]);
    await server.close();
  });
});
