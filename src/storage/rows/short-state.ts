// The bot's state as a conversation's row keeps it, which is written anew with every turn: under short names, and
// without the hash of the content that the conversation speaks from anyway.
import { isDeepStrictEqual } from "node:util";
import { deepRenamed, inverse } from "./short-data.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Rows keep them: a letter never gets another meaning. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ version: "v", content: "h", provider: "p", lastIntent: "i", lastAt: "a", misses: "m", reminded: "f" },
  ...{ stack: "k", dialog: "d", guide: "g", step: "s", stuck: "z", situation: "w" },
  ...{ offered: "o", label: "l", action: "n", do: "x", command: "c", intent: "j", purpose: "u" },
  ...{ told: "t", page: "b", parts: "r", asked: "q", key: "y", text: "e" },
};
const NAMES = inverse(LETTERS);
/** Before a short one; no whole one begins so. */
const SHORT = " ";

/** `content` is what the conversation speaks from after the turn. What would not come back as it was is kept whole. */
export function toStateText(state: unknown, content: string | undefined): string | null {
  const whole = JSON.stringify(state);
  if (whole === undefined) return null;
  const plain: unknown = JSON.parse(whole);
  const kept = deepRenamed(withoutContent(plain, content), LETTERS);
  return isDeepStrictEqual(fromKept(kept, content), plain) ? SHORT + JSON.stringify(kept) : whole;
}

export function fromStateText(text: string, content: string | undefined): unknown {
  const kept: unknown = JSON.parse(text);
  return text.startsWith(SHORT) ? fromKept(kept, content) : kept;
}

function fromKept(kept: unknown, content: string | undefined): unknown {
  const { version, ...state } = deepRenamed(kept, NAMES) as Fields;
  return { version, ...(content !== undefined && { content }), ...state };
}

function withoutContent(state: unknown, content: string | undefined): unknown {
  if (typeof state !== "object" || state === null || !("content" in state)) return state;
  const { content: own, ...rest } = state;
  return own === content ? rest : state;
}
