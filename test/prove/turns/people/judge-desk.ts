// What must hold of a desk, whatever was done there: read from what is stored, and nothing else.
import type { Activity } from "../../../../src/base/wire.ts";
import { isLive, isWaiting } from "../../../../src/desk/rules/ticket.ts";
import type { Store } from "../../../../src/storage/open-store.ts";
import { gapsIn } from "../../../support/plain-client.ts";
import type { Busy, Scene } from "./busy-desk.ts";
import type { DeskNode } from "./desk-node.ts";

/** Each changes who speaks to a merchant, and is told in the transcript. */
const CHANGES_SPEAKER = new Set([
  ...["take", "take-over", "transfer", "hand-back", "release", "solve"],
  ...["cancel", "ask-bot", "requeue", "close"],
]);

const PAGE = 1_000;

/** After these somebody has it. */
const HELD = new Set(["take", "take-over", "transfer", "ask"]);

/** A sentence for each promise that is broken. `rowsWith` names the tables in which a text stands. */
export async function brokenIn(
  { store, nodes }: Pick<Scene, "store" | "nodes">,
  busy: Busy,
  rowsWith: (text: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const broken = new Set<string>(busy.troubles);
  for (const id of busy.conversations) {
    const record = await store.conversations.find(id);
    if (!record) {
      if (!busy.removed.includes(id)) broken.add("a conversation is gone that nobody deleted");
      continue;
    }
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
  for (const problem of [
    ...(await afterDeletion(store, busy, rowsWith)),
    ...(await ofStaff(store, busy.conversations)),
    ...(await ofWatchers(busy, nodes)),
  ])
    broken.add(problem);
  return [...broken];
}

async function afterDeletion(
  store: Store,
  { removed, markerOf, conversations }: Busy,
  rowsWith: (text: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const left = await Promise.all(
    removed.map(async (id) => {
      const tables = await rowsWith(markerOf.get(id) ?? id);
      const isKnown = (await store.conversations.find(id)) !== undefined;
      return [...(isKnown ? ["conversations"] : []), ...tables];
    }),
  );
  const kept = conversations.find((id) => !removed.includes(id));
  const isBlind = kept !== undefined && (await rowsWith(markerOf.get(kept) ?? kept)).length === 0;
  return [
    ...[...new Set(left.flat())].map((table) => `a deleted conversation is still in ${table}`),
    ...(isBlind ? ["the search for what is left finds nothing that is there"] : []),
  ];
}

/** Who speaks has an account that may, and whatever staff did to who speaks is in the audit. */
async function ofStaff(store: Store, conversations: readonly string[]): Promise<string[]> {
  const accounts = new Map((await store.desk.staff.list()).map((one) => [one.id, one.status]));
  const noted = await auditedIn(store);
  const broken: string[] = [];
  for (const id of conversations) {
    const owner = (await store.conversations.find(id))?.owner;
    if (owner?.owner === "person" && accounts.get(owner.agentId ?? "") !== "active")
      broken.push("somebody speaks whose account is closed");
    const done = await doneBy(store, id, accounts);
    if ([...done].some(([deed, times]) => (noted.get(deed) ?? 0) < times))
      broken.push("a change of who speaks is missing in the audit");
  }
  return broken;
}

/** How often who did what to what, as the audit has it. */
async function auditedIn({ desk: { audit } }: Store): Promise<ReadonlyMap<string, number>> {
  const noted = new Map<string, number>();
  let page = await audit.list(0, PAGE);
  while (page.length > 0) {
    for (const { actor, action, object } of page) count(noted, `${actor} ${action} ${object}`);
    page = await audit.list(page.at(-1)?.seq ?? 0, PAGE);
  }
  return noted;
}

/** The same of the logs of a conversation's tickets, of staff and where it changed who speaks. */
async function doneBy(
  { desk: { tickets } }: Store,
  conversation: string,
  accounts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const done = new Map<string, number>();
  for (const { id } of await tickets.ofConversation(conversation)) {
    const entries = await tickets.log(id);
    for (const { actor, kind } of entries.filter((one) => accounts.has(one.actor)))
      if (CHANGES_SPEAKER.has(kind)) count(done, `${actor} ${kind} ${id}`);
  }
  return done;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function ofWatchers({ watchers }: Busy, nodes: readonly DeskNode[]): Promise<string[]> {
  const [node] = nodes;
  if (!node) return ["there is no node"];
  const wrong = await Promise.all(watchers.map((one) => one.wrongIn(node)));
  return wrong.some((ids) => ids.length > 0) ? ["a console shows what is not so"] : [];
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
