// What can be done about the open ticket, for whom it is possible now.
import type { TicketRow } from "../../../base/desk-wire.ts";
import { api } from "../state/api.ts";
import { chooseColleague } from "../state/find.ts";
import { openSide, showsSide } from "../state/side.ts";
import { solve } from "../state/solve.ts";
import { attempt, close, rows, speaksIn, view } from "../state/store.ts";
import { markRead } from "../state/unread.ts";
import { TEXTS } from "../wording/texts.ts";

function goBack(): void {
  showsSide.value = false;
  close();
}

export function Actions() {
  const shown = view.value;
  if (!shown) return null;
  const { row } = shown;
  const { id, status } = row;
  const isUnread = rows.value.get(id)?.unread ?? row.unread;
  return (
    <header class="actions">
      <button type="button" class="back" onClick={goBack}>
        {TEXTS.back}
      </button>
      <h2 tabIndex={-1}>
        {row.provider?.name ?? TEXTS.packet.unknown}{" "}
        <small>{row.owner === "waiting" ? TEXTS.unassigned : TEXTS.solvedAs[status]}</small>
      </h2>
      <button type="button" class="to-side" onClick={openSide}>
        {TEXTS.side}
      </button>
      <div class="deeds">
        {speaksIn(row) && <OfSpeaker row={row} />}
        {isUnread && row.assignee && (
          <button type="button" onClick={() => void markRead(id)}>
            {TEXTS.markRead}
          </button>
        )}
      </div>
    </header>
  );
}

/** What only the one who speaks to the merchant can do. */
function OfSpeaker({ row: { id } }: { row: TicketRow }) {
  return (
    <>
      <button type="button" class="primary" onClick={() => void solve(id)}>
        {TEXTS.solve}
      </button>
      <button type="button" onClick={() => void attempt(() => api.move(id, "release"))}>
        {TEXTS.release}
      </button>
      <button type="button" onClick={() => void attempt(() => api.move(id, "hand-back"))}>
        {TEXTS.handBack}
      </button>
      <button type="button" onClick={() => void chooseColleague()}>
        {TEXTS.transfer}
      </button>
    </>
  );
}
