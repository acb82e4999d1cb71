// Somebody at the desk of a running program, signed in: takes the merchant who waits and writes in every way there is.
import { parseConfig } from "../../src/base/config.ts";
import type { DeskState } from "../../src/base/desk-wire.ts";
import { CORRECTABLE, type TicketOfMerchant } from "../../src/base/wire.ts";
import { accountsIn } from "../../src/cli/tasks/staff.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { comeIn, type DeskClient, deskClient } from "./desk-client.ts";
import type { Chat } from "./plain-client.ts";

type Environment = Readonly<Record<string, string>>;

/** Somebody is always there. */
const ALWAYS = [["00:00", "24:00"]] as const;

/** `env` is the program's own. Sets the desk's hours too, so that something is in every table of it. */
export async function anAgentAt(origin: string, env: Environment, login = "somebody"): Promise<DeskClient> {
  const config = parseConfig(env);
  const store = await openStore(config.databaseUrl);
  try {
    await store.desk.hours.set({ workday: ALWAYS, restday: ALWAYS, exceptions: {} });
    const accounts = await accountsIn(store, config);
    const { link } = await accounts.invite("operator", { login, name: "Somebody", role: "agent" });
    const client = deskClient(origin);
    await comeIn(client, link);
    return client;
  } finally {
    await store.close();
  }
}

/** Takes the merchant of this chat, who waits, whoever else does; answers the ticket. */
export async function takeOf(agent: DeskClient, origin: string, { token }: Chat): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const own = await (await fetch(`${origin}/api/chat/ticket`, { headers })).json();
  const { ticket } = own as { ticket: TicketOfMerchant | null };
  const { rows } = (await agent.get("/state")).json as unknown as DeskState;
  const row = rows.find(({ reference }) => reference === ticket?.reference);
  const taken = await agent.post(`/tickets/${row?.id}/take`);
  if (!row || taken.status !== 200) throw new Error(`not taken: ${taken.status} ${taken.body}`);
  return row.id;
}

/** What is kept of an agent's words and of a merchant's corrections, by where it goes; each answers its status. */
export async function writeAtDesk(
  agent: DeskClient,
  { chat, origin, ticket }: { chat: Chat; origin: string; ticket: string },
  text: string,
): Promise<Readonly<Record<"message" | "note" | "correction" | "seen" | "draft", number>>> {
  const about = `/tickets/${ticket}`;
  const message = await agent.post(`${about}/messages`, { text, clientId: `m ${text.length}` });
  const note = await agent.post(`${about}/notes`, { text, clientId: `n ${text.length}` });
  const correction = await fetch(`${origin}/api/chat/ticket/packet`, {
    method: "POST",
    headers: { authorization: `Bearer ${chat.token}`, "content-type": "application/json" },
    body: JSON.stringify({ corrected: Object.fromEntries(CORRECTABLE.map((line) => [line, text])) }),
  });
  const seen = await agent.post(`${about}/seen`, { seq: 1 });
  // Last: a message that is sent drops what stands in the field.
  const draft = await agent.post(`${about}/draft`, { text });
  return {
    ...{ message: message.status, note: note.status, seen: seen.status, draft: draft.status },
    correction: correction.status,
  };
}
