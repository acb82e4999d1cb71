// Who is signed in, and the way out.
import { api } from "../state/api.ts";
import { leave, me } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

export function SignOut() {
  async function signOut(): Promise<void> {
    leave();
    await api.signOut().catch(() => undefined);
  }
  return (
    <>
      <span class="me">{me.value?.name}</span>
      <button type="button" onClick={() => void signOut()}>
        {TEXTS.signIn.out}
      </button>
    </>
  );
}
