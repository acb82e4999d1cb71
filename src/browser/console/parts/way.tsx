// The way to speak to a merchant whom somebody else, or nobody yet, speaks to: one button, where the words would be sent.
import type { TicketRow } from "../../../base/desk-wire.ts";
import { speak, wayToSpeak } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

export function WayToSpeak({ row }: { row: TicketRow }) {
  const way = wayToSpeak(row);
  return (
    <div class="buttons">
      <span class="hint">{TEXTS.before[way ?? "never"]}</span>
      {way && (
        <button type="button" class="primary" onClick={() => void speak(row.id, way)}>
          {TEXTS.ways[way]}
        </button>
      )}
    </div>
  );
}
