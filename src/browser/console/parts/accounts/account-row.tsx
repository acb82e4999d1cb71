// One account: who it is, what it may, and what can be done about it. One's own is changed by nobody here.
import type { DeskRole } from "../../../base/desk-wire.ts";
import type { Staff } from "../../../base/staff-wire.ts";
import { api } from "../state/api.ts";
import { me } from "../state/store.ts";
import { since } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";

const { accounts: words } = TEXTS;

export function AccountRow({
  account: { id, login, name, role, status, seenAt },
  roles,
  attempt,
  onLink,
}: {
  account: Staff[number];
  roles: readonly DeskRole[];
  attempt: (deed: () => Promise<void>) => Promise<boolean>;
  onLink: (link: string) => void;
}) {
  const isOwn = me.value?.id === id;
  const linkWords = status === "invited" ? words.newLink : words.reset;
  const statusWords = status === "disabled" ? words.enable : words.disable;
  return (
    <li class={status}>
      <p>
        <strong>{name}</strong> <small>{login}</small>
      </p>
      <p class="hint">
        {words.states[status]}
        {status === "active" && ` · ${seenAt === null ? words.neverSeen : words.seen(since(seenAt))}`}
      </p>
      {isOwn ? (
        <p class="hint">{words.own(words.roles[role])}</p>
      ) : (
        <div class="deeds">
          <select
            aria-label={words.roleOf(name)}
            value={role}
            onChange={({ currentTarget }) => {
              const wanted = currentTarget.value as DeskRole;
              // Until the server has agreed, it shows what is.
              currentTarget.value = role;
              void attempt(() => api.setRole(id, wanted));
            }}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {words.roles[one]}
              </option>
            ))}
          </select>
          {status !== "disabled" && (
            <button
              type="button"
              aria-label={`${linkWords} ${name}`}
              onClick={() => void attempt(async () => onLink((await api.relink(id)).link))}
            >
              {linkWords}
            </button>
          )}
          <button
            type="button"
            aria-label={`${statusWords} ${name}`}
            onClick={() =>
              void attempt(() => api.setStatus(id, status === "disabled" ? "active" : "disabled"))
            }
          >
            {statusWords}
          </button>
        </div>
      )}
    </li>
  );
}
