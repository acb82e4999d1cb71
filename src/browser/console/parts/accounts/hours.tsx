// When people are at the desk: what follows from it now, and for admins three fields in which it is written.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { HoursOfDesk, HoursRequest } from "../../../../base/staff-wire.ts";
import { api, Refused } from "../../state/api.ts";
import { explain } from "../../state/explain.ts";
import { beijingClockOf } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";

const { openingHours: words } = TEXTS;
const CLOSED = "closed";
const FIELDS = ["workday", "restday", "exceptions"] as const;
type Field = (typeof FIELDS)[number];

/** `attempt` does it, or asks for the second proof first. */
export function OpeningHours({ attempt }: { attempt: (deed: () => Promise<void>) => Promise<boolean> }) {
  const hours = useSignal<HoursOfDesk | undefined>(undefined);
  const problem = useSignal<{ field: Field; says: string } | undefined>(undefined);
  const saved = useSignal(false);
  useEffect(() => {
    void attempt(async () => {
      hours.value = await api.hours();
    });
  }, []);

  async function save(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (field: Field) => String(form.get(field)).replaceAll(words.closed, CLOSED);
    const draft: HoursRequest = {
      workday: typed("workday"),
      restday: typed("restday"),
      exceptions: typed("exceptions"),
    };
    problem.value = undefined;
    saved.value = false;
    await attempt(async () => {
      try {
        hours.value = await api.setHours(draft);
        saved.value = true;
      } catch (error) {
        const told = error instanceof Refused ? toldOf(error) : undefined;
        if (!told) throw error;
        problem.value = told;
      }
    });
  }

  const now = hours.value;
  if (!now) return null;
  return (
    <section class="hours" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p role="status">
        {saved.value && `${words.saved} `}
        {standing(now)}
      </p>
      <form onSubmit={save}>
        {FIELDS.map((name) => (
          <HoursField
            key={name}
            name={name}
            written={now[name]}
            problem={problem.value?.field === name ? problem.value.says : undefined}
          />
        ))}
        <button type="submit" class="primary">
          {words.save}
        </button>
      </form>
    </section>
  );
}

/** As it was set, for whoever may not change it. */
export function HoursToRead() {
  const hours = useSignal<HoursOfDesk | undefined>(undefined);
  const problem = useSignal("");
  useEffect(() => {
    api.hours().then(
      (answer) => {
        hours.value = answer;
      },
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        problem.value = explain(error);
      },
    );
  }, []);
  const now = hours.value;
  return (
    <section class="hours" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p role="status" class={problem.value === "" ? undefined : "problem"}>
        {problem.value || (now && standing(now))}
      </p>
      {now?.isSet && (
        <dl>
          {FIELDS.filter((name) => now[name] !== "").map((name) => (
            <div key={name}>
              <dt>{words.fields[name]}</dt>
              <dd>{now[name].replaceAll(CLOSED, words.closed)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="hint">{words.whoSets}</p>
    </section>
  );
}

function HoursField({
  name,
  written,
  problem,
}: {
  name: Field;
  written: string;
  problem: string | undefined;
}) {
  const [id, hint] = [`hours-${name}`, `hours-${name}-hint`];
  const field = {
    ...{ id, name, autocomplete: "off" as const, "aria-describedby": hint },
    "aria-invalid": problem !== undefined,
    defaultValue: written.replaceAll(CLOSED, words.closed),
  };
  return (
    <div>
      <label for={id}>{words.fields[name]}</label>
      {name === "exceptions" ? (
        <textarea {...field} rows={3} maxLength={4_000} />
      ) : (
        <input {...field} maxLength={200} />
      )}
      <p
        id={hint}
        class={problem === undefined ? "hint" : "problem"}
        {...(problem !== undefined && { role: "alert" as const })}
      >
        {problem ?? words.hints[name]}
      </p>
    </div>
  );
}

/** What merchants are told now. */
function standing({ isSet, isOpen, opensAt, isSure }: HoursOfDesk): string {
  if (!isSet) return words.unset;
  if (isOpen) return words.open;
  if (opensAt === null) return words.never;
  return isSure ? words.opens(beijingClockOf(opensAt)) : words.guessed(beijingClockOf(opensAt));
}

function toldOf({ details: { field, problem, at = "" } }: Refused) {
  const says = problem === undefined ? undefined : words.problems[problem];
  return says && FIELDS.includes(field as Field) ? { field: field as Field, says: says(at) } : undefined;
}
