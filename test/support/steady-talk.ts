// Merchants who go on talking at a steady pace, whatever happens to the service meanwhile.
import { setTimeout as sleep } from "node:timers/promises";
import { type ChatClient, connectChat } from "./chat-client.ts";
import { type Booked, type Judged, judgeChats, messageId } from "./judge-chats.ts";

/** What a merchant in a guide says; every line is answered by at least one message. */
export const LINES = ["拉卡拉换卡", "下一步", "换卡要钱吗", "下一步", "卡住了", "重复", "转人工"] as const;

export interface SteadyTalk<Client = ChatClient> {
  readonly clients: readonly Client[];
  /** Messages acknowledged so far. */
  acked(): number;
  /** Lets everybody finish the message they are at, and judges. */
  end(): Promise<Judged>;
}

/** `perSecond` is the pace of all together, as far as the service keeps up. */
export async function startTalk(
  origin: () => string,
  { conversations, perSecond }: { conversations: number; perSecond: number },
): Promise<SteadyTalk> {
  const clients = await Promise.all(Array.from({ length: conversations }, () => connectChat(origin)));
  return keepTalking(clients, perSecond);
}

/** The same for clients of any kind. */
export function keepTalking<Client extends Booked & Pick<ChatClient, "say" | "close">>(
  clients: readonly Client[],
  perSecond: number,
): SteadyTalk<Client> {
  let talking = true;
  const pauseMs = (1_000 * clients.length) / perSecond;
  const talks = clients.map(async (client, place) => {
    await sleep((place / clients.length) * pauseMs);
    for (let index = 0; talking; index += 1) {
      await Promise.all([
        client.say(LINES[index % LINES.length] ?? "", messageId(client, index)),
        sleep(pauseMs),
      ]);
    }
  });
  return {
    clients,
    acked: () => clients.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
    async end() {
      talking = false;
      await Promise.all(talks);
      const judged = await judgeChats(clients);
      for (const client of clients) client.close();
      return judged;
    },
  };
}
