// What can be done about the open ticket, for whom it is possible now.
import { api } from "../state/api.ts";
import { boxOf } from "../state/boxes.ts";
import { openSide, showsSide } from "../state/side.ts";
import { attempt, close, colleagues, isMine, me, rows, view } from "../state/store.ts";
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
  const box = boxOf(row, me.value?.id ?? "");
  const isOwn = isMine(row);
  const isUnread = rows.value.get(id)?.unread ?? row.unread;
  const mayTakeOver = box === "colleagues" && me.value?.role === "lead";
  return (
    <header class="actions">
      <button type="button" class="back" onClick={goBack}>
        {TEXTS.back}
      </button>
      <h1 tabIndex={-1}>
        {row.provider?.name ?? TEXTS.packet.unknown} <small>{TEXTS.solvedAs[status]}</small>
      </h1>
      <div class="deeds">
        {box === "waiting" && (
          <button type="button" class="primary" onClick={() => void attempt(() => api.move(id, "take"))}>
            {TEXTS.take}
          </button>
        )}
        {mayTakeOver && (
          <button type="button" onClick={() => void attempt(() => api.move(id, "take-over"))}>
            {TEXTS.takeOver}
          </button>
        )}
        {isOwn && (
          <>
            <button type="button" class="primary" onClick={() => void attempt(() => api.move(id, "solve"))}>
              {TEXTS.solve}
            </button>
            <button type="button" onClick={() => void attempt(() => api.move(id, "release"))}>
              {TEXTS.release}
            </button>
            <button type="button" onClick={() => void attempt(() => api.move(id, "hand-back"))}>
              {TEXTS.handBack}
            </button>
            {colleagues.value.length > 0 && (
              <select
                id="transfer"
                aria-label={TEXTS.transfer}
                value=""
                onChange={({ currentTarget: { value } }) => void attempt(() => api.transfer(id, value))}
              >
                <option value="" disabled>
                  {TEXTS.transfer}
                </option>
                {colleagues.value.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </>
        )}
        {isUnread && (
          <button type="button" onClick={() => void markRead(id)}>
            {TEXTS.markRead}
          </button>
        )}
        <button type="button" class="to-side" onClick={openSide}>
          {TEXTS.side}
        </button>
      </div>
    </header>
  );
}
