// Signing in: login, password and the one-time code in one form, with one answer to whatever was wrong.
import { useSignal } from "@preact/signals";
import { api, Refused } from "../state/api.ts";
import { explain } from "../state/explain.ts";
import { begin } from "../state/listen.ts";
import { wasEnded } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

const { signIn } = TEXTS;

export function SignIn() {
  const problem = useSignal("");
  const isBusy = useSignal(false);

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [login, password, code] = ["login", "password", "code"].map((name) => String(form.get(name) ?? ""));
    isBusy.value = true;
    problem.value = "";
    try {
      await api.signIn({ login: login ?? "", password: password ?? "", code: code ?? "" });
      await begin();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = error.isPassing && error.status !== 429 ? explain(error) : signIn.refused;
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <main class="gate">
      <form onSubmit={submit}>
        <h1>{signIn.title}</h1>
        {wasEnded.value && <p class="told">{signIn.ended}</p>}
        <label>
          {signIn.login}
          <input name="login" autocomplete="username" autocapitalize="none" required />
        </label>
        <label>
          {signIn.password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <label>
          {signIn.code}
          <input
            name="code"
            inputmode="text"
            autocomplete="one-time-code"
            aria-describedby="code-hint"
            required
          />
        </label>
        <p id="code-hint" class="hint">
          {signIn.codeHint}
        </p>
        <p role="alert" class="problem">
          {problem}
        </p>
        <button type="submit" class="primary" disabled={isBusy}>
          {signIn.go}
        </button>
      </form>
    </main>
  );
}
