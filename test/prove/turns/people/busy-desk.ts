// Merchants, agents and the sweep at once over two nodes, each doing what they like; what was acknowledged is noted.
import type { AppError } from "../../../../src/base/errors.ts";
import type { Actor } from "../../../../src/desk/deeds.ts";
import { takeNext } from "../../../../src/desk/take-next.ts";
import type { Store } from "../../../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../../../support/a-desk.ts";

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
  /** Refusals are answers too; anything else is not. */
  readonly troubles: string[];
}

/** As many as the people at one desk, and a merchant or two. */
const AT_ONCE = 8;
/** What everybody may be told: somebody was quicker, or it is over. */
const REFUSALS = /^(?:taken|not-yours|not-live|not-found|conversation-not-found|overloaded)$/;

/** Nodes are pipelines of their own over the same store. */
export async function keepBusy(stores: readonly Store[], load: Load): Promise<Busy> {
  const nodes = stores.map((store) => aDesk(store));
  const [first] = stores;
  if (!first) throw new Error("no node");
  const agents = [
    await aMember(first, "Ann"),
    await aMember(first, "Bob"),
    await aMember(first, "Eve", "lead"),
  ];
  const draw = drawing(load.seed);
  const conversations = await Promise.all(
    Array.from({ length: load.conversations }, () => draw.of(nodes).started()),
  );
  const busy: Busy = { conversations, saidByAgents: [], saidByMerchants: [], troubles: [] };
  let left = load.deeds;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const deed = { desk: draw.of(nodes), conversation: draw.of(conversations), n: left };
      await oneDeed(deed, { agents, draw, busy }).catch((error: AppError) => {
        if (!REFUSALS.test(error.code)) busy.troubles.push(String(error));
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return busy;
}

type Drawing = ReturnType<typeof drawing>;

async function oneDeed(
  { desk, conversation, n }: { desk: Desk; conversation: string; n: number },
  { agents, draw, busy }: { agents: readonly Actor[]; draw: Drawing; busy: Busy },
): Promise<void> {
  const text = `${draw.below(4) === 0 ? "escalate" : "hello"} ${n}`;
  const owner = (await desk.store.conversations.find(conversation))?.owner;
  const ticket = owner?.ticketId ?? "none";
  const speaker = draw.below(4) > 0 ? agents.find(({ id }) => id === owner?.agentId) : undefined;
  const agent = speaker ?? draw.of(agents);
  const lot = draw.below(16);
  if (lot < 5) {
    await desk.say(conversation, text.startsWith("escalate") ? "escalate" : text, text);
    busy.saidByMerchants.push({ conversation, text });
  } else if (lot < 11) {
    // Half of all answers are lost on the way: whoever sent it sends it again.
    const say = () => desk.deeds.say(agent, ticket, { text: `agent ${n}`, clientId: `agent ${n}` });
    await Promise.all(draw.below(2) === 0 ? [say(), say()] : [say()]);
    busy.saidByAgents.push({ conversation, text: `agent ${n}` });
  } else if (lot < 12) await takeNext({ tickets: desk.store.desk.tickets, deeds: desk.deeds }, agent);
  else if (lot < 14) await take(desk, ticket, draw.of(agents));
  else await moveOn(desk, ticket, { by: agent.id, other: draw.of(agents).id, agent, draw });
}

function take(desk: Desk, ticket: string, agent: Actor): Promise<void> {
  return desk.deeds.move(agent, ticket, { kind: "take", by: agent.id });
}

async function moveOn(
  desk: Desk,
  ticket: string,
  { by, other, agent, draw }: { by: string; other: string; agent: Actor; draw: Drawing },
): Promise<void> {
  const alone = draw.of([
    { kind: "requeue", because: "unseen" },
    { kind: "cancel" },
    { kind: "ask-bot" },
  ] as const);
  if (draw.below(4) === 0) return desk.deeds.moveAlone(ticket, alone);
  const event = draw.of([
    { kind: "transfer", by, to: other },
    { kind: "take-over", by },
    ...(["release", "solve", "hand-back"] as const).map((kind) => ({ kind, by })),
  ] as const);
  return desk.deeds.move(agent, ticket, event);
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
