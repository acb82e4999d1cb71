// What a merchant sees of their own ticket, and what they may do about it: wait no more, ask the bot first, and look it up
// from anywhere by its reference and a code.
import { randomBytes } from "node:crypto";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { TicketOfMerchant } from "../base/wire.ts";
import { isSameSecret } from "../http/access.ts";
import type { Limits } from "../http/limits.ts";
import type { Tokens } from "../http/tokens.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Deeds } from "./deeds.ts";
import type { Presence } from "./presence.ts";
import { closedNow } from "./rules/hours.ts";
import { lettersOf, REFERENCE_BYTES, readLetters, readReference, writtenLetters } from "./rules/reference.ts";

/** Of one ticket, over all addresses: its merchant needs one or two, guessing needs billions. */
const TRIES_A_DAY = 20;
const DAY_SECONDS = 86_400;
/** Whatever the desk's rules say, to a merchant it is over. */
const REFUSED = new AppError("not-live").status;

export type MerchantWish = "cancel" | "ask-bot";

export interface MerchantSide {
  /** The ticket that the conversation was last about; undefined where there is none. */
  of(conversationId: string): Promise<TicketOfMerchant | undefined>;
  /** Throws AppError `not-live` where nobody waits, or nobody speaks, any more. */
  wish(conversationId: string, wish: MerchantWish): Promise<void>;
  /** They are writing: shown to the person who answers them, if any. What is not shown is no loss, so it never fails. */
  writes(conversationId: string): Promise<void>;
  /** A new code to look the ticket up with; an earlier one stops working. Throws AppError `not-live` without a ticket. */
  giveCode(conversationId: string): Promise<{ reference: string; code: string }>;
  /**
   * The ticket of a reference and its code. Throws AppError `rate-limited`, and `lookup-refused` for every other reason
   * alike, so that an answer tells nothing about tickets or codes.
   */
  lookUp(asked: { reference: string; code: string; address: string }): Promise<TicketOfMerchant>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createMerchantSide(parts: {
  readonly stores: Pick<DeskStores, "tickets" | "staff" | "throttle" | "hours">;
  readonly conversations: Pick<ConversationStore, "find">;
  readonly deeds: Pick<Deeds, "moveAlone">;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
  readonly presence: Pick<Presence, "merchantWrites">;
  readonly log: Log;
  readonly tokens: Pick<Tokens, "fingerprint">;
  readonly limits: Limits | undefined;
  readonly clock: () => Date;
}): MerchantSide {
  const { stores, conversations, deeds, tokens, limits, clock } = parts;
  const { tickets, staff, throttle } = stores;

  async function ticketOf(conversationId: string): Promise<TicketRecord | undefined> {
    const record = await conversations.find(conversationId);
    return record?.owner.ticketId === undefined ? undefined : tickets.get(record.owner.ticketId);
  }

  async function live(conversationId: string): Promise<TicketRecord> {
    const ticket = await ticketOf(conversationId);
    if (!ticket) throw new AppError("not-live", { conversation: conversationId });
    return ticket;
  }

  async function closedFor(record: ConversationRecord, queueId: string): Promise<TicketOfMerchant["closed"]> {
    const { calendar } = parts.knowledge(record);
    const closed = closedNow(calendar, await stores.hours.of(queueId), clock().toISOString());
    return closed ? { opensAt: closed.opensAt ?? null } : null;
  }

  async function shown(ticket: TicketRecord): Promise<TicketOfMerchant> {
    const { reference, status, createdAt, updatedAt, queueId, priority, waitSince } = ticket;
    const record = await conversations.find(ticket.conversationId);
    // An earlier ticket of the conversation is nobody's to speak about any more.
    const { owner, agentId } =
      record?.owner.ticketId === ticket.id ? record.owner : { owner: "bot" as const };
    const agent = agentId === undefined ? undefined : (await staff.find(agentId))?.name;
    const waits = owner === "waiting" && waitSince !== undefined;
    const ahead = waits ? await tickets.countAhead({ queueId, priority, waitSince }) : undefined;
    return {
      ...{ reference, status, speaker: owner, createdAt, updatedAt },
      position: ahead === undefined ? null : ahead + 1,
      closed: record && waits ? await closedFor(record, queueId) : null,
      agent: agent ?? null,
    };
  }

  return {
    async of(conversationId) {
      const ticket = await ticketOf(conversationId);
      return ticket && shown(ticket);
    },

    async wish(conversationId, kind) {
      await limits?.take("message", conversationId);
      const { id } = await live(conversationId);
      await deeds.moveAlone(id, { kind }).catch((error: unknown) => {
        const isOver = error instanceof AppError && error.status === REFUSED;
        throw isOver ? new AppError("not-live", { because: error.code }) : error;
      });
    },

    async writes(conversationId) {
      try {
        await limits?.take("typing", conversationId);
        const { owner, ticketId } = (await conversations.find(conversationId))?.owner ?? {};
        if (owner === "person" && ticketId !== undefined) parts.presence.merchantWrites(ticketId);
      } catch (cause) {
        parts.log.debug({ err: cause }, "a typing sign was not shown");
      }
    },

    async giveCode(conversationId) {
      await limits?.take("message", conversationId);
      const { id, reference } = await live(conversationId);
      const letters = lettersOf(randomBytes(REFERENCE_BYTES));
      await tickets.setLookup(id, tokens.fingerprint(letters));
      return { reference, code: writtenLetters(letters) };
    },

    async lookUp({ reference: typed, code, address }) {
      await limits?.take("lookup", address);
      const letters = readLetters(code);
      const found = await tickets.findByReference(readReference(typed) ?? "");
      // Counted for what there is not, too: as long, and as much, whatever was asked.
      const key = found ? `ticket ${found.ticket.id}` : "ticket of nobody";
      const { points } = await throttle.count(key, { now: clock(), seconds: DAY_SECONDS });
      const isRight = isSameSecret(tokens.fingerprint(letters ?? ""), found?.lookupHash ?? "");
      if (!found || letters === undefined || !isRight || points > TRIES_A_DAY)
        throw new AppError("lookup-refused");
      await throttle.forget(key);
      return shown(found.ticket);
    },
  };
}
