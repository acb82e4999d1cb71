// Counts are for the operator: behind a proxy every caller seems to be this machine.
import { expect, it } from "vitest";
import { statusesOf } from "../../support/raw-http.ts";
import { startWebServer } from "../../support/web-server.ts";

const TOKEN = "k3N8vQ1xZ7bR5mW2";

it.each([
  ["a public address", { publicOrigin: "https://help.shop" }],
  ["a proxy", { trustProxy: 1 }],
])(
  "/metrics needs the token as soon as there is %s, also without a header of the proxy's",
  async (_, config) => {
    const server = await startWebServer({ config: { ...config, metricsToken: TOKEN } });
    const ask = async (headers: Record<string, string> = {}) =>
      (await fetch(`${server.origin}/metrics`, { headers })).status;
    const statuses = [
      await ask(),
      await ask({ authorization: "Bearer x" }),
      await ask({ authorization: `Bearer ${TOKEN}` }),
    ];
    await server.close();
    expect(statuses).toEqual([404, 404, 200]);
  },
);

it("/metrics is for whoever asks this machine by its own name, not for a page whose name was given our address", async () => {
  const server = await startWebServer();
  const { port } = new URL(server.origin);
  const ask = (host: string) =>
    statusesOf(server.origin, `GET /metrics HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  const statuses = [await ask(`127.0.0.1:${port}`), await ask("localhost"), await ask("evil.example")];
  await server.close();
  expect(statuses.flat()).toEqual([200, 200, 404]);
});

it("/healthz and /readyz say one word and nothing else", async () => {
  const server = await startWebServer({ ready: async () => false });
  const texts = [await fetch(`${server.origin}/healthz`), await fetch(`${server.origin}/readyz`)];
  const said = await Promise.all(texts.map((response) => response.text()));
  await server.close();
  expect(said).toEqual(["ok\n", "not ready\n"]);
});
