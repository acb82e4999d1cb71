// Tickets that are bound to the open one, each a click away, the way out of the bond, and the field in which another is named.
import { useSignal } from "@preact/signals";
import type { TicketDetail } from "../../../base/desk-wire.ts";
import { api, Refused } from "../state/api.ts";
import { attempt, open, speaksIn } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

const { links: words } = TEXTS;

export function Linked({ row, linked }: Pick<TicketDetail, "row" | "linked">) {
  const maysLink = speaksIn(row);
  const problem = useSignal("");
  if (linked.length === 0 && !maysLink) return null;

  async function bind(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const reference = String(new FormData(form).get("reference"));
    problem.value = "";
    await attempt(async () => {
      try {
        await api.link(row.id, reference);
        form.reset();
      } catch (error) {
        const says = error instanceof Refused ? words.problems[error.status] : undefined;
        if (says === undefined) throw error;
        problem.value = says(reference);
      }
    });
  }

  return (
    <>
      <h2>{words.title}</h2>
      {linked.map(({ id, reference, status, provider }) => (
        <button key={id} type="button" class="earlier" onClick={() => void open(id)}>
          {reference} <small>{TEXTS.solvedAs[status] ?? status}</small> {provider ?? TEXTS.packet.unknown}
        </button>
      ))}
      {maysLink && linked.length > 0 && (
        <button type="button" onClick={() => void attempt(() => api.unlink(row.id))}>
          {words.unbind}
        </button>
      )}
      {maysLink && (
        <details class="link">
          <summary>{words.bindAnother}</summary>
          <form onSubmit={bind}>
            <label>
              {words.reference}
              <input
                name="reference"
                autocomplete="off"
                required
                maxLength={20}
                aria-describedby="link-hint"
              />
            </label>
            <button type="submit">{words.bind}</button>
            <p role="alert" class="problem">
              {problem}
            </p>
            <p id="link-hint" class="hint">
              {words.hint}
            </p>
          </form>
        </details>
      )}
    </>
  );
}
