// Why the open ticket cannot be shown, and what was written for it: nothing is lost, it can be copied from here.
import { draftOf } from "../state/drafts.ts";
import { outbox } from "../state/outbox.ts";
import { close, openId, trouble } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

export function Trouble() {
  const id = openId.value;
  if (trouble.value === undefined || id === undefined) return null;
  const sent = outbox.value.filter(({ ticket }) => ticket === id).map(({ text }) => text);
  const unsent = [...sent, draftOf(id, "reply"), draftOf(id, "note")].filter((text) => text !== "");
  return (
    <div class="trouble">
      <p class="banner" role="alert">
        {trouble}
      </p>
      {unsent.length > 0 && (
        <>
          <textarea readOnly rows={4} aria-label={TEXTS.unsent} value={unsent.join("\n\n")} />
          <button type="button" onClick={() => void navigator.clipboard?.writeText(unsent.join("\n\n"))}>
            {TEXTS.copy}
          </button>
        </>
      )}
      <button type="button" onClick={close}>
        {TEXTS.back}
      </button>
    </div>
  );
}
