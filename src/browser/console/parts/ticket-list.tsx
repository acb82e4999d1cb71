// The list: one tab for each kind, one line for each ticket, whoever has waited longest first.
import type { TicketRow } from "../../../base/desk-wire.ts";
import type { Box } from "../state/boxes.ts";
import { box, boxes, counts, further, listed, open, openId, show, showMore } from "../state/store.ts";
import { ago, waited } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";
import { Presence } from "./thread/presence.tsx";

export function TicketList() {
  const shown = listed.value.get(box.value) ?? [];
  return (
    <nav class="list" aria-label={TEXTS.list}>
      <div class="boxes" role="tablist" aria-label={TEXTS.list}>
        {boxes.value.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`box-${name}`}
            aria-selected={box.value === name}
            tabIndex={box.value === name ? 0 : -1}
            onKeyDown={({ key }) => turn(name, key)}
            aria-controls="rows"
            onClick={() => void show(name)}
          >
            {TEXTS.boxes[name]} <span class="count">{counts.value?.[name] ?? 0}</span>
          </button>
        ))}
      </div>
      <div id="rows" role="tabpanel" aria-labelledby={`box-${box.value}`}>
        {shown.length === 0 && <p class="empty">{TEXTS.empty[box.value]}</p>}
        <ul>
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
        {further.value[box.value] !== undefined && (
          <button type="button" class="more" onClick={() => void showMore(box.value)}>
            {TEXTS.more}
          </button>
        )}
      </div>
    </nav>
  );
}

/** As everywhere with tabs: arrows go to the next one, and the focus with them. */
function turn(from: Box, key: string): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (by === undefined) return;
  const all = boxes.value;
  const next = all[(all.indexOf(from) + by + all.length) % all.length] ?? from;
  void show(next);
  document.querySelector<HTMLElement>(`#box-${next}`)?.focus();
}

/** That somebody asked for a person goes without saying, and fraud is flagged. */
const SAYS_MORE: ReadonlySet<string> = new Set(["two-misses", "stuck-twice"]);

function Row({ row }: { row: TicketRow }) {
  const isOpen = openId.value === row.id;
  return (
    <li>
      <button
        type="button"
        class={row.unread ? "row unread" : "row"}
        aria-current={isOpen ? "true" : undefined}
        data-ticket={row.id}
        onClick={() => void open(row.id)}
      >
        <span class="first">
          <strong>{row.provider?.name ?? TEXTS.packet.unknown}</strong>
          {row.scam && <span class="flag">{TEXTS.scam}</span>}
          {SAYS_MORE.has(row.reason) && <small>{TEXTS.reasons[row.reason]}</small>}
          {row.unread && row.assignee && <span class="dot">{TEXTS.unread}</span>}
          <span class="time">{row.waitSince === null ? ago(row.updatedAt) : waited(row.waitSince)}</span>
        </span>
        <span class="second">
          <span class="said">
            {row.lastFrom === "merchant" ? "" : TEXTS.saidBy[row.lastFrom]}
            {row.lastText}
          </span>
          <span class="who">{row.assignee?.name ?? TEXTS.unassigned}</span>
        </span>
        <Presence ticket={row.id} />
      </button>
    </li>
  );
}
