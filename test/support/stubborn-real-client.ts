// Microsoft's client with a merchant who sends again what it calls failed, and a book of all it was told.
import type { Activity } from "../../src/base/wire.ts";
import type { ChatClient } from "./chat-client.ts";
import type { Booked } from "./judge-chats.ts";
import { openChat, readChat } from "./plain-client.ts";
import { until } from "./raw-stream.ts";
import { realClient } from "./real-client.ts";

const PAUSE_MS = 50;

export type StubbornClient = Booked & Pick<ChatClient, "say" | "close">;

/** Waits until an activity like this was received, or was before. Throws when the client is closed instead. */
export async function firstReceived(
  received: readonly Activity[],
  isWanted: (activity: Activity) => boolean,
  isClosed: () => boolean,
): Promise<Activity> {
  let found: Activity | undefined;
  await until(() => {
    found = received.find(isWanted);
    return found !== undefined || isClosed();
  });
  if (!found) throw new Error("the client was closed");
  return found;
}

/** `patient` keeps the client's own waits of 3 to 15 seconds. */
export async function stubbornRealClient(
  origin: string,
  { patient }: { patient: boolean },
): Promise<StubbornClient> {
  const chat = await openChat(origin);
  const client = realClient({ origin }, { token: chat.token }, { patient });
  const received: Activity[] = [];
  const violations: string[] = [];
  const acknowledged = new Map<string, string>();
  let closed = false;
  client.line.activity$.subscribe(
    (activity) => {
      if (activity.type !== "typing") received.push(activity as unknown as Activity);
    },
    (failure: unknown) => closed || violations.push(`the client gave up: ${String(failure)}`),
  );
  return {
    conversationId: chat.id,
    received,
    acknowledged,
    violations,
    async say(text, clientActivityID) {
      for (;;) {
        const id = await client.say(text, clientActivityID).catch(() => "retry");
        if (id === "retry" && !closed) {
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
          continue;
        }
        acknowledged.set(clientActivityID, id);
        return id;
      }
    },
    read: () => readChat(origin, chat),
    waitFor: (isWanted) => firstReceived(received, isWanted, () => closed),
    close() {
      closed = true;
      client.line.end();
    },
  };
}
