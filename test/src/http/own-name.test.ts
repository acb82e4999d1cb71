// By which names the service answers: a name server elsewhere may give any name this machine's address.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusesOf } from "../../support/raw-http.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());

const asked = (origin: string, hosts: readonly string[], path = "/") =>
  statusesOf(
    origin,
    `GET ${path} HTTP/1.1\r\n${hosts.map((host) => `Host: ${host}\r\n`).join("")}Connection: close\r\n\r\n`,
  );
/** `:PORT` is the port that it listens on. */
const ownPort = (host: string) => host.replace("PORT", new URL(server.origin).port);

describe("a service by itself", () => {
  it.each([
    ["localhost:PORT"],
    ["LOCALHOST:PORT"],
    ["localhost.:PORT"],
    ["shop.localhost:PORT"],
    ["127.0.0.1:PORT"],
    ["127.8.8.8:PORT"],
    ["[::1]:PORT"],
    // A proxy that passes on what merchants typed, or where it found us.
    ["help.shop.example"],
    ["huanka_upstream"],
    ["10.0.0.7:PORT"],
    [""],
  ])("answers by the name %j", async (host) => {
    expect(await asked(server.origin, [ownPort(host)])).toEqual([200]);
  });

  it.each(["evil.example:PORT", "localhost.evil.example:PORT", "evil.example.:PORT", "0x7f000001:PORT"])(
    "says to a page of %s, whose name was given our address, that it is not ours",
    async (host) => {
      for (const path of ["/", "/api/openapi.json", "/assets/help-1.css", "/healthz"])
        expect(await asked(server.origin, [ownPort(host)], path)).toEqual([421]);
    },
  );

  it("reads no request that says its Host twice, not even the same", async () => {
    expect(await asked(server.origin, ["localhost", "evil.example"])).toEqual([400]);
    expect(await asked(server.origin, ["localhost", "localhost"])).toEqual([400]);
  });
});

it.each([
  ["a public address", { publicOrigin: "https://help.shop" }],
  ["a proxy", { trustProxy: 1 }],
])("a service with %s leaves it to that by which names it is known", async (_, config) => {
  const reached = await startWebServer({ config });
  const { port } = new URL(reached.origin);
  expect(await asked(reached.origin, [`help.shop:${port}`])).toEqual([200]);
  await reached.close();
});
