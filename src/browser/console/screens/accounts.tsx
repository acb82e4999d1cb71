// The accounts, for admins: who there is, the link with which somebody comes in, and what ends or changes an account.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DeskRole } from "../../../base/desk-wire.ts";
import type { Staff } from "../../../base/staff-wire.ts";
import { AccountRow } from "../parts/accounts/account-row.tsx";
import { OpeningHours } from "../parts/accounts/hours.tsx";
import { Own } from "../parts/accounts/own.tsx";
import { Proof } from "../parts/accounts/proof.tsx";
import { api, Refused } from "../state/api.ts";
import { explain } from "../state/explain.ts";
import { endSession } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

const { accounts: words } = TEXTS;
const ROLES: readonly DeskRole[] = ["agent", "lead", "admin"];

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one screen; its parts share its state.
export function Accounts() {
  const staff = useSignal<Staff | undefined>(undefined);
  const link = useSignal<{ login: string; link: string } | undefined>(undefined);
  const problem = useSignal("");
  /** What was asked for before the server wanted a second proof. */
  const unproved = useSignal<(() => Promise<void>) | undefined>(undefined);
  useEffect(() => void attempt(async () => undefined), []);

  /** Does it, then shows how it stands. Resolves to whether it was done. */
  async function attempt(deed: () => Promise<void>): Promise<boolean> {
    problem.value = "";
    try {
      await deed();
      unproved.value = undefined;
      staff.value = (await api.staff()).staff;
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.details.needs === "proof") unproved.value = deed;
      else if (error.status === 401 && unproved.value === undefined) endSession();
      else problem.value = wordsFor(error);
      return false;
    }
  }

  async function prove(code: string): Promise<void> {
    const deed = unproved.value;
    await attempt(async () => {
      await api.prove(code);
      await deed?.();
    });
  }

  async function invite(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const [login = "", name = "", role] = ["login", "name", "role"].map((field) =>
      String(new FormData(form).get(field)),
    );
    await attempt(async () => {
      link.value = { login, ...(await api.invite({ login, name, role: role as DeskRole })) };
      form.reset();
    });
  }

  const all = staff.value;
  const isUnstaffed = all?.every(({ role, status }) => role === "admin" || status !== "active");
  const address = link.value && `${location.origin}/console/setup#${link.value.link}`;
  return (
    <div class="office">
      <header class="bar">
        <strong>{TEXTS.desk}</strong>
        <Own />
      </header>
      <main>
        <h1>{words.title}</h1>
        <p class="hint">{words.hint}</p>
        <p role="alert" class="problem">
          {problem}
        </p>
        {unproved.value && (
          <Proof
            onProve={prove}
            onCancel={() => {
              unproved.value = undefined;
            }}
          />
        )}
        {address !== undefined && link.value && (
          <section class="banner" role="status">
            <p>{words.linkOf(link.value.login)}</p>
            <input
              readOnly
              aria-label={words.link}
              value={address}
              onFocus={(event) => event.currentTarget.select()}
            />
            <button type="button" onClick={() => void navigator.clipboard?.writeText(address)}>
              {TEXTS.copy}
            </button>
          </section>
        )}
        {isUnstaffed && <p class="banner">{words.unstaffed}</p>}
        <ul class="accounts">
          {all?.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              roles={ROLES}
              attempt={attempt}
              onLink={(given) => {
                link.value = { login: account.login, link: given };
              }}
            />
          ))}
        </ul>
        <h2>{words.invite}</h2>
        <form class="invite" onSubmit={invite}>
          <label>
            {words.login}
            <input
              name="login"
              autocapitalize="none"
              autocomplete="off"
              required
              maxLength={31}
              aria-describedby="login-form"
            />
          </label>
          <label>
            {words.name}
            <input name="name" autocomplete="off" required maxLength={60} aria-describedby="name-is" />
          </label>
          <label>
            {words.role}
            <select name="role">
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {words.roles[role]}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="primary">
            {words.makeLink}
          </button>
          <p class="hint">
            <span id="login-form">{words.loginForm}</span> <span id="name-is">{words.nameIs}</span>
          </p>
        </form>
        <OpeningHours attempt={attempt} />
        <h2>{words.roleTitle}</h2>
        <dl class="roles">
          {ROLES.map((role) => (
            <div key={role}>
              <dt>{words.roles[role]}</dt>
              <dd>{words.mays[role]}</dd>
            </div>
          ))}
        </dl>
      </main>
    </div>
  );
}

function wordsFor(error: Refused): string {
  if (error.status === 401) return words.wrongCode;
  if (error.details.login === "taken") return words.taken;
  return error.code === "BadArgument" ? words.badLogin : explain(error);
}
