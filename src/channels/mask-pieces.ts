// Catches a secret that a merchant sends in pieces: a new message is masked with their last ones in view.
import type { SecretKind } from "../../bot/ports.ts";
import { maskAcross } from "../../bot/understanding/secrets.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { IncomingActivity } from "./conversations.ts";

/** After a longer silence a message is another subject. */
const TOGETHER_MS = 120_000;
/** A card number digit by digit, each with two replies to it; or in groups of four, each with a dozen. */
const LOOK_BACK = 60;
/** Without a digit or a letter nothing can be the rest of a number, code or password. */
const MAY_CONTINUE = /[\p{N}a-z零〇一二三四五六七八九]/iu;

export interface MaskedPieces {
  readonly incoming: IncomingActivity;
  readonly kinds: readonly SecretKind[];
  /** Earlier messages that turned out to hold a part, masked now. */
  readonly rewrites: readonly { readonly seq: number; readonly activity: Activity }[];
}

/**
 * Masks what completes a secret begun in the messages before, each within two minutes of the next, here and there: the
 * rest of a card number, the code after「验证码」. The earlier pieces are to be stored anew in the same commit. A clock
 * that was set back parts nothing.
 */
export async function maskPieces(
  store: Pick<ConversationStore, "list">,
  { record, incoming, now }: { record: ConversationRecord; incoming: IncomingActivity; now: Date },
): Promise<MaskedPieces> {
  if (incoming.text === undefined || !MAY_CONTINUE.test(incoming.text)) {
    return { incoming, kinds: [], rewrites: [] };
  }
  const from = Math.max(0, record.nextSeq - LOOK_BACK);
  const recent = await store.list(record.id, from, LOOK_BACK);
  const pieces = together(recent, from, now);
  if (pieces.length === 0) return { incoming, kinds: [], rewrites: [] };
  const masked = maskAcross(
    pieces.map(({ text }) => text),
    incoming.text,
  );
  const kinds = masked.found.map(({ kind }) => kind);
  return {
    incoming: { ...incoming, text: masked.text },
    kinds,
    rewrites: pieces.flatMap(({ seq, activity, text }, index) => {
      const hidden = masked.previous[index];
      return hidden === undefined || hidden === text
        ? []
        : [
            {
              seq,
              activity: {
                ...activity,
                text: hidden,
                channelData: { ...activity.channelData, maskedLater: true },
              },
            },
          ];
    }),
  };
}

/** The merchant's texts at the end, oldest first, back to the first silence. */
function together(recent: readonly Activity[], from: number, now: Date) {
  const pieces: { seq: number; activity: Activity; text: string }[] = [];
  let nextMs = now.getTime();
  for (const [index, activity] of [...recent.entries()].reverse()) {
    if (activity.from.role !== "user") continue;
    const ms = Date.parse(activity.timestamp);
    if (nextMs - ms >= TOGETHER_MS) break;
    nextMs = ms;
    if (activity.text !== undefined) pieces.unshift({ seq: from + index, activity, text: activity.text });
  }
  return pieces;
}
