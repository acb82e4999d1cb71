// Catches a secret that a merchant sends in pieces: a new message is masked with their last ones in view.
import type { SecretKind } from "../../bot/ports.ts";
import { type MaskedAcross, maskAcross, namesCode } from "../../bot/secrets/across.ts";
import { MASK } from "../../bot/secrets/mask.ts";
import { SHORT_TEXT } from "../../bot/text/short.ts";
import { withCpuLimit } from "../base/cpu-limit.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { IncomingActivity } from "./conversations.ts";
import { beginningOf, type Piece, type RecentPieces } from "./recent-pieces.ts";

/** After a longer silence a message is another subject. */
const TOGETHER_MS = 120_000;
/** Without a digit or a letter nothing can be the rest of a number, code or password; but it may name what came before. */
const MAY_CONTINUE = /[\p{N}a-z零〇一二三四五六七八九洞幺拐勾壹贰貳叁參肆伍陆陸柒捌玖]/iu;

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
  const { text } = incoming;
  if (text === undefined) return { incoming, kinds: [], rewrites: [], pieces: recent.known(record) };
  const beginning = beginningOf(text);
  if (!(MAY_CONTINUE.test(beginning) || namesCode(beginning)))
    return { incoming, kinds: [], rewrites: [], pieces: recent.known(record) };
  const known = await recent.read(record);
  const pieces = together(known, now);
  const masked = read(pieces, { beginning, asked: known.at(-1)?.asked });
  const shown = pieces.map((piece, index) => ({ ...piece, text: masked.previous[index] ?? piece.text }));
  const changed = shown.flatMap((piece, index) => {
    const before = pieces[index]?.text ?? piece.text;
    return piece.text === before ? [] : [{ ...piece, before }];
  });
  const rewrites = await Promise.all(changed.map((piece) => rewrite(store, record.id, piece)));
  return {
    incoming: { ...incoming, text: masked.text + text.slice(beginning.length) },
    kinds: masked.kinds,
    rewrites: rewrites.flat(),
    pieces: shown,
  };
}

/** A stranger wrote all of it, so it is read within a limit: what cannot be read in time is kept by nobody. */
function read(
  pieces: readonly Piece[],
  { beginning, asked }: { readonly beginning: string; readonly asked: string | undefined },
): Pick<MaskedAcross, "text" | "previous" | "kinds"> {
  const texts = pieces.map(({ text }) => text);
  const length = texts.reduce((sum, text) => sum + text.length, beginning.length);
  if (length <= SHORT_TEXT) return maskAcross(texts, beginning, asked);
  try {
    return readWithin({ texts, beginning, asked });
  } catch {
    return { text: MASK, previous: texts, kinds: [] };
  }
}

const readWithin = withCpuLimit(
  ({ texts, beginning, asked }: { texts: readonly string[]; beginning: string; asked: string | undefined }) =>
    maskAcross(texts, beginning, asked),
);

/** The merchant's texts at the end, oldest first, back to the first silence or to a long one, of which the end is known. */
function together(pieces: readonly Piece[], now: Date): readonly Piece[] {
  let nextMs = now.getTime();
  let from = pieces.length;
  for (let isWhole = true; isWhole && from > 0; from -= 1) {
    const { ms, isEnd } = pieces[from - 1] as Piece;
    if (nextMs - ms >= TOGETHER_MS) break;
    nextMs = ms;
    isWhole = !isEnd;
  }
  return pieces.slice(from);
}

/** Of a long message only the end was read; what stands before it stays. */
async function rewrite(
  store: Pick<ConversationStore, "list">,
  id: string,
  { seq, text: end, before }: Piece & { readonly before: string },
) {
  const stored = await store.list(id, seq, 1);
  return stored.map((activity) => {
    const whole = activity.text ?? "";
    const text = whole.slice(0, whole.length - before.length) + end;
    return {
      seq,
      activity: { ...activity, text, channelData: { ...activity.channelData, maskedLater: true } },
    };
  });
}
