// A chat client that never opens a stream: it asks by watermark every now and then, and repeats what fails.
import { setTimeout as sleep } from "node:timers/promises";
import type { Activity, ActivitySet } from "../../src/base/wire.ts";
import { openChat, postOnce, readChat } from "./plain-client.ts";
import { firstReceived, type StubbornClient } from "./stubborn-real-client.ts";

/** As Microsoft's client does. */
const POLL_MS = 1_000;
const PAUSE_MS = 50;

export async function pollingClient(origin: string): Promise<StubbornClient> {
  const chat = await openChat(origin);
  const received: Activity[] = [];
  const violations: string[] = [];
  const acknowledged = new Map<string, string>();
  let watermark = "";
  let closed = false;
  const headers = { authorization: `Bearer ${chat.token}` };
  const path = `${origin}/v3/directline/conversations/${chat.id}/activities`;

  async function poll(): Promise<void> {
    const reply = await fetch(`${path}?watermark=${watermark}`, { headers }).catch(() => undefined);
    if (!reply) return;
    if (!reply.ok) violations.push(`a poll was answered ${reply.status}`);
    const page = (await reply.json()) as Partial<ActivitySet>;
    received.push(...(page.activities ?? []));
    watermark = page.watermark ?? watermark;
  }

  void (async () => {
    while (!closed) {
      await poll().catch(() => undefined); // cut in the middle of an answer: ask again
      await sleep(POLL_MS);
    }
  })();

  return {
    conversationId: chat.id,
    received,
    acknowledged,
    violations,
    async say(text, clientId) {
      for (;;) {
        const { activityId } = await postOnce(origin, chat, { text, clientId });
        if (activityId !== undefined) {
          acknowledged.set(clientId, activityId);
          return activityId;
        }
        await sleep(PAUSE_MS);
      }
    },
    read: () => readChat(origin, chat),
    waitFor: (isWanted) => firstReceived(received, isWanted, () => closed),
    close() {
      closed = true;
    },
  };
}
