// A desk over a real store: the scripted bot in front, members of staff behind, and what happened as plain data.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { newId } from "../../src/base/ids.ts";
import type { Activity } from "../../src/base/wire.ts";
import type { Conversations } from "../../src/chat/conversations.ts";
import type { ConversationParts } from "../../src/chat/create-conversations.ts";
import { type Actor, createDeeds, type Deeds } from "../../src/desk/deeds.ts";
import { createDeskInTurns } from "../../src/desk/desk-in-turns.ts";
import type { Role } from "../../src/desk/rules/policy.ts";
import type { Store } from "../../src/storage/open-store.ts";
import { aHelpCenter } from "./a-help-center.ts";
import { aPipeline, maskDigits } from "./chat-server.ts";

export interface Desk {
  readonly conversations: Conversations;
  readonly deeds: Deeds;
  readonly store: Store;
  /** A greeted conversation. */
  started(): Promise<string>;
  /** A conversation whose merchant waits, and its ticket. */
  waiting(): Promise<{ conversation: string; ticket: string }>;
  say(conversation: string, text: string, clientId?: string): Promise<{ activityId: string }>;
  all(conversation: string): Promise<readonly Activity[]>;
}

export function aDesk(
  store: Store,
  changes: Partial<ConversationParts> = {},
  knowledge: () => Knowledge = () => aHelpCenter(),
): Desk {
  const { staff, tickets } = store.desk;
  const conversations = aPipeline(store, {
    ...changes,
    desk: createDeskInTurns({
      ...{ tickets, conversations: store.conversations, knowledge },
      isStaffed: staff.isStaffed,
      hours: store.desk.hours,
    }),
  });
  const deeds = createDeeds({
    ...{ conversations, tickets, knowledge, mask: changes.mask ?? maskDigits },
    findOfTicket: store.conversations.findOfTicket,
    nameOf: async (id) => (await staff.find(id))?.name,
    mayReceive: async (id, queue) => (await staff.find(id))?.queues.includes(queue) === true,
  });
  const desk: Desk = {
    ...{ conversations, deeds, store },
    async started() {
      const id = await conversations.open({ locale: "zh-CN", userId: "dl_merchant" });
      await conversations.start(id);
      return id;
    },
    async waiting() {
      const conversation = await desk.started();
      await desk.say(conversation, "escalate");
      const ticket = (await store.conversations.find(conversation))?.owner.ticketId ?? "";
      return { conversation, ticket };
    },
    say: (conversation, text, clientActivityID) =>
      conversations.post(conversation, {
        type: "message",
        text,
        channelData: clientActivityID === undefined ? {} : { clientActivityID },
      }),
    async all(conversation) {
      const { nextSeq = 0 } = (await store.conversations.find(conversation)) ?? {};
      return store.conversations.list(conversation, 0, nextSeq);
    },
  };
  return desk;
}

/** An active member of staff, in every queue there is. */
export async function aMember(store: Store, name: string, role: Role = "agent"): Promise<Actor> {
  const { staff } = store.desk;
  const id = newId("stf");
  await staff.add({ id, login: name.toLowerCase(), name, role, at: "2026-11-29T00:00:00.000Z" });
  const added = await staff.find(id);
  if (!added || !(await staff.change(added, { status: "active" }))) throw new Error(`no ${name}`);
  return { id, name, role, queues: added.queues };
}
