// The conversation as it was, with what colleagues noted in between, by day, and what is still on its way.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Activity } from "../../../../base/wire.ts";
import { outbox } from "../../state/outbox.ts";
import { type TicketView, view } from "../../state/store.ts";
import { dayOf } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";
import { OnItsWay } from "./on-its-way.tsx";
import { Presence } from "./presence.tsx";
import { isShown, Noted, Said } from "./said.tsx";

export function Thread() {
  const shown = view.value;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const measured = useRef("");
  const own = outbox.value.filter(({ ticket }) => ticket === shown?.row.id);
  const id = shown?.row.id;
  // Another ticket, and words of one's own, are seen from their end; whoever reads further up is left there.
  useLayoutEffect(() => {
    isAtEnd.current = true;
    toEnd(scroller.current);
  }, [id, own.length]);
  useLayoutEffect(() => {
    if (!content.current) return;
    const observer = new ResizeObserver(() => {
      measured.current = sizeOf(scroller.current);
      if (isAtEnd.current) toEnd(scroller.current);
    });
    observer.observe(content.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [id]);
  if (!shown) return null;
  return (
    <div
      ref={scroller}
      class="thread"
      role="log"
      aria-label={TEXTS.thread}
      onScroll={({ currentTarget }) => {
        // What a new size does to the place is not the reader's doing.
        if (sizeOf(currentTarget) !== measured.current) return;
        const { scrollHeight, scrollTop, clientHeight } = currentTarget;
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEARLY_PX;
      }}
    >
      <div ref={content}>
        {entriesOf(shown).map((entry) =>
          "day" in entry ? (
            <h3 key={entry.day} class="day">
              {entry.day}
            </h3>
          ) : "note" in entry ? (
            <Noted key={entry.note.id} note={entry.note} />
          ) : (
            <Said key={entry.activity.id} activity={entry.activity} />
          ),
        )}
        {own.map((outgoing) => (
          <OnItsWay key={outgoing.clientId} outgoing={outgoing} />
        ))}
        <p class="presence" role="status">
          <Presence ticket={shown.row.id} />
        </p>
      </div>
    </div>
  );
}

/** A line less than the end is the end. */
const NEARLY_PX = 40;

function sizeOf(scroller: HTMLElement | null): string {
  return `${scroller?.scrollHeight} ${scroller?.clientHeight}`;
}

function toEnd(scroller: HTMLElement | null): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
}

type Entry =
  | { readonly day: string }
  | { readonly note: TicketView["notes"][number] }
  | { readonly activity: Activity };

/** A note stands where the conversation was when it was written; each day begins with its name. */
function entriesOf({ activities, notes }: Pick<TicketView, "activities" | "notes">): readonly Entry[] {
  const entries: Entry[] = [];
  let day = "";
  function put(at: string, entry: Entry): void {
    const own = dayOf(at);
    if (own !== day) entries.push({ day: own });
    day = own;
    entries.push(entry);
  }
  let noted = 0;
  function putNotesBefore(at: string): void {
    for (let note = notes[noted]; note && note.at <= at; note = notes[noted]) {
      put(note.at, { note });
      noted += 1;
    }
  }
  for (const activity of activities) {
    if (!isShown(activity)) continue;
    putNotesBefore(activity.timestamp);
    put(activity.timestamp, { activity });
  }
  putNotesBefore(AFTER_ALL);
  return entries;
}

/** Later than any timestamp, as text. */
const AFTER_ALL = "9";
