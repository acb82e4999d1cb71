// "Did this help?" without leaving the page; "no" shows the reasons, each of which leads on. When the request fails, the
// form is sent the plain way.
import { TEXTS } from "./texts.ts";

async function sendFeedback(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const fields: Record<string, unknown> = Object.fromEntries(new FormData(form));
  if (button instanceof HTMLButtonElement && button.name) fields[button.name] = button.value;
  const response = await fetch(form.action, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const thanks = document.createElement("p");
  thanks.setAttribute("role", "status");
  thanks.tabIndex = -1;
  thanks.textContent = TEXTS.thanks;
  const reasons = form.querySelector<HTMLElement>(".reasons");
  if (reasons) reasons.hidden = false;
  form.replaceChildren(thanks, ...(fields.helpful === "no" ? form.querySelectorAll("input, .reasons") : []));
  thanks.focus(); // the pressed button is gone
}

/** Enhances every `form[data-feedback]`. */
export function startFeedback(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-feedback]")) {
    let plain = false;
    let sending = false;
    form.addEventListener("submit", (event) => {
      if (plain || event.submitter?.closest(".reasons")) return;
      event.preventDefault();
      if (sending) return;
      sending = true;
      sendFeedback(form, event.submitter).catch(() => {
        plain = true;
        form.requestSubmit(event.submitter);
      });
    });
  }
}
