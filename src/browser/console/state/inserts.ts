// What can be put into the field by `/` and `@`: which of it is meant by what was typed so far.
import { signal } from "@preact/signals";
import type { Insert } from "../../../base/desk-wire.ts";
import { api, Refused } from "./api.ts";

/** Of which ticket, and everything there is for it. */
export const inserts = signal<{ readonly ticket: string; readonly all: readonly Insert[] } | undefined>(
  undefined,
);
const MOST_SHOWN = 8;

export interface Wish {
  /** Where the sign stands; up to the caret is replaced. */
  readonly from: number;
  readonly kinds: readonly Insert["kind"][];
  readonly query: string;
}

/** `1/2`, addresses and mail are no wish; a Chinese keyboard may give 「、」 for `/` and the wide forms. */
const SIGN = /(?:(?<![A-Za-z0-9/:.])[/／]|^、|(?<![A-Za-z0-9])[@＠])([^\s/／@＠，。]{0,20})$/;

export function wishIn(text: string, caret: number): Wish | undefined {
  const before = text.slice(0, caret);
  const found = SIGN.exec(before);
  if (!found) return undefined;
  const isPage = /^[@＠]/.test(found[0]);
  return {
    from: found.index,
    kinds: isPage ? ["step", "page"] : ["canned"],
    query: (found[1] ?? "").toLowerCase(),
  };
}

export async function loadInserts(ticket: string): Promise<void> {
  if (inserts.value?.ticket === ticket) return;
  inserts.value = undefined;
  try {
    inserts.value = { ticket, all: (await api.inserts(ticket)).inserts };
  } catch (error) {
    // The sign stays what it is, a sign; the next key asks again.
    if (!(error instanceof Refused)) throw error;
  }
}

/** The likeliest first: by title, by how it is typed, by a word of it. */
export function matching(all: readonly Insert[], { kinds, query }: Wish): readonly Insert[] {
  return all
    .filter(({ kind }) => kinds.includes(kind))
    .map((insert) => ({ insert, rank: rankOf(insert, query) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_SHOWN)
    .map(({ insert }) => insert);
}

const NO_MATCH = 4;

function rankOf({ title, also, sounds, text, id }: Insert, query: string): number {
  const name = title.toLowerCase();
  if (name.startsWith(query) || id.startsWith(query)) return 0;
  if ([name, ...also].some((word) => word.toLowerCase().includes(query))) return 1;
  if (sounds.some((sound) => sound.startsWith(query))) return 2;
  return text.toLowerCase().includes(query) || sounds.some((sound) => sound.includes(query)) ? 3 : NO_MATCH;
}
