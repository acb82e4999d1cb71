// Where an agent writes: to the merchant or, in another colour and with another button, to colleagues only.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Insert } from "../../../base/desk-wire.ts";
import { draftOf, LONGEST, offer, write } from "../state/drafts.ts";
import { inserts, loadInserts, matching, type Wish, wishIn } from "../state/inserts.ts";
import { queue } from "../state/outbox.ts";
import { noteWriting } from "../state/presence.ts";
import { notice, refresh, speaksIn, type TicketView, view, wayToSpeak } from "../state/store.ts";
import { draftKind, fieldIs, startWriting, WRITES, type Writes, writes } from "../state/writing.ts";
import { TEXTS } from "../wording/texts.ts";
import { InsertMenu, MENU_ID, optionId } from "./insert-menu.tsx";
import { WayToSpeak } from "./way.tsx";

/** From here on it says how much room is left. */
const NEARLY = LONGEST - 400;

/** A field is no place for words that can never be sent; those that stand there already can be copied. */
function fieldFor(shown: TicketView | undefined, kind: Writes) {
  if (!shown) return { text: "", maySend: false, hasField: false };
  const { row } = shown;
  const text = draftOf(row.id, draftKind(kind));
  const maySend = kind === "note" || speaksIn(row);
  return { text, maySend, hasField: maySend || wayToSpeak(row) !== undefined || text !== "" };
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one form; its parts share its state.
export function Composer() {
  const field = useRef<HTMLTextAreaElement>(null);
  const wish = useSignal<Wish | undefined>(undefined);
  const chosen = useSignal(0);
  const shown = view.value;
  const id = shown?.row.id;
  const kept = shown?.draft ?? "";
  const found = useComputed(() =>
    wish.value && inserts.value?.ticket === view.value?.row.id
      ? matching(inserts.value?.all ?? [], wish.value)
      : undefined,
  );
  useEffect(() => {
    if (id !== undefined) offer(id, kept);
  }, [id, kept]);
  const kind = writes.value;
  const isNote = kind === "note";
  const { text, maySend, hasField } = fieldFor(shown, kind);
  useEffect(() => {
    fieldIs(hasField ? field.current : null);
    wish.value = undefined;
    return () => fieldIs(null);
  }, [id, wish, hasField]);
  if (!shown || id === undefined) return null;
  const tooMany = text.length - LONGEST;

  async function send(): Promise<void> {
    if (text.trim() === "" || tooMany > 0 || id === undefined || !shown) return;
    if (!maySend) {
      notice.value = TEXTS.notYours;
      return;
    }
    write(id, draftKind(kind), "");
    wish.value = undefined;
    if (kind === "ask") writes.value = "reply";
    await queue({ ticket: id, kind, text: text.trim(), read: shown.watermark });
    await refresh();
  }

  function noticeWish(element: HTMLTextAreaElement): void {
    const { value, selectionStart, selectionEnd } = element;
    wish.value = selectionStart === selectionEnd ? wishIn(value, selectionStart) : undefined;
    chosen.value = 0;
    if (wish.value && id !== undefined) void loadInserts(id);
  }

  function insert(one: Insert): void {
    const element = field.current;
    if (!element || !wish.value || id === undefined) return;
    element.focus();
    element.setRangeText(one.text, wish.value.from, element.selectionStart, "end");
    wish.value = undefined;
    write(id, draftKind(kind), element.value);
  }

  /** Whether the open list took the key. */
  function chooseBy(key: string): boolean {
    const list = found.value;
    if (!list) return false;
    const one = list[chosen.value];
    if (key === "Escape") wish.value = undefined;
    else if (key === "ArrowDown") chosen.value = (chosen.value + 1) % Math.max(1, list.length);
    else if (key === "ArrowUp") chosen.value = (chosen.value + list.length - 1) % Math.max(1, list.length);
    else if ((key === "Enter" || key === "Tab") && one) insert(one);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys of a composition of Chinese characters choose characters: its Enter sends nothing.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (chooseBy(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  }

  const active = found.value?.[chosen.value];
  return (
    <form
      class={`composer ${kind}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Kinds kind={kind} tells={hasField} />
      {found.value && <InsertMenu shown={found.value} chosen={chosen.value} onChoose={insert} />}
      {hasField && (
        <textarea
          ref={field}
          rows={3}
          aria-label={TEXTS[kind]}
          aria-autocomplete="list"
          aria-controls={found.value ? MENU_ID : undefined}
          aria-activedescendant={active ? optionId(active) : undefined}
          aria-invalid={tooMany > 0}
          aria-describedby="room"
          placeholder={TEXTS.hints[maySend ? kind : "early"]}
          value={text}
          onInput={({ currentTarget }) => {
            write(id, draftKind(kind), currentTarget.value);
            noticeWish(currentTarget);
            if (!isNote) noteWriting();
          }}
          onSelect={({ currentTarget }) => wish.value && noticeWishEnd(currentTarget)}
          onKeyDown={onKeyDown}
        />
      )}
      {maySend && (
        <button type="submit" class="primary send" disabled={tooMany > 0}>
          {TEXTS.sends[kind]}
        </button>
      )}
      {!speaksIn(shown.row) && <WayToSpeak row={shown.row} />}
      <p id="room" role="status" class={tooMany > 0 ? "problem" : "hint"}>
        {tooMany > 0 && TEXTS.tooLong(tooMany, LONGEST)}
        {tooMany <= 0 && text.length > NEARLY && TEXTS.room(-tooMany)}
      </p>
    </form>
  );

  /** The caret left the sign behind. */
  function noticeWishEnd({ value, selectionStart }: HTMLTextAreaElement): void {
    if (!wishIn(value, selectionStart)) wish.value = undefined;
  }
}

function Kinds({ kind, tells }: { kind: Writes; tells: boolean }) {
  return (
    <fieldset class="kinds">
      <legend>{TEXTS.kinds}</legend>
      {WRITES.map((one) => (
        <button key={one} type="button" aria-pressed={kind === one} onClick={() => startWriting(one)}>
          {TEXTS[one]}
        </button>
      ))}
      {tells && <span class="hint">{TEXTS.tells[kind]}</span>}
    </fieldset>
  );
}
