// What could be said next, by what is known of the merchant: put into the field by a click, to be read before it is sent.
import { useEffect } from "preact/hooks";
import { draftOf, write } from "../state/drafts.ts";
import { inserts, loadInserts } from "../state/inserts.ts";
import { startWriting } from "../state/writing.ts";
import { TEXTS } from "../wording/texts.ts";

export function NextWords({ ticket, ids }: { ticket: string; ids: readonly string[] }) {
  useEffect(() => void loadInserts(ticket), [ticket]);
  const all = inserts.value?.ticket === ticket ? inserts.value.all : [];
  const offered = ids.flatMap((id) => all.find((one) => one.kind === "canned" && one.id === id) ?? []);
  if (offered.length === 0) return null;
  return (
    <>
      <h2>{TEXTS.packet.next}</h2>
      {offered.map(({ id, title, text }) => (
        <button key={id} type="button" class="next-words" onClick={() => put(ticket, text)}>
          <strong>{title}</strong>
          <span>{text}</span>
        </button>
      ))}
    </>
  );
}

/** Behind what stands there already. */
function put(ticket: string, text: string): void {
  const begun = draftOf(ticket, "reply").trimEnd();
  write(ticket, "reply", begun === "" ? text : `${begun}\n${text}`);
  startWriting("reply");
}
