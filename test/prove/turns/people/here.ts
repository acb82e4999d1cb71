// A node in this process: a pipeline of its own over a store that others share.
import { createLog } from "../../../../src/base/log.ts";
import { createAudit } from "../../../../src/desk/audit.ts";
import { createDeskApi } from "../../../../src/desk/desk-api.ts";
import type { DeskKey } from "../../../../src/desk/desk-key.ts";
import { createFeed } from "../../../../src/desk/feed.ts";
import { sweep } from "../../../../src/desk/sweep.ts";
import type { Store } from "../../../../src/storage/open-store.ts";
import { aDesk } from "../../../support/a-desk.ts";
import { aHelpCenter } from "../../../support/a-help-center.ts";
import { maskDigits } from "../../../support/chat-server.ts";
import type { DeskNode } from "./desk-node.ts";

const clock = () => new Date();

export function nodeHere(store: Store, key: DeskKey): DeskNode {
  const desk = aDesk(store);
  const stores = store.desk;
  const api = createDeskApi({
    ...{ stores, clock, mask: maskDigits, conversations: desk.conversations, deeds: desk.deeds },
    unverified: { conversations: store.conversations, knowledge: () => aHelpCenter() },
    feed: createFeed({ events: stores.events, hints: [] }),
    audit: createAudit({ store: stores.audit, key, clock }),
  });
  return {
    started: desk.started,
    async post(conversation, text) {
      await desk.say(conversation, text.startsWith("escalate") ? "escalate" : text, text);
    },
    wish: (_conversation, ticket, kind) => desk.deeds.moveAlone(ticket, { kind }),
    remove: (conversation) => desk.conversations.remove(conversation),
    async say(agent, ticket, text) {
      await api.say(agent, ticket, { text, clientId: text });
    },
    note: (agent, ticket, text) => api.note(agent, ticket, { text, clientId: text }),
    draft: api.saveDraft,
    async takeNext(agent) {
      await api.takeNext(agent);
    },
    async move(agent, ticket, event) {
      await api.move(agent, ticket, event);
    },
    state: api.state,
    events: api.events,
  };
}

/** What the program does by itself every few seconds. */
export function sweepHere(store: Store): Promise<void> {
  const { deeds } = aDesk(store);
  return sweep({ stores: store.desk, deeds, calendar: () => new Map(), clock, log: createLog("silent") });
}
