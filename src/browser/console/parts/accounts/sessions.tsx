// Where this member of staff is signed in, and the end of each but this one.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SessionsOfStaff } from "../../../../base/staff-wire.ts";
import { api, Refused } from "../../state/api.ts";
import { explain } from "../../state/explain.ts";
import { endSession } from "../../state/store.ts";
import { ago } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";

const { own: words, accounts } = TEXTS;

export function Sessions() {
  const all = useSignal<SessionsOfStaff["sessions"]>([]);
  const says = useSignal("");
  async function attempt(deed: () => Promise<void>, done = ""): Promise<void> {
    try {
      await deed();
      all.value = (await api.sessions()).sessions;
      says.value = done;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) endSession();
      says.value = explain(error);
    }
  }
  useEffect(() => void attempt(async () => undefined), []);
  return (
    <section aria-label={words.sessions}>
      <h3>{words.sessions}</h3>
      <ul class="sessions">
        {all.value.map(({ id, label, seenAt, current }) => (
          <li key={id}>
            <span title={label}>
              {browserIn(label)} <small>{current ? words.here : accounts.seen(ago(seenAt))}</small>
            </span>
            {!current && (
              <button type="button" onClick={() => void attempt(() => api.endOther(id), words.ended)}>
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {says.value || (all.value.length > 1 && words.elsewhere)}
      </p>
    </section>
  );
}

/** What a browser calls itself, as people call it; the more special name stands before the one that it also bears. */
const BROWSERS = ["MicroMessenger", "Edg", "OPR", "Firefox", "Chrome", "Safari"];
const NAMES: Readonly<Record<string, string>> = { MicroMessenger: "WeChat", Edg: "Edge", OPR: "Opera" };
const SYSTEMS = ["HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

function browserIn(label: string): string {
  const browser = BROWSERS.find((name) => label.includes(`${name}/`)) ?? "";
  const system = SYSTEMS.find((name) => label.includes(name)) ?? "";
  return [NAMES[browser] ?? browser, system].filter((name) => name !== "").join(" · ") || label;
}
