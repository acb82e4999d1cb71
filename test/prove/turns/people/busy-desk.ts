// Merchants, agents and the sweep at once over two nodes, each doing what they like; what was acknowledged is noted.
import type { Actor } from "../../../../src/desk/deeds.ts";
import type { Store } from "../../../../src/storage/open-store.ts";
import type { DeskNode } from "./desk-node.ts";
import { sweepHere } from "./here.ts";
import { type Watching, watching } from "./watching.ts";

export type Load = {
  readonly conversations: number;
  readonly deeds: number;
  readonly seed: number;
};

/** What somebody was told is done. */
export interface Acked {
  readonly conversation: string;
  readonly text: string;
}

export interface Busy {
  readonly conversations: readonly string[];
  readonly saidByAgents: Acked[];
  readonly saidByMerchants: Acked[];
  /** Those whose merchants were told that everything is deleted, and the words that were said in each. */
  readonly removed: string[];
  readonly markerOf: ReadonlyMap<string, string>;
  readonly watchers: readonly Watching[];
  /** Messages of merchants that were not taken. */
  turnedAway: number;
  /** Refusals are answers too; anything else is not. */
  readonly troubles: string[];
}

export interface Scene {
  /** What is stored, whatever nodes there are. */
  readonly store: Store;
  readonly nodes: readonly DeskNode[];
  /** The last one is disabled shortly before the end, with people of their own. */
  readonly agents: readonly Actor[];
  /** Called before each deed, with how many are left; what happens to nodes is the caller's. */
  readonly between?: (left: number) => void;
}

/** As many as the people at one desk, and a merchant or two. */
const AT_ONCE = 8;
/** Deeds after the last agent was disabled: few enough that somebody is still theirs at the end. */
const AFTER_DISABLED = 30;
/** What everybody may be told: somebody was quicker, or it is over. */
const REFUSALS =
  /^(?:taken|not-yours|not-live|not-found|conversation-not-found|overloaded|unauthorized|unreached)$/;

export async function keepBusy(scene: Scene, load: Load): Promise<Busy> {
  const { nodes, agents, store } = scene;
  const draw = drawing(load.seed);
  const conversations = await Promise.all(
    Array.from({ length: load.conversations }, () => draw.of(nodes).started()),
  );
  const markerOf = new Map(conversations.map((id, n) => [id, `said-in-${load.seed}-${n}-z`]));
  const watchers = agents.slice(0, -1).map(watching);
  const busy: Busy = {
    ...{ conversations, markerOf, watchers },
    ...{ saidByAgents: [], saidByMerchants: [], removed: [], troubles: [] },
    turnedAway: 0,
  };
  let left = load.deeds;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      scene.between?.(left);
      if (left === AFTER_DISABLED) await disable(scene, busy);
      const deed = { node: draw.of(nodes), conversation: draw.of(conversations), n: left };
      await oneDeed(scene, deed, { draw, busy }).catch((error: Error & { code?: string }) => {
        if (!REFUSALS.test(error.code ?? "")) busy.troubles.push(String(error));
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await sweepHere(store);
  return busy;
}

/** Whoever no person speaks with calls one and gets the last agent, who is then disabled: with nobody it would show nothing. */
async function disable({ store, nodes, agents }: Scene, busy: Busy): Promise<void> {
  const [node, agent] = [nodes[0], agents.at(-1)];
  if (!(node && agent)) return;
  for (const [n, conversation] of busy.conversations.entries()) {
    const before = (await store.conversations.find(conversation))?.owner;
    if (!before || before.owner === "person") continue;
    const text = `escalate ${busy.markerOf.get(conversation)} last ${n}`;
    const posted = await node.post(conversation, text).then(() => true, ifRefused);
    if (posted) busy.saidByMerchants.push({ conversation, text });
    const ticket = (await store.conversations.find(conversation))?.owner?.ticketId ?? "none";
    await node.move(agent, ticket, { kind: "take", by: agent.id }).catch(ifRefused);
  }
  const account = await store.desk.staff.find(agent.id);
  if (account) await store.desk.staff.change(account, { status: "disabled" });
}

/** Somebody was quicker, or a node is just being killed. */
function ifRefused(error: { code?: string }): undefined {
  if (!REFUSALS.test(error.code ?? "")) throw error;
}

type Drawing = ReturnType<typeof drawing>;
type Deed = { readonly node: DeskNode; readonly conversation: string; readonly n: number };

async function oneDeed(
  { agents, store }: Scene,
  { node, conversation, n }: Deed,
  { draw, busy }: { draw: Drawing; busy: Busy },
): Promise<void> {
  const marker = busy.markerOf.get(conversation) ?? "";
  const text = `${draw.below(4) === 0 ? "escalate" : "hello"} ${marker} ${n}`;
  const owner = (await store.conversations.find(conversation))?.owner;
  const ticket = owner?.ticketId ?? "none";
  const speaker = draw.below(4) > 0 ? agents.find(({ id }) => id === owner?.agentId) : undefined;
  const agent = speaker ?? draw.of(agents);
  const lot = draw.below(20);
  if (lot < 6) {
    await node.post(conversation, text).catch((error: { code?: string }) => {
      if (error.code === "overloaded") busy.turnedAway += 1;
      throw error;
    });
    busy.saidByMerchants.push({ conversation, text });
  } else if (lot < 12) {
    // Half of all answers are lost on the way: whoever sent it sends it again.
    const words = `agent ${marker} ${n}`;
    const say = () => node.say(agent, ticket, words);
    await Promise.all(draw.below(2) === 0 ? [say(), say()] : [say()]);
    busy.saidByAgents.push({ conversation, text: words });
  } else if (lot < 13) await node.takeNext(agent);
  else if (lot < 15) {
    const other = draw.of(agents);
    await node.move(other, ticket, { kind: "take", by: other.id });
  } else if (lot < 17) await moveOn(node, ticket, { conversation, agent, other: draw.of(agents).id, draw });
  else if (lot < 18) await draw.of(busy.watchers).look(node, draw.below(4) === 0);
  else await seldom(node, { conversation, ticket, agent, marker, n }, { store, draw, busy });
}

async function moveOn(
  node: DeskNode,
  ticket: string,
  { conversation, agent, other, draw }: { conversation: string; agent: Actor; other: string; draw: Drawing },
): Promise<void> {
  const by = agent.id;
  if (draw.below(4) === 0) return node.wish(conversation, ticket, draw.of(["cancel", "ask-bot"] as const));
  const event = draw.of([
    { kind: "transfer", by, to: other },
    { kind: "take-over", by },
    ...(["release", "solve", "hand-back"] as const).map((kind) => ({ kind, by })),
  ] as const);
  return node.move(agent, ticket, event);
}

async function seldom(
  node: DeskNode,
  of: { conversation: string; ticket: string; agent: Actor; marker: string; n: number },
  { store, draw, busy }: { store: Store; draw: Drawing; busy: Busy },
): Promise<void> {
  const lot = draw.below(8);
  if (lot === 0) await sweepHere(store);
  else if (lot === 1 && busy.removed.length < busy.conversations.length / 4) {
    await node.remove(of.conversation);
    busy.removed.push(of.conversation);
  } else if (lot < 5) await node.note(of.agent, of.ticket, `note ${of.marker} ${of.n}`);
  else await node.draft(of.agent, of.ticket, `draft ${of.marker} ${of.n}`);
}

/** The same draws for the same seed. */
function drawing(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, of: <T>(among: readonly T[]): T => among[below(among.length)] as T };
}
