// The first visit by a link: a password, the authenticator app, and recovery codes that are shown once.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SetupBegin } from "../../../base/staff-wire.ts";
import { QrCode } from "../parts/accounts/qr-code.tsx";
import { api, Refused } from "../state/api.ts";
import { explain } from "../state/explain.ts";
import { begin } from "../state/listen.ts";
import { TEXTS } from "../wording/texts.ts";

const { setup, signIn } = TEXTS;
const SHORTEST_PASSWORD = 12;

function whyNot(error: Refused): string {
  const { password, code, link } = error.details;
  if (code !== undefined) return setup.wrongCode;
  if (password !== undefined) return password === "length" ? setup.short : setup.common;
  return link === undefined ? explain(error) : setup.over;
}

export function SetUp({ link }: { link: string }) {
  const told = useSignal<SetupBegin | undefined>(undefined);
  const codes = useSignal<readonly string[] | undefined>(undefined);
  const problem = useSignal("");
  useEffect(() => {
    api.beginSetup(link).then(
      (answer) => {
        told.value = answer;
      },
      (error: unknown) => {
        problem.value = error instanceof Refused && error.status === 0 ? explain(error) : setup.over;
      },
    );
  }, [link, told, problem]);

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [password, again, code] = ["password", "again", "code"].map((name) => String(form.get(name) ?? ""));
    problem.value = password === again ? "" : setup.differ;
    if (password !== again) return;
    try {
      const { recoveryCodes } = await api.setUp({ link, password: password ?? "", code: code ?? "" });
      codes.value = recoveryCodes;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.value = whyNot(error);
    }
  }

  if (codes.value) {
    return (
      <main class="gate">
        <section>
          <h1>{setup.codes}</h1>
          <p>{setup.codesHint}</p>
          <ul class="codes">
            {codes.value.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={() => void navigator.clipboard?.writeText(codes.value?.join("\n") ?? "")}
          >
            {TEXTS.copy}
          </button>
          <button
            type="button"
            class="primary"
            onClick={() => {
              history.replaceState(null, "", "/console");
              void begin();
            }}
          >
            {setup.go}
          </button>
        </section>
      </main>
    );
  }
  return (
    <main class="gate">
      <form onSubmit={submit}>
        <h1>{told.value ? setup.welcome(told.value.name) : setup.title}</h1>
        {told.value && (
          <>
            <p>
              {setup.yours} <strong>{told.value.login}</strong>
            </p>
            {/* What keeps passwords keeps them by what stands here. */}
            <input name="login" autocomplete="username" value={told.value.login} readOnly hidden />
            <label>
              {setup.password}
              <input
                name="password"
                type="password"
                minLength={SHORTEST_PASSWORD}
                autocomplete="new-password"
                required
              />
            </label>
            <label>
              {setup.again}
              <input name="again" type="password" autocomplete="new-password" required />
            </label>
            <p>
              {setup.app} <a href={told.value.uri}>{setup.openApp}</a>
            </p>
            <QrCode text={told.value.uri} label={setup.qr} />
            <p>
              {setup.byHand} <code>{told.value.secret}</code>
            </p>
            <label>
              {signIn.code}
              <input name="code" inputmode="numeric" autocomplete="one-time-code" required />
            </label>
          </>
        )}
        <p role="alert" class="problem">
          {problem}
        </p>
        {told.value && (
          <button type="submit" class="primary">
            {setup.go}
          </button>
        )}
      </form>
    </main>
  );
}
