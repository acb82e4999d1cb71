// What must hold of a desk, whatever was done there: read from what is stored, and nothing else.
import type { Activity } from "../../../../src/base/wire.ts";
import { isLive, isWaiting } from "../../../../src/desk/rules/ticket.ts";
import type { Store } from "../../../../src/storage/open-store.ts";
import { gapsIn } from "../../../support/plain-client.ts";
import type { Busy } from "./busy-desk.ts";

/** Each changes who speaks to a merchant, and is told in the transcript. */
const CHANGES_SPEAKER = new Set([
  ...["take", "take-over", "transfer", "hand-back", "release", "solve"],
  ...["cancel", "ask-bot", "requeue", "close"],
]);

/** After these somebody has it. */
const HELD = new Set(["take", "take-over", "transfer", "ask"]);

/** A sentence for each promise that is broken. */
export async function brokenIn(store: Store, busy: Busy): Promise<readonly string[]> {
  const broken = new Set<string>(busy.troubles);
  for (const id of busy.conversations) {
    const record = await store.conversations.find(id);
    if (!record) continue;
    const said = await store.conversations.list(id, 0, record.nextSeq);
    for (const problem of [
      ...inTranscript(said),
      ...(await inTickets(store, id, said)),
      ...agentsWords(said, busy, id),
    ])
      broken.add(problem);
  }
  const clock = await store.desk.events.clock();
  const events = (await store.desk.events.after(0, clock + 1)) ?? [];
  if (events.length !== clock || events.some(({ seq }, n) => seq !== n + 1))
    broken.add("the desk's clock has a gap");
  return [...broken];
}

function inTranscript(said: readonly Activity[]): string[] {
  let isPerson = false;
  const spoke = said.some((activity) => {
    if (activity.name === "handoff.status") isPerson = stateOf(activity) === "accepted";
    return isPerson && activity.type === "message" && activity.from.id === "huanka";
  });
  return [
    ...(spoke ? ["the bot spoke while a person did"] : []),
    ...(gapsIn(said) > 0 ? ["a transcript has a gap"] : []),
  ];
}

function stateOf({ value }: Activity): unknown {
  return (value as { state?: unknown } | undefined)?.state;
}

async function inTickets(store: Store, id: string, said: readonly Activity[]): Promise<string[]> {
  const owner = (await store.conversations.find(id))?.owner;
  const tickets = await store.desk.tickets.ofConversation(id);
  const live = tickets.filter(isLive);
  const own = tickets.find((ticket) => ticket.id === owner?.ticketId);
  const logs = (await Promise.all(tickets.map((ticket) => store.desk.tickets.log(ticket.id)))).flat();
  const changes = logs.filter(({ kind }) => CHANGES_SPEAKER.has(kind)).length;
  const told = said.filter(({ name }) => name === "handoff.status").length;
  const stolen = logs.filter(({ kind }, n) => kind === "take" && HELD.has(logs[n - 1]?.kind ?? ""));
  const holds: Readonly<Record<string, boolean>> = {
    "a conversation has two tickets that are open": live.length <= 1,
    "somebody speaks without an account, or nobody where one should":
      (owner?.owner === "person") === (owner?.agentId !== undefined),
    "a merchant waits, or is spoken to, without a ticket":
      owner?.owner === "bot" || (own !== undefined && isLive(own)),
    "who speaks has not got the ticket": owner?.owner !== "person" || own?.assignee === owner.agentId,
    "a merchant waits whom no list shows":
      (owner?.owner === "waiting") === (own !== undefined && isWaiting(own)),
    "a ticket was taken out of a colleague's hands": stolen.length === 0,
    "a change of who speaks is missing in log or transcript": changes === told,
  };
  return Object.keys(holds).filter((problem) => !holds[problem]);
}

function agentsWords(
  said: readonly Activity[],
  { saidByAgents, saidByMerchants }: Busy,
  id: string,
): string[] {
  const words = said.filter(({ from }) => from.id.startsWith("agent:")).map(({ text }) => text ?? "");
  const keys = said
    .filter(({ from }) => from.role === "user")
    .map(({ channelData }) => channelData?.clientActivityID);
  const acked = saidByAgents.filter(({ conversation }) => conversation === id);
  const posted = saidByMerchants.filter(({ conversation }) => conversation === id);
  return [
    ...(new Set(words).size < words.length ? ["an agent's message is there twice"] : []),
    ...(acked.some(({ text }) => !words.includes(text)) ? ["an agent's message was lost"] : []),
    ...(new Set(keys).size < keys.length ? ["a merchant's message is there twice"] : []),
    ...(posted.some(({ text }) => !keys.includes(text)) ? ["a merchant's message was lost"] : []),
  ];
}
