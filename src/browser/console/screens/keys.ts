// The keys of list and thread; they rest while somebody types.

import { ask } from "../parts/composer.tsx";
import { api } from "../state/api.ts";
import { attempt, box, close, listed, notice, open, openId, rows } from "../state/store.ts";
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

function step(by: 1 | -1): void {
  const ids = (listed.value.get(box.value) ?? []).map(({ id }) => id);
  const at = ids.indexOf(openId.value ?? "");
  const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  void open(next);
  document.querySelector<HTMLElement>(`[data-ticket="${next}"]`)?.focus();
}

async function solveAndNext(id: string): Promise<void> {
  const ids = (listed.value.get("mine") ?? []).map((row) => row.id).filter((other) => other !== id);
  if (!(await attempt(() => api.move(id, "solve")))) return;
  const [next] = ids;
  if (next === undefined) close();
  else await open(next);
}

/** `onHelp` shows the table of keys. */
export function listenToKeys(onHelp: () => void): () => void {
  const deeds: Readonly<Record<string, (id: string | undefined) => unknown>> = {
    j: () => step(1),
    k: () => step(-1),
    n: takeNext,
    t: (id) => id && attempt(() => api.move(id, "take")),
    r: () => ask("reply"),
    m: () => ask("note"),
    p: () => ask("reply"),
    s: (id) => id && rows.value.has(id) && solveAndNext(id),
    "?": onHelp,
    Escape: close,
  };
  const listener = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select");
    if (isTyping) {
      if (key === "Escape" && !event.isComposing) (target as HTMLElement).blur();
      return;
    }
    const deed = deeds[key];
    if (!deed || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    void deed(openId.value);
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}
