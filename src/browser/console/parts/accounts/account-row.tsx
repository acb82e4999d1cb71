// One account: who it is, what it may, and what can be done about it. One's own is changed by nobody here.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { DeskRole } from "../../../../base/desk-wire.ts";
import type { Staff } from "../../../../base/staff-wire.ts";
import { api } from "../../state/api.ts";
import { me } from "../../state/store.ts";
import { ago } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";

const { accounts: words } = TEXTS;

/** What signs somebody out is asked about first. */
interface Question {
  readonly says: string;
  deed(): Promise<void>;
}

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
  const asked = useSignal<Question | undefined>(undefined);
  const select = useRef<HTMLSelectElement>(null);
  const wasAsked = useRef(false);
  // The question takes the focus with it when it goes: it comes back to where it was asked.
  useLayoutEffect(() => {
    if (wasAsked.current && !asked.value) select.current?.focus();
    wasAsked.current = asked.value !== undefined;
  }, [asked.value]);
  const isOwn = me.value?.id === id;
  const linkWords = status === "invited" ? words.newLink : words.reset;
  const statusWords = status === "disabled" ? words.enable : words.disable;
  function disable(): void {
    asked.value = { says: words.sure.disable(name), deed: () => api.setStatus(id, "disabled") };
  }
  function askRole(wanted: DeskRole): void {
    const deed = () => api.setRole(id, wanted);
    asked.value = { says: words.sure.role(name, words.roles[wanted]), deed };
  }
  return (
    <li class={status}>
      <p>
        <strong>{name}</strong> <small>{login}</small>
      </p>
      <p class="hint">
        {words.states[status]}
        {status === "active" && ` · ${seenAt === null ? words.neverSeen : words.seen(ago(seenAt))}`}
      </p>
      {isOwn && <p class="hint">{words.own(words.roles[role])}</p>}
      {asked.value && <Sure asked={asked.value} attempt={attempt} onEnd={() => (asked.value = undefined)} />}
      {!isOwn && !asked.value && (
        <div class="deeds">
          <select
            ref={select}
            aria-label={words.roleOf(name)}
            value={role}
            onChange={({ currentTarget }) => {
              const wanted = currentTarget.value as DeskRole;
              // Until the server has agreed, it shows what is.
              currentTarget.value = role;
              askRole(wanted);
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
              status === "disabled" ? void attempt(() => api.setStatus(id, "active")) : disable()
            }
          >
            {statusWords}
          </button>
        </div>
      )}
    </li>
  );
}

function Sure(props: {
  readonly asked: Question;
  readonly attempt: (deed: () => Promise<void>) => Promise<boolean>;
  readonly onEnd: () => void;
}) {
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's.
    <div class="deeds sure" role="group" aria-label={props.asked.says}>
      <p>{props.asked.says}</p>
      <button
        type="button"
        class="primary"
        onClick={() => {
          props.onEnd();
          void props.attempt(props.asked.deed);
        }}
      >
        {words.sure.go}
      </button>
      <button ref={no} type="button" onClick={props.onEnd}>
        {words.cancel}
      </button>
    </div>
  );
}
