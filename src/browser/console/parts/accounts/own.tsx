// What is one's own: when the desk is open, where one is signed in, for leads and admins the audit, and the way out.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { api } from "../../state/api.ts";
import { leave, me } from "../../state/store.ts";
import { TEXTS } from "../../wording/texts.ts";
import { AuditLog } from "./audit-log.tsx";
import { HoursToRead } from "./hours.tsx";
import { Sessions } from "./sessions.tsx";

const { own: words, accounts } = TEXTS;

export function Own() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useSignal(false);
  const who = me.value;
  if (!who) return null;

  async function signOut(): Promise<void> {
    leave();
    await api.signOut().catch(() => undefined);
  }
  return (
    <>
      <button
        type="button"
        class="me"
        aria-haspopup="dialog"
        onClick={() => {
          isOpen.value = true;
          dialog.current?.showModal();
        }}
      >
        {who.name}
      </button>
      <dialog
        ref={dialog}
        class="own"
        aria-label={words.title}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <h2>
          {who.name} <small>{`${who.login} · ${accounts.roles[who.role]}`}</small>
        </h2>
        {isOpen.value && (
          <>
            {who.role !== "admin" && <HoursToRead />}
            <Sessions />
            {who.role !== "agent" && <AuditLog />}
          </>
        )}
        <form method="dialog" class="choices">
          <button type="submit" class="primary">
            {words.close}
          </button>
          <button type="button" onClick={() => void signOut()}>
            {TEXTS.signIn.out}
          </button>
        </form>
      </dialog>
    </>
  );
}
