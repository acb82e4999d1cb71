// What became of chats: everything acknowledged is stored, once, in order, answered, and every reader saw just that.
import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "../../src/base/wire.ts";
import type { ChatClient } from "./chat-client.ts";
import { PATIENCE_MS } from "./patience.ts";
import { gapsIn } from "./plain-client.ts";
import { type Counts, totalOf } from "./verdict.ts";

/** What is compared: the client's own book, and the API as the client reads it. */
export type Booked = Pick<
  ChatClient,
  "conversationId" | "received" | "acknowledged" | "violations" | "read" | "waitFor"
>;

export interface Judged extends Counts {
  readonly broken: readonly string[];
}

/** The name of a client's n-th message. */
export const messageId = ({ conversationId }: Pick<ChatClient, "conversationId">, index: number) =>
  `${conversationId}-${index}`;

/** Compares the book of each client with what the API tells; a client says its messages under `messageId`. */
export async function judgeChats(clients: readonly Booked[]): Promise<Judged> {
  const all = await Promise.all(clients.map(judgeChat));
  const unanswered = all.reduce((total, one) => total + one.unanswered, 0);
  const broken = all.flatMap((one) => one.broken);
  if (unanswered > 0) broken.push(`${unanswered} messages without an answer`);
  return { ...totalOf(all), broken };
}

/** What was acknowledged under `messageId` names, beside what is stored. */
export function countStored(
  stored: readonly Activity[],
  client: Pick<Booked, "conversationId" | "acknowledged">,
): Counts {
  const own = stored.filter(({ from }) => from.role === "user");
  const ids = own.map(({ channelData }) => channelData?.clientActivityID ?? "");
  const storedAs = new Map(own.map((activity) => [activity.channelData?.clientActivityID, activity.id]));
  const acked = [...client.acknowledged];
  return {
    acked: acked.length,
    lost: acked.filter(([clientId, id]) => storedAs.get(clientId) !== id).length,
    doubled: ids.length - new Set(ids).size,
    disordered: gapsIn(stored) + ids.filter((id, index) => id !== messageId(client, index)).length,
  };
}

async function judgeChat(client: Booked) {
  const stored = await client.read();
  const own = stored.filter(({ from }) => from.role === "user");
  const last = stored.at(-1)?.id;
  await Promise.race([
    client.waitFor(({ id }) => id === last),
    sleep(PATIENCE_MS, undefined, { ref: false }),
  ]);
  const seen = client.received.map(({ id }) => id);
  const other = stored.findIndex(({ id }, index) => seen[index] !== id);
  const sawAll = seen.length === stored.length && other === -1;
  const where = other === -1 ? "" : `, ${seen[other] ?? "none"} instead of ${stored[other]?.id}`;
  return {
    ...countStored(stored, client),
    unanswered: own.filter(({ id }) => !stored.some(({ replyToId }) => replyToId === id)).length,
    broken: [
      ...client.violations,
      ...(sawAll
        ? []
        : [`${client.conversationId}: saw ${seen.length} of ${stored.length} activities${where}`]),
    ],
  };
}
