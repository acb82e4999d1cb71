// What this agent sent and the server has not taken yet, and what can be done where it never will.
import { draftOf, write } from "../../state/drafts.ts";
import { drop, type Outgoing, sendAgain } from "../../state/outbox.ts";
import { draftKind, startWriting } from "../../state/writing.ts";
import { TEXTS } from "../../wording/texts.ts";

/** Back into the field, before whatever stands there already. */
function edit({ clientId, ticket, kind, text }: Outgoing): void {
  const draft = draftKind(kind);
  const begun = draftOf(ticket, draft);
  drop(clientId);
  write(ticket, draft, begun === "" ? text : `${text}\n${begun}`);
  startWriting(kind);
}

export function OnItsWay({ outgoing }: { outgoing: Outgoing }) {
  const { text, state, why = "", clientId, kind, isFinal = false } = outgoing;
  const isStopped = state === "refused" || state === "overtaken";
  return (
    <article class={`said person ${state}`}>
      {kind !== "reply" && <strong>{TEXTS[kind]}</strong>}
      <p>{text}</p>
      <div class="state" role={isStopped ? "alert" : "status"}>
        {state === "sending" && TEXTS.sending}
        {state === "waiting" && TEXTS.waitsForNetwork}
        {state === "failing" && TEXTS.tryingAgain(why)}
        {state === "refused" && TEXTS.notSent(why)}
        {state === "overtaken" && TEXTS.overtaken}
        {isStopped && (
          <div class="choices">
            <button type="button" onClick={() => edit(outgoing)}>
              {TEXTS.edit}
            </button>
            {!isFinal && (
              <button type="button" onClick={() => void sendAgain(clientId)}>
                {state === "refused" ? TEXTS.again : TEXTS.sendAnyway}
              </button>
            )}
            <button type="button" onClick={() => drop(clientId)}>
              {TEXTS.drop}
            </button>
          </div>
        )}
      </div>
    </article>
  );
}
