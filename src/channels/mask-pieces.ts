// Catches a secret that a merchant sends in pieces: a new message is masked with their last ones in view.
import type { SecretKind } from "../../bot/ports.ts";
import { maskAcross } from "../../bot/understanding/secrets.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { IncomingActivity } from "./conversations.ts";

/** Older messages are another subject. */
const TOGETHER_MS = 120_000;
/** A card number in groups of four, each with the replies to it. */
const LOOK_BACK = 20;
/** Without a digit or a letter nothing can be the rest of a number, code or password. */
const MAY_CONTINUE = /[\p{N}a-z零〇一二三四五六七八九]/iu;

/**
 * Masks what completes a secret begun in the messages of the last two minutes: the rest of a card number, the
 * code after「验证码」. The earlier pieces are stored already and stay; the secret is never there as a whole.
 */
export async function maskPieces(
  store: Pick<ConversationStore, "list">,
  { record, incoming, now }: { record: ConversationRecord; incoming: IncomingActivity; now: Date },
): Promise<{ incoming: IncomingActivity; kinds: readonly SecretKind[] }> {
  if (incoming.text === undefined || !MAY_CONTINUE.test(incoming.text)) return { incoming, kinds: [] };
  const recent = await store.list(record.id, Math.max(0, record.nextSeq - LOOK_BACK), LOOK_BACK);
  const previous = recent.flatMap(({ from, text, timestamp }) => {
    const isTogether = from.role === "user" && now.getTime() - Date.parse(timestamp) < TOGETHER_MS;
    return isTogether && text !== undefined ? [text] : [];
  });
  if (previous.length === 0) return { incoming, kinds: [] };
  const { text, found } = maskAcross(previous, incoming.text);
  return { incoming: { ...incoming, text }, kinds: found.map(({ kind }) => kind) };
}
