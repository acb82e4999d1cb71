// The raw client that repeats until acknowledged: what it must and must not see over drops and restarts.
import { afterEach, expect, it } from "vitest";
import { type ChatClient, connectChat } from "../../support/chat-client.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";

const opened: { servers: ChatServer[]; clients: ChatClient[] } = { servers: [], clients: [] };
afterEach(async () => {
  for (const client of opened.clients.splice(0)) client.close();
  for (const server of opened.servers.splice(0)) await server.close();
});

async function aClient(origin: () => string): Promise<ChatClient> {
  const client = await connectChat(origin);
  opened.clients.push(client);
  return client;
}

it("gets every answer once while its stream is cut again and again", async () => {
  const server = await startChatServer();
  opened.servers.push(server);
  const client = await aClient(() => server.origin);
  for (let n = 0; n < 40; n += 1) {
    await client.say(`m${n}`, `c${n}`);
    if (n % 5 === 0) client.drop();
  }
  await client.waitFor(({ text }) => text === "40: m39");
  expect(client.violations).toEqual([]);
  expect(client.received).toHaveLength(81);
  expect(client.counts.streams).toBeGreaterThan(1);
});

it("keeps every acknowledged message, once and answered, over restarts of the server", async () => {
  let server = await startChatServer();
  const client = await aClient(() => server.origin);
  const restart = async () => {
    const { dataDir } = server;
    await server.stop();
    server = await startChatServer({ dataDir });
  };
  for (let n = 0; n < 30; n += 1) {
    const restarting = n % 6 === 3 ? restart() : undefined;
    await client.say(`m${n}`, `c${n}`);
    await restarting;
  }
  opened.servers.push(server);
  await client.waitFor(({ text }) => text === "30: m29");
  expect(client.violations).toEqual([]);
  const own = client.received.filter(({ from }) => from.role === "user");
  expect(own.map(({ id }) => id)).toEqual([...client.acknowledged.values()]);
  expect(client.received).toHaveLength(61);
});
