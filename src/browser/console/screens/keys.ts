// The keys of list and thread. They rest while somebody types, unless Alt is held; a key that is held down acts once.

import { api } from "../state/api.ts";
import { chooseColleague, openFind } from "../state/find.ts";
import { fieldIsNear } from "../state/focus.ts";
import { closeSide } from "../state/side.ts";
import { solve } from "../state/solve.ts";
import {
  attempt,
  box,
  close,
  isMine,
  listed,
  notice,
  open,
  openId,
  rows,
  speak,
  speaksIn,
  view,
  wayToSpeak,
} from "../state/store.ts";
import { markRead } from "../state/unread.ts";
import { isAwaited, startWriting } from "../state/writing.ts";
import { TEXTS } from "../wording/texts.ts";

export async function takeNext(): Promise<void> {
  await attempt(async () => {
    const { row } = await api.next();
    if (row === null) notice.value = TEXTS.nobodyWaits;
    else {
      box.value = "mine";
      await open(row.id);
    }
  });
}

/** Moves along the list; Enter opens, as a row is a button. Where the list is not on the screen it opens at once. */
function step(by: 1 | -1): void {
  const ids = (listed.value.get(box.value) ?? []).map(({ id }) => id);
  const focused = document.activeElement?.getAttribute("data-ticket");
  const at = ids.indexOf(focused ?? openId.value ?? "");
  const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  const row = document.querySelector<HTMLElement>(`[data-ticket="${next}"]`);
  // Without a box it is not on the screen.
  if (row && row.offsetParent !== null) row.focus();
  else void open(next);
}

async function solveAndNext(id: string): Promise<void> {
  const ids = (listed.value.get("mine") ?? []).map((row) => row.id).filter((other) => other !== id);
  if (!(await solve(id))) return;
  const [next] = ids;
  if (next === undefined) close();
  else await open(next);
}

/** To a merchant whose matter is over there is nothing to write: they are told how it goes on. */
function reply(): void {
  const row = view.value?.row;
  if (row && !speaksIn(row) && wayToSpeak(row) === undefined) notice.value = TEXTS.before.never;
  else startWriting("reply");
}

/** What needs the ticket to be theirs says so instead of asking the server. */
function ofMine(deed: (id: string) => unknown): (id: string | undefined) => unknown {
  return (id) => {
    const row = id === undefined ? undefined : (rows.value.get(id) ?? view.value?.row);
    if (!row) return;
    if (isMine(row)) return deed(row.id);
    notice.value = TEXTS.notYours;
  };
}

export const DEEDS: Readonly<Record<string, (id: string | undefined) => unknown>> = {
  j: () => step(1),
  k: () => step(-1),
  n: takeNext,
  t: (id) => id && speak(id, "take"),
  r: (id) => id && reply(),
  m: (id) => id && startWriting("note"),
  p: ofMine(() => startWriting("ask")),
  s: ofMine(solveAndNext),
  a: ofMine(chooseColleague),
  u: (id) => id && markRead(id),
  "/": () => openFind("tickets"),
  Escape: () => {
    isAwaited.value = false;
    if (!closeSide()) close();
  },
};
/** Held down, these go on. */
const REPEATED = ["j", "k"];
const CHARACTER = /^.$/u;

/** Keys of a composition, and of a dialog. */
function isElsewhere({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229 || document.querySelector("dialog[open]") !== null;
}

/** Everything that can be done, from wherever the focus is. Every other key with Ctrl or ⌘ is the browser's. */
function actByBrowserKey(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return;
  event.preventDefault();
  openFind("everything");
}

/** Alt gives other characters on some keyboards: then the key itself says which letter it is. */
function nameOf({ key, code, altKey }: KeyboardEvent): string {
  return altKey ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? "") : key;
}

function act(event: KeyboardEvent, onHelp: () => void): void {
  const name = nameOf(event);
  const deed = name === "?" ? onHelp : DEEDS[name];
  const isForField = isAwaited.value && CHARACTER.test(event.key);
  if (!deed && !isForField) return;
  event.preventDefault();
  const isHeld = event.repeat && !REPEATED.includes(name);
  if (deed && !isForField && !isHeld) void deed(openId.value);
}

/** `onHelp` shows the table of keys. */
export function listenToKeys(onHelp: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    if (isElsewhere(event)) return;
    if (event.ctrlKey || event.metaKey) actByBrowserKey(event);
    else if (event.altKey || !fieldIsNear(event.target)) act(event, onHelp);
    else if (event.key === "Escape") (event.target as HTMLElement).blur();
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}
