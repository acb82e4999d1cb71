// What a merchant sees of what an agent will see, so that nothing is asked twice, and what they put right of it.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { ownWords } from "../../bot/knowledge/own-words.ts";
import { replyText } from "../../bot/knowledge/reply-text.ts";
import { SLOTS } from "../../bot/knowledge/situation.ts";
import { maskAcross } from "../../bot/secrets/across.ts";
import { AppError } from "../base/errors.ts";
import { CORRECTABLE, type Corrections, type PacketOfMerchant } from "../base/wire.ts";
import type { Mask } from "../chat/mask-activity.ts";
import type { Limits } from "../http/limits.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { Packet } from "./rules/packet.ts";
import { isLive } from "./rules/ticket.ts";

/** Others change a ticket now and then, never so often in the moment that a merchant's words need. */
const ATTEMPTS = 5;

export interface PacketSide {
  /** What an agent sees of the merchant; undefined where nobody has to do with them. */
  packetOf(conversationId: string): Promise<PacketOfMerchant | undefined>;
  /**
   * Keeps what the merchant says is otherwise, masked; an empty line takes an earlier one back. Throws AppError
   * `not-live` where no agent will see it, and `overloaded`.
   */
  correct(conversationId: string, corrected: Corrections): Promise<PacketOfMerchant>;
}

export function createCorrections(parts: {
  readonly stores: Pick<DeskStores, "tickets" | "sweep">;
  readonly conversations: Pick<ConversationStore, "find">;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
  readonly mask: Mask;
  readonly limits: Limits | undefined;
  readonly clock: () => Date;
}): PacketSide {
  const { stores, conversations, knowledge, mask, limits, clock } = parts;

  async function liveOf(conversationId: string) {
    const record = await conversations.find(conversationId);
    const id = record?.owner.ticketId;
    const ticket = id === undefined ? undefined : await stores.tickets.get(id);
    return record && ticket && isLive(ticket) ? { ticket, knowledge: knowledge(record) } : undefined;
  }

  return {
    async packetOf(conversationId) {
      const found = await liveOf(conversationId);
      return found && toMerchant(found.ticket.packet, found.knowledge);
    },

    async correct(conversationId, corrected) {
      await limits?.take("message", conversationId);
      for (let tries = 0; tries < ATTEMPTS; tries += 1) {
        const found = await liveOf(conversationId);
        if (!found) throw new AppError("not-live", { conversation: conversationId });
        const { ticket } = found;
        const packet = withCorrections(ticket.packet, corrected, mask);
        const now = { ...ticket, packet, version: ticket.version + 1, updatedAt: clock().toISOString() };
        if (await stores.sweep.change([now], { actor: "merchant", kind: "correct" }))
          return toMerchant(packet, found.knowledge);
      }
      throw new AppError("overloaded", { conversation: conversationId });
    },
  };
}

/**
 * Masked one by one, and with all lines and their last words in view: a number that is spread over several of them is
 * kept in none.
 */
function withCorrections(packet: Packet, given: Corrections, mask: Mask): Packet {
  const all = { ...packet.corrected, ...given };
  const words = packet.words.map(({ text }) => text);
  let read: readonly string[] = [];
  const keys = CORRECTABLE.filter((key) => (all[key] ?? "") !== "");
  for (const key of keys) {
    const { previous, text } = maskAcross([...words, ...read], mask(all[key] ?? "").text);
    read = [...previous.slice(words.length), text];
  }
  return { ...packet, corrected: Object.fromEntries(keys.map((key, index) => [key, read[index] ?? ""])) };
}

function toMerchant(packet: Packet, knowledge: Knowledge): PacketOfMerchant {
  const { provider, guide, situation, words, secrets, corrected = {} } = packet;
  const known = SLOTS.flatMap((slot) => {
    const values: Readonly<Record<string, string>> = knowledge.routes.slots[slot].values;
    return values[situation[slot] ?? ""] ?? [];
  });
  return {
    provider: provider?.name ?? "",
    situation: known.join(ownWords(knowledge.locale).comma),
    step: guide ? `${guide.title} ${guide.step}/${guide.of}` : "",
    words: words.map(({ text }) => text),
    secrets: secrets.map((kind) => replyText(knowledge, `secret.${kind}`)),
    corrected,
  };
}
