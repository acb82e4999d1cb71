// One field for everything: tickets by reference, acquirer, words or agent, and under Ctrl+K whatever can be done now.
import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TicketRow } from "../../../base/desk-wire.ts";
import { told, turnNotes, turnSound } from "../parts/alerts.ts";
import { api } from "../state/api.ts";
import { boxOf } from "../state/boxes.ts";
import { elsewhere, type Find, find, lookElsewhere, matches, textsOf } from "../state/find.ts";
import {
  attempt,
  boxes,
  close,
  colleagues,
  listed,
  me,
  notice,
  open,
  openId,
  rows,
  show,
  speaksIn,
  view,
} from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";
import { DEEDS } from "./keys.ts";

const { find: words } = TEXTS.keys;

interface Found {
  readonly id: string;
  readonly title: string;
  /** The key that does the same, or a ticket's reference. */
  readonly beside: string;
  readonly also: readonly string[];
  go(): unknown;
}

/** More is found by typing on. */
const MOST_SHOWN = 30;

export function FindAnything({ onHelp }: { onHelp: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const query = useSignal("");
  const chosen = useSignal(0);
  const found = useComputed(() => foundBy(query.value, onHelp));
  const wanted = find.value;
  useLayoutEffect(() => {
    if (!wanted) return;
    query.value = "";
    void lookElsewhere("");
    chosen.value = 0;
    dialog.current?.showModal();
  }, [wanted, query, chosen]);

  function choose(one: Found | undefined): void {
    // Told at once: the dialog tells later, when it may be wanted again.
    find.value = undefined;
    dialog.current?.close();
    // Only once it is shut, so that the focus can go where the deed puts it.
    if (one) requestAnimationFrame(() => void one.go());
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = found.value;
    if (by !== undefined) chosen.value = (chosen.value + by + length) % Math.max(1, length);
    else if (event.key === "Enter") choose(found.value[chosen.value]);
    else return;
    event.preventDefault();
  }

  const shown = found.value;
  const active = shown[chosen.value];
  return (
    <dialog
      ref={dialog}
      class="find"
      aria-label={words.title}
      onClose={() => {
        if (!dialog.current?.open) find.value = undefined;
      }}
    >
      <input
        role="combobox"
        aria-label={words.title}
        aria-expanded={true}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={active && `found-${active.id}`}
        autocomplete="off"
        placeholder={words.wanted[wanted ?? "everything"]}
        value={query}
        onInput={({ currentTarget }) => {
          query.value = currentTarget.value;
          chosen.value = 0;
          void lookElsewhere(currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Options
        none={words.none[wanted ?? "everything"]}
        shown={shown}
        chosen={chosen.value}
        onChoose={choose}
      />
    </dialog>
  );
}

function Options(props: {
  readonly none: string;
  readonly shown: readonly Found[];
  readonly chosen: number;
  readonly onChoose: (one: Found) => void;
}) {
  return (
    <div>
      <div id="found" role="listbox" aria-label={words.found}>
        {props.shown.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and has the keys.
          <div
            key={one.id}
            id={`found-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.chosen}
            ref={index === props.chosen ? intoView : null}
            onClick={() => props.onChoose(one)}
          >
            <span>{one.title}</span>
            <small>{one.beside}</small>
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {props.shown.length === 0 && props.none}
      </p>
    </div>
  );
}

function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}

function foundBy(query: string, onHelp: () => void): readonly Found[] {
  const wanted = find.value;
  const near = choices(wanted, onHelp).filter(({ title, also }) => matches(query, [title, ...also]));
  const far = elsewhere.value && wanted !== "colleagues" ? [ticket(elsewhere.value)] : [];
  const unknown = far.filter(({ id }) => near.every((one) => one.id !== id));
  return [...near, ...unknown].slice(0, MOST_SHOWN);
}

function choices(wanted: Find | undefined, onHelp: () => void): readonly Found[] {
  if (wanted === "colleagues") return toWhom();
  return wanted === "everything" ? [...deeds(onHelp), ...tickets()] : tickets();
}

/** Of every list that was looked at, in the lists' order. */
function tickets(): readonly Found[] {
  return boxes.value.flatMap((box) => (listed.value.get(box) ?? []).map(ticket));
}

function ticket(row: TicketRow): Found {
  return {
    id: row.id,
    title: `${row.provider?.name ?? TEXTS.packet.unknown} · ${row.lastText}`,
    beside: row.reference,
    also: textsOf(row),
    go: () => Promise.all([show(boxOf(row, me.value?.id ?? "")), open(row.id)]),
  };
}

function deeds(onHelp: () => void): readonly Found[] {
  const shown = view.value?.row;
  const byKey = TEXTS.keys.list.flatMap(([key = "", title = ""]) => {
    const deed = /^[a-z]$/.test(key) ? DEEDS[key] : undefined;
    return deed ? [entry(`key-${key}`, title, () => deed(shown?.id), key)] : [];
  });
  const { sound, notes } = told.value;
  return [
    ...byKey,
    ...(shown && speaksIn(rows.value.get(shown.id) ?? shown) ? ofSpeaker(shown.id) : []),
    ...boxes.value.map((box) => entry(`box-${box}`, words.list(TEXTS.boxes[box]), () => show(box))),
    entry("sound", words.turn(TEXTS.told.sound(sound)), () => turnSound(!sound)),
    entry("notes", words.turn(TEXTS.told.notes(notes)), () => turnNotes(!notes)),
    entry("help", TEXTS.keys.title, onHelp, "?"),
  ];
}

function ofSpeaker(id: string): readonly Found[] {
  return [
    entry("release", TEXTS.release, () => attempt(() => api.move(id, "release"))),
    entry("hand-back", TEXTS.handBack, () => attempt(() => api.move(id, "hand-back"))),
    ...toWhom(),
  ];
}

/** Whoever is there comes first. */
function toWhom(): readonly Found[] {
  const id = view.value?.row.id;
  if (id === undefined) return [];
  return [...colleagues.value]
    .sort((a, b) => Number(b.online) - Number(a.online))
    .map((one) => {
      const go = () => give(id, one);
      return entry(`to-${one.id}`, words.transfer(one.name), go, words.online(one.online));
    });
}

/** What is a colleague's by now is no trouble to whoever gave it away. */
async function give(id: string, { id: to, name }: { id: string; name: string }): Promise<void> {
  if (!(await attempt(() => api.transfer(id, to)))) return;
  notice.value = words.given(name);
  if (openId.value === id && !view.value) close();
}

function entry(id: string, title: string, go: () => unknown, beside = ""): Found {
  return { id, title, beside, also: [], go };
}
