// Joins the parts of the desk for the service, and takes them apart again.
import type { Calendar } from "../../bot/knowledge/calendar.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Mask } from "../chat/mask-activity.ts";
import type { Limits } from "../http/limits.ts";
import type { Tokens } from "../http/tokens.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { ClusterSecrets } from "../storage/token-key.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type Audit, createAudit, startTellingHead } from "./audit.ts";
import { createCorrections, type PacketSide } from "./corrections.ts";
import { createDeeds, type Deeds } from "./deeds.ts";
import { createDeskApi, type DeskApi } from "./desk-api.ts";
import { openDeskKey } from "./desk-key.ts";
import { createFeed } from "./feed.ts";
import type { InsertParts } from "./inserts.ts";
import { createLinks, type Links } from "./links.ts";
import { createMerchantSide, type MerchantSide } from "./merchant-side.ts";
import { createPresence, type Presence } from "./presence.ts";
import { createPasswords } from "./proof/passwords.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { startSweep } from "./sweep.ts";

export interface Desk {
  readonly api: DeskApi;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly links: Links;
  readonly sessions: Sessions;
  readonly deeds: Deeds;
  /** What can be put into an agent's words is looked up in these. */
  readonly inserts: InsertParts;
  readonly presence: Presence;
  readonly merchants: MerchantSide & PacketSide;
  readonly stores: DeskStores;
  /** Ends what runs by itself, and answers whoever waits for news. */
  close(): Promise<void>;
}

export interface DeskParts {
  readonly store: {
    readonly desk: DeskStores;
    readonly conversations: Pick<ConversationStore, "find" | "findOfTicket">;
    readonly secrets: ClusterSecrets;
    onCommit(listener: () => void): () => void;
  };
  readonly conversations: Pick<Conversations, "act" | "read" | "showTyping">;
  readonly config: Pick<Config, "databaseUrl" | "dataDir">;
  readonly mask: Mask;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
  readonly calendar: () => Calendar;
  readonly clock: () => Date;
  readonly log: Log;
  readonly tokens: Pick<Tokens, "fingerprint">;
  readonly limits: Limits | undefined;
}

/** Throws StartError where the desk's key cannot be read. */
export async function openDesk(parts: DeskParts): Promise<Desk> {
  const { store, conversations, mask, knowledge, clock, log } = parts;
  const stores = store.desk;
  const key = await openDeskKey(parts.config, store.secrets);
  const audit = createAudit({ store: stores.audit, key, clock });
  const feed = createFeed({ events: stores.events, hints: [store.onCommit, stores.news.onChanged] });
  const presence = createPresence(stores);
  const deeds = createDeeds({
    ...{ conversations, tickets: stores.tickets, mask, knowledge },
    findOfTicket: store.conversations.findOfTicket,
    nameOf: async (id) => (await stores.staff.find(id))?.name,
    async mayReceive(id, queue) {
      const found = await stores.staff.find(id);
      return found?.status === "active" && found.role !== "admin" && found.queues.includes(queue);
    },
  });
  presence.onTyping(({ ticket, id, name }) => {
    const shown = stores.tickets.get(ticket).then((found) => {
      // Only the one who has it writes to the merchant.
      if (found?.assignee === id)
        conversations.showTyping(found.conversationId, { id: `agent:${id}`, name, role: "bot" });
    });
    shown.catch((cause: unknown) => log.debug({ err: cause }, "a typing sign was not shown"));
  });
  const stopSweep = startSweep({ stores, deeds, calendar: parts.calendar, clock, log });
  const stopTelling = startTellingHead({ store: stores.audit, log });
  return {
    ...{ stores, deeds, presence, audit },
    merchants: {
      ...createMerchantSide({ ...parts, ...{ stores, deeds, presence }, conversations: store.conversations }),
      ...createCorrections({ ...parts, stores, conversations: store.conversations }),
    },
    inserts: { tickets: stores.tickets, conversations: store.conversations, knowledge },
    api: createDeskApi({
      ...{ stores, conversations, deeds, feed, audit, mask, clock },
      unverified: { conversations: store.conversations, knowledge },
    }),
    links: createLinks({ stores, audit, clock }),
    accounts: createAccounts({ stores, key, passwords: createPasswords(), audit, clock }),
    sessions: createSessions({ sessions: stores.sessions, staff: stores.staff, clock }),
    async close() {
      feed.close();
      presence.close();
      stopTelling();
      await stopSweep();
    },
  };
}
