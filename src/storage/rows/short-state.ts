// The bot's state as a conversation's row keeps it, which is written anew with every turn: under short names, and
// without the hash of the content that the conversation speaks from anyway.
import { isPlain } from "./same-json.ts";
import { deepRenamed, inverse, lettersOf } from "./short-data.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Rows keep them: a letter never gets another meaning. */
const LETTERS = lettersOf({
  ...{ version: "v", content: "h", provider: "p", lastIntent: "i", lastAt: "a", misses: "m", reminded: "f" },
  ...{ stack: "k", dialog: "d", guide: "g", step: "s", stuck: "z", situation: "w" },
  ...{ offered: "o", label: "l", action: "n", do: "x", command: "c", intent: "j", purpose: "u" },
  ...{ told: "t", page: "b", parts: "r", asked: "q", key: "y", text: "e" },
});
const NAMES = inverse(LETTERS);
/** Before a short one; no whole one begins so. */
const SHORT = " ";

/** `content` is what the conversation speaks from after the turn. What would not come back as it was is kept whole. */
export function toStateText(state: unknown, content: string | undefined): string | null {
  if (!comesBack(state, content)) return JSON.stringify(state) ?? null;
  return SHORT + JSON.stringify(deepRenamed(withoutContent(state, content), LETTERS));
}

/** Reading puts the version and the content first, and takes each letter for the name that it stands for. */
function comesBack(state: unknown, content: string | undefined): boolean {
  if (typeof state !== "object" || state === null || !isRenamable(state)) return false;
  const { version, content: own } = state as Fields;
  return version !== undefined && (content === undefined || own !== undefined);
}

/** Whether it is made of nothing but what JSON takes over as it is, under names that are no letters. */
function isRenamable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function";
  if (Array.isArray(value)) return value.every(isRenamable);
  return isPlain(value) && Object.keys(value).every((key) => isOwnName(key) && isRenamable(value[key]));
}

function isOwnName(key: string): boolean {
  return !NAMES.has(key) && key !== "__proto__";
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
