// 「结束对话」: asks once, and offers to keep the conversation first or to have it deleted at the server too.
import { el } from "../../dom.ts";
import type { Panel } from "./panel.ts";
import { TEXTS } from "./texts.ts";

interface Parts {
  /** The merchant goes on chatting. */
  cancelled(): void;
  /** Clears this device; the server keeps the conversation until it is old. */
  end(): void;
  /** Deletes it at the server, then as `end`. Throws when the server did not. */
  remove(): Promise<void>;
  /** Hands the conversation over as a file. Throws when the server did not answer. */
  save(): Promise<void>;
}

export function createEndPanel({ cancelled, end, remove, save }: Parts): Panel {
  const button = (text: string, attributes = {}) => el("button", { type: "button", ...attributes }, text);
  const confirm = button(TEXTS.endConfirm, { class: "primary" });
  const deletion = button(TEXTS.endDelete);
  const saving = button(TEXTS.endSave);
  const cancel = button(TEXTS.endCancel);
  const problem = el("p", { role: "alert" });
  const panel = el(
    "div",
    { class: "question", role: "group", "aria-label": TEXTS.end, hidden: "" },
    el("p", {}, TEXTS.endQuestion),
    el("div", {}, confirm, deletion, saving, cancel),
    problem,
  );

  /** A second click while the first is under way would ask about a conversation that is gone. */
  const run = (asked: HTMLButtonElement, action: () => Promise<void> | void, closes: boolean) =>
    asked.addEventListener("click", async () => {
      problem.textContent = "";
      asked.disabled = true;
      try {
        await action();
        panel.hidden = closes;
      } catch {
        problem.textContent = TEXTS.later;
      } finally {
        asked.disabled = false;
      }
    });
  run(confirm, end, true);
  run(deletion, remove, true);
  run(saving, save, false);
  cancel.addEventListener("click", () => {
    panel.hidden = true;
    cancelled();
  });
  return {
    element: panel,
    open() {
      panel.hidden = false;
      problem.textContent = "";
      confirm.focus();
    },
  };
}
