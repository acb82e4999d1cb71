// The desk of the real program: two nodes over one PostgreSQL, one of which is killed again and again in the middle of it.
import { setTimeout as pause } from "node:timers/promises";
import { parseConfig } from "../../../../src/base/config.ts";
import type { DeskEvents, DeskState } from "../../../../src/base/desk-wire.ts";
import { accountsIn } from "../../../../src/cli/tasks/staff.ts";
import type { Actor } from "../../../../src/desk/deeds.ts";
import { openStore, type Store } from "../../../../src/storage/open-store.ts";
import { type Answered, comeIn, type DeskClient, deskClient } from "../../../support/desk-client.ts";
import { type Chat, openChat } from "../../../support/plain-client.ts";
import { startTwoNodes, type TwoNodes } from "../../../support/two-nodes.ts";
import { type Busy, keepBusy, type Load } from "./busy-desk.ts";
import type { DeskNode } from "./desk-node.ts";
import { brokenIn } from "./judge-desk.ts";
import { tablesHolding } from "./tables-holding.ts";

/** While a node comes back its callers go on asking. */
const TRIES = 400;
const TRY_AGAIN_MS = 100;
const CODE_OF: Readonly<Record<number, string>> = { 401: "unauthorized", 404: "not-found", 409: "not-live" };

export async function onTwoNodes(
  load: Load,
  kills: number,
): Promise<{ busy: Busy; broken: readonly string[] }> {
  const nodes = await startTwoNodes();
  const store = await openStore(nodes.databaseUrl);
  try {
    const { agents, cookies } = await staffed(store, nodes);
    const chats = new Map<string, Chat>();
    const scene = {
      ...{ store, agents },
      nodes: (["a", "b"] as const).map((name) =>
        nodeThere({ at: () => nodes.address(name), cookies, chats }),
      ),
    };
    const every = Math.floor(load.deeds / (kills + 1));
    let killing: Promise<unknown> = Promise.resolve();
    let killed = 0;
    const busy = await keepBusy(
      {
        ...scene,
        between(left) {
          if (left % every !== 0 || killed >= kills) return;
          const node = killed % 2 === 0 ? "a" : "b";
          killed += 1;
          // One at a time: somebody is there at any moment.
          killing = killing.then(() => nodes.killAndRestart(node));
        },
      },
      load,
    );
    await killing;
    return { busy, broken: await brokenIn(scene, busy, tablesHolding(nodes.databaseUrl)) };
  } finally {
    await store.close();
    await nodes.close();
  }
}

/** Four who are signed in; sessions hold on both nodes. */
async function staffed(
  store: Store,
  nodes: TwoNodes,
): Promise<{ agents: Actor[]; cookies: ReadonlyMap<string, string> }> {
  const config = parseConfig({ DATABASE_URL: nodes.databaseUrl, DATA_DIR: nodes.dataDir });
  const accounts = await accountsIn(store, config);
  const agents: Actor[] = [];
  const cookies = new Map<string, string>();
  for (const [name, role] of [
    ["Eve", "lead"],
    ["Ann", "agent"],
    ["Bob", "agent"],
    ["Tom", "agent"],
  ] as const) {
    const { link } = await accounts.invite("operator", { login: name.toLowerCase(), name, role });
    const client = deskClient(nodes.address("a"));
    const { id } = await comeIn(client, link);
    const queues = (await store.desk.staff.find(id))?.queues ?? [];
    agents.push({ id, name, role, queues });
    cookies.set(id, client.cookie);
  }
  return { agents, cookies };
}

interface There {
  /** A node keeps its address over its deaths. */
  at(): string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly chats: Map<string, Chat>;
}

function nodeThere({ at, cookies, chats }: There): DeskNode {
  const as = (agent: Actor): DeskClient => deskClient(at(), cookies.get(agent.id));
  const about = (ticket: string, deed: string) => `/tickets/${ticket}/${deed}`;
  const chat = async (conversation: string, path: string, body: object): Promise<Answered> => {
    const { token = "" } = chats.get(conversation) ?? {};
    const response = await fetch(at() + path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.text(), json: {}, headers: response.headers };
  };
  return {
    async started() {
      const opened = await answered(async () => ({ status: 200, chat: await openChat(at()) }));
      chats.set(opened.chat.id, opened.chat);
      return opened.chat.id;
    },
    async post(conversation, text) {
      const said = text.startsWith("escalate") ? "转人工" : text;
      const path = `/v3/directline/conversations/${conversation}/activities`;
      const activity = { type: "message", text: said, channelData: { clientActivityID: text } };
      refuse(await answered(() => chat(conversation, path, { ...activity, from: { id: "merchant" } })));
    },
    async wish(conversation, _ticket, wish) {
      refuse(await once(() => chat(conversation, "/api/chat/ticket", { wish })));
    },
    async remove(conversation) {
      // Whoever asks again is told that it is gone: that is an answer too.
      const { status } = await answered(() => chat(conversation, "/api/chat/delete", {}));
      if (status !== 204 && status !== 404) refuse({ status });
    },
    async say(agent, ticket, text) {
      const said = { text, clientId: text };
      refuse(await answered(() => as(agent).post(about(ticket, "messages"), said)));
    },
    async note(agent, ticket, text) {
      const note = { text, clientId: text };
      refuse(await answered(() => as(agent).post(about(ticket, "notes"), note)));
    },
    async draft(agent, ticket, text) {
      refuse(await once(() => as(agent).post(about(ticket, "draft"), { text })));
    },
    async takeNext(agent) {
      refuse(await once(() => as(agent).post("/take-next")));
    },
    async move(agent, ticket, event) {
      const body = event.kind === "transfer" ? { to: event.to } : {};
      const answer = await once(() => as(agent).post(about(ticket, event.kind), body));
      // Nothing is given to a colleague whose account is closed.
      if (event.kind === "transfer" && answer.status === 400) throw refusal("not-live");
      refuse(answer);
    },
    async state(agent) {
      return refuse(await answered(() => as(agent).get("/state"))).json as unknown as DeskState;
    },
    async events(agent, after) {
      return refuse(await answered(() => as(agent).get(`/events?after=${after}`)))
        .json as unknown as DeskEvents;
    },
  };
}

/** Asks until there is an answer that is not the trouble of a node that dies or comes back. */
async function answered<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask().catch(() => undefined);
    if (answer && answer.status < 500) return answer;
    await pause(TRY_AGAIN_MS);
  }
  throw new Error("a node did not come back");
}

/** What is not safe to ask again is asked once. */
async function once<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> {
  const answer = await ask().catch(() => undefined);
  if (!answer || answer.status === 503) throw refusal("unreached");
  return answer;
}

function refuse<T extends { readonly status: number; readonly body?: string }>(answer: T): T {
  if (answer.status < 300) return answer;
  throw refusal(CODE_OF[answer.status] ?? "unexpected", `${answer.status} ${answer.body ?? ""}`);
}

function refusal(code: string, says = code): Error {
  return Object.assign(new Error(says), { code });
}
