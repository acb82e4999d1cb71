// The second proof, for what needs one: the code of the app once more.
import { TEXTS } from "../../wording/texts.ts";

const { accounts: words } = TEXTS;

export function Proof({
  onProve,
  onCancel,
}: {
  onProve: (code: string) => Promise<void>;
  onCancel: () => void;
}) {
  return (
    <form
      class="proof"
      onSubmit={(event) => {
        event.preventDefault();
        void onProve(String(new FormData(event.currentTarget).get("code")));
      }}
    >
      <label>
        {words.proof}
        <input name="code" autocomplete="one-time-code" required ref={focusOn} />
      </label>
      <button type="submit" class="primary">
        {words.prove}
      </button>
      <button type="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}

/** Once, when it comes: as it is the same function each time. */
function focusOn(field: HTMLElement | null): void {
  field?.focus();
}
