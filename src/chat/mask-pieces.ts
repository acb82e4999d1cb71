// Catches a secret that a merchant sends in pieces: a new message is masked with their last ones in view.
import type { SecretKind } from "../../bot/ports.ts";
import { maskAcross, maskSecrets, namesCode } from "../../bot/secrets/mask.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { IncomingActivity } from "./conversations.ts";
import type { Piece, RecentPieces } from "./recent-pieces.ts";

/** After a longer silence a message is another subject. */
const TOGETHER_MS = 120_000;
/** Without a digit or a letter nothing can be the rest of a number, code or password; but it may name what came before. */
const MAY_CONTINUE = /[\p{N}a-z零〇一二三四五六七八九]/iu;

export interface MaskedPieces {
  readonly incoming: IncomingActivity;
  readonly kinds: readonly SecretKind[];
  /** Earlier messages that turned out to hold a part, masked now. */
  readonly rewrites: readonly { readonly seq: number; readonly activity: Activity }[];
  /** The merchant's last texts as they stand now, where they are known without asking the store. */
  readonly pieces: readonly Piece[] | undefined;
}

/**
 * Masks what completes a secret begun in the messages before, each within two minutes of the next, here and there: the
 * rest of a card number, the code after「验证码」, the name after the code. The earlier pieces are to be stored anew in the same commit. A clock
 * that was set back parts nothing.
 */
export async function maskPieces(
  { store, recent }: { store: Pick<ConversationStore, "list">; recent: Pick<RecentPieces, "known" | "read"> },
  { record, incoming, now }: { record: ConversationRecord; incoming: IncomingActivity; now: Date },
): Promise<MaskedPieces> {
  if (incoming.text === undefined || !(MAY_CONTINUE.test(incoming.text) || namesCode(incoming.text))) {
    return { incoming, kinds: [], rewrites: [], pieces: recent.known(record) };
  }
  const pieces = together(await recent.read(record), now);
  if (pieces.length === 0) return { incoming, kinds: [], rewrites: [], pieces };
  const masked = maskAcross(
    pieces.map(({ text }) => text),
    incoming.text,
  );
  const shown = pieces.map((piece, index) => ({ ...piece, text: masked.previous[index] ?? piece.text }));
  const changed = shown.filter(({ text }, index) => text !== pieces[index]?.text);
  const rewrites = await Promise.all(changed.map((piece) => rewrite(store, record.id, piece)));
  return {
    incoming: { ...incoming, text: masked.text },
    kinds: (masked.found.length > 0 || changed.length === 0
      ? masked.found
      : maskSecrets([...pieces.map(({ text }) => text), incoming.text].join("\n")).found
    ).map(({ kind }) => kind),
    rewrites: rewrites.flat(),
    pieces: shown,
  };
}

/** The merchant's texts at the end, oldest first, back to the first silence. */
function together(pieces: readonly Piece[], now: Date): readonly Piece[] {
  let nextMs = now.getTime();
  let from = pieces.length;
  for (; from > 0; from -= 1) {
    const { ms } = pieces[from - 1] as Piece;
    if (nextMs - ms >= TOGETHER_MS) break;
    nextMs = ms;
  }
  return pieces.slice(from);
}

async function rewrite(store: Pick<ConversationStore, "list">, id: string, { seq, text }: Piece) {
  const stored = await store.list(id, seq, 1);
  return stored.map((activity) => ({
    seq,
    activity: { ...activity, text, channelData: { ...activity.channelData, maskedLater: true } },
  }));
}
