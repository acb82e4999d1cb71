// Catches a secret that a merchant sends in pieces: a new message is masked with their last ones in view.
import type { SecretKind } from "../../bot/ports.ts";
import { maskAcross } from "../../bot/understanding/secrets.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { IncomingActivity } from "./conversations.ts";

/** Older messages are another subject. */
const TOGETHER_MS = 120_000;
/** A card number in groups of four, each with the replies to it. */
const LOOK_BACK = 20;
/** Without a digit or a letter nothing can be the rest of a number, code or password. */
const MAY_CONTINUE = /[\p{N}a-z零〇一二三四五六七八九]/iu;

export interface MaskedPieces {
  readonly incoming: IncomingActivity;
  readonly kinds: readonly SecretKind[];
  /** Earlier messages that turned out to hold a part, masked now. */
  readonly rewrites: readonly { readonly seq: number; readonly activity: Activity }[];
}

/**
 * Masks what completes a secret begun in the messages of the last two minutes, here and there: the rest of a card
 * number, the code after「验证码」. The earlier pieces are to be stored anew in the same commit.
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
  const pieces = recent.flatMap((activity, index) => {
    const isTogether =
      activity.from.role === "user" && now.getTime() - Date.parse(activity.timestamp) < TOGETHER_MS;
    return isTogether && activity.text !== undefined
      ? [{ seq: from + index, activity, text: activity.text }]
      : [];
  });
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
