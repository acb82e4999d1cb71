// 「换设备继续」: shows a code for another device, and takes the code of another device.
import { el } from "../../dom.ts";
import { isStatus } from "../line/connection.ts";
import type { Deeds } from "./deeds.ts";
import type { Panel } from "./panel.ts";
import { TEXTS } from "./texts.ts";

type Parts = Pick<Deeds, "giveCode" | "endOthers" | "takeOver">;

const SECONDS_PER_MINUTE = 60;

export function createMovePanel({ giveCode, endOthers, takeOver }: Parts): Panel {
  const give = el("button", { type: "button" }, TEXTS.giveCode);
  const only = el("button", { type: "button" }, TEXTS.endOthers);
  const code = el("p", { class: "code", role: "status" });
  const input = (label: string, name: string) =>
    el("input", { name, "aria-label": label, placeholder: label, autocomplete: "off" });
  const typed = input(TEXTS.code, "code");
  const provider = input(TEXTS.codeProvider, "provider");
  const form = el("form", {}, typed, provider, el("button", { class: "primary" }, TEXTS.takeOver));
  const problem = el("p", { role: "alert" });
  const panel = el(
    "div",
    { class: "question", role: "group", "aria-label": TEXTS.move, hidden: "" },
    el("p", {}, TEXTS.moveHint),
    el("div", {}, give, only),
    code,
    form,
    problem,
  );

  const report = (error: unknown) => {
    problem.textContent = isStatus(error, 403) || isStatus(error, 400) ? TEXTS.codeRefused : TEXTS.later;
  };
  const forget = () => {
    code.textContent = "";
    problem.textContent = "";
    form.reset();
  };

  give.addEventListener("click", async () => {
    forget();
    try {
      const given = await giveCode();
      const note = TEXTS.codeNote(given.provider ?? TEXTS.noProvider, given.expires_in / SECONDS_PER_MINUTE);
      code.replaceChildren(el("b", {}, given.code), note);
    } catch (error) {
      report(error);
    }
  });
  only.addEventListener("click", async () => {
    forget();
    try {
      await endOthers();
      code.textContent = TEXTS.othersEnded;
    } catch (error) {
      report(error);
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await takeOver(typed.value, provider.value);
      panel.hidden = true;
      forget();
    } catch (error) {
      report(error);
    }
  });
  return {
    element: panel,
    open() {
      panel.hidden = false;
      forget();
      give.focus();
    },
  };
}
