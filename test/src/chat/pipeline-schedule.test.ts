// Every order in which a database may answer: two nodes, messages at once, messages repeated.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Activity } from "../../../src/base/wire.ts";
import type { Conversations } from "../../../src/chat/conversations.ts";
import { aPipeline } from "../../support/chat-server.ts";
import { gapsIn } from "../../support/plain-client.ts";
import { scheduledStore } from "../../support/scheduled-store.ts";

const RUNS = 500;
const MOST_MESSAGES = 8;

/** Which node gets it, and under which of few client ids, so that some repeat. */
const posts = fc.array(fc.record({ node: fc.nat(1), clientId: fc.nat(5) }), {
  minLength: 1,
  maxLength: MOST_MESSAGES,
});

/** A refused message is sent again under its id, as clients do. */
async function insist(node: Conversations, id: string, clientId: string): Promise<string> {
  for (;;) {
    const activity = {
      type: "message" as const,
      text: clientId,
      channelData: { clientActivityID: clientId },
    };
    const posted = await node.post(id, activity).catch(() => undefined);
    if (posted) return posted.activityId;
  }
}

it("keeps every message once, counted and in order, whatever the order of the database's answers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), posts, async (scheduler, sent) => {
      const conversations = scheduledStore(scheduler);
      const store = { conversations, onCommit: () => () => undefined };
      const nodes = [aPipeline(store), aPipeline(store)];
      const talk = async () => {
        const id = "cnv_one";
        await conversations.create({ id, locale: "zh-CN", createdAt: "2026-11-24T00:00:00.000Z" });
        const acked = await Promise.all(
          sent.map(({ node, clientId }) => insist(nodes[node] as Conversations, id, `c${clientId}`)),
        );
        return { acked, stored: await conversations.list(id, 0, 1_000) };
      };
      expectKept(sent, await scheduler.waitFor(talk()));
    }),
    { numRuns: RUNS },
  );
});

function expectKept(
  sent: readonly { clientId: number }[],
  { acked, stored }: { acked: readonly string[]; stored: readonly Activity[] },
): void {
  const own = stored.filter(({ from }) => from.role === "user");
  const answers = stored.filter(({ replyToId }) => replyToId !== undefined);
  // Once for each client id, and each acknowledgement names the one that is stored.
  expect(own.map(({ text }) => text).toSorted()).toEqual(
    [...new Set(sent.map(({ clientId }) => `c${clientId}`))].toSorted(),
  );
  const idOf = new Map(own.map(({ text, id }) => [text, id]));
  expect(acked).toEqual(sent.map(({ clientId }) => idOf.get(`c${clientId}`)));
  expect(gapsIn(stored)).toBe(0);
  expect(answers.map(({ text }) => Number.parseInt(text ?? "", 10))).toEqual(own.map((_, n) => n + 1));
  expect(answers.map(({ replyToId }) => replyToId)).toEqual(own.map(({ id }) => id));
}
