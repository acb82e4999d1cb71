// The list over the field: canned replies behind `/`, steps and pages behind `@`. The field keeps the focus.
import type { Insert } from "../../../base/desk-wire.ts";
import { TEXTS } from "../wording/texts.ts";

export const MENU_ID = "inserts";
export const optionId = ({ kind, id }: Insert) => `insert-${kind}-${id}`;

export function InsertMenu(props: {
  readonly shown: readonly Insert[];
  readonly chosen: number;
  readonly onChoose: (insert: Insert) => void;
}) {
  return (
    <div class="inserts">
      <div id={MENU_ID} role="listbox" aria-label={TEXTS.inserts.title}>
        {props.shown.map((insert, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and has the keys.
          <div
            key={optionId(insert)}
            id={optionId(insert)}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(insert)}
          >
            <strong>{insert.title}</strong> <small>{TEXTS.inserts.kinds[insert.kind]}</small>
            <span class="said">{insert.text}</span>
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {props.shown.length === 0 ? TEXTS.inserts.none : TEXTS.inserts.hint}
      </p>
    </div>
  );
}
