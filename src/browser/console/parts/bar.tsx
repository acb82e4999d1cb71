// The bar over everything: the next merchant, what tells of news, the keys, and who is signed in.
import { TEXTS } from "../wording/texts.ts";
import { Own } from "./accounts/own.tsx";
import { told, turnNotes, turnSound } from "./alerts.ts";

export function Bar({ onNext, onHelp }: { onNext: () => void; onHelp: () => void }) {
  const { sound, notes } = told.value;
  return (
    <header class="bar">
      <h1>{TEXTS.desk}</h1>
      <button type="button" class="primary" onClick={onNext}>
        {TEXTS.next}
      </button>
      <button type="button" aria-pressed={sound} onClick={() => turnSound(!sound)}>
        {TEXTS.told.sound(sound)}
      </button>
      <button type="button" aria-pressed={notes} onClick={() => void turnNotes(!notes)}>
        {TEXTS.told.notes(notes)}
      </button>
      <button type="button" class="help" onClick={onHelp} aria-label={TEXTS.keys.title}>
        ?
      </button>
      <Own />
    </header>
  );
}
