// Who did what, the newest first, for leads and admins who proved within ten minutes that it is them.
import { useSignal } from "@preact/signals";
import type { AuditOfDesk } from "../../../../base/staff-wire.ts";
import { api, Refused } from "../../state/api.ts";
import { explain } from "../../state/explain.ts";
import { endSession } from "../../state/store.ts";
import { dayAndClockOf } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";
import { Proof } from "./proof.tsx";

const { own: words, accounts } = TEXTS;
const FROM_THE_END = 0;
type Entry = AuditOfDesk["entries"][number];

export function AuditLog() {
  const entries = useSignal<readonly Entry[] | undefined>(undefined);
  const isAll = useSignal(false);
  const needsProof = useSignal(false);
  const problem = useSignal("");

  async function read(): Promise<void> {
    problem.value = "";
    try {
      const known = entries.value ?? [];
      const { entries: next } = await api.audit(known.at(-1)?.seq ?? FROM_THE_END);
      entries.value = [...known, ...next];
      isAll.value = next.length === 0 || next.at(-1)?.seq === 1;
      needsProof.value = false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.details.needs === "proof") needsProof.value = true;
      else if (error.status === 401) endSession();
      else problem.value = explain(error);
    }
  }
  async function prove(code: string): Promise<void> {
    try {
      await api.prove(code);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.status === 401 ? accounts.wrongCode : explain(error);
      return;
    }
    await read();
  }
  const shown = entries.value;
  return (
    <section aria-label={words.audit} class="audit">
      <h3>{words.audit}</h3>
      <p class="hint">{words.auditHint}</p>
      <p role="alert" class="problem">
        {problem}
      </p>
      {needsProof.value && <Proof onProve={prove} onCancel={() => (needsProof.value = false)} />}
      {shown && <Entries entries={shown} />}
      {!needsProof.value &&
        (isAll.value ? (
          <p class="hint">{words.noAudit}</p>
        ) : (
          <button type="button" onClick={() => void read()}>
            {shown ? words.older : words.readAudit}
          </button>
        ))}
    </section>
  );
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <table>
      <thead>
        <tr>
          {(["at", "who", "did", "what"] as const).map((name) => (
            <th key={name} scope="col">
              {words.columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(({ seq, at, actor, who, action, object, what, data }) => (
          <tr key={seq}>
            <td>{dayAndClockOf(at)}</td>
            <td>{who ?? nameless(actor)}</td>
            <td>
              {words.actions[action] ?? TEXTS.did[action] ?? action}
              {typeof data.deed === "string" && `：${TEXTS.did[data.deed] ?? data.deed}`}
              {typeof data.role === "string" && `：${roleOf(data.role)}`}
            </td>
            <td>{what ?? nameless(object)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function roleOf(role: string): string {
  return role in accounts.roles ? accounts.roles[role as keyof typeof accounts.roles] : role;
}

/** An id says nothing to anybody: of a ticket or an account there is no more, or it was the machine. */
function nameless(id: string): string {
  if (id === "" || id === "unknown" || id === "desk") return "";
  return /^(?:tkt|stf)_/.test(id) ? words.gone : words.desk;
}
