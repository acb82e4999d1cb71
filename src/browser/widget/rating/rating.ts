// At the end of a guide: whether its steps helped, in one tap. Fetched when a guide ends; counted as a vote about its page.
import { addStyle, el } from "../../dom.ts";
import css from "./rating.css?inline";
import { TEXTS } from "./texts.ts";

/** Puts the question into the row of the message that ends the guide; `page` is the path of the guide's page. */
export function showRating(row: HTMLElement, page: string): void {
  const question = el("p", {}, TEXTS.question);
  const vote = (text: string, helpful: "yes" | "no") => {
    const button = el("button", { type: "button" }, text);
    button.addEventListener("click", () => send(helpful));
    return button;
  };
  const buttons = [vote(TEXTS.yes, "yes"), vote(TEXTS.no, "no")];
  const rating = el(
    "div",
    { class: "rating", role: "group", "aria-label": TEXTS.question },
    question,
    ...buttons,
  );

  async function send(helpful: "yes" | "no"): Promise<void> {
    for (const button of buttons) button.disabled = true;
    try {
      const answer = await fetch(TEXTS.feedbackAt, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ page, helpful }),
      });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      const thanks = el("p", { role: "status", tabindex: "-1" }, TEXTS.thanks[helpful]);
      rating.replaceChildren(thanks);
      thanks.focus(); // the pressed button is gone
    } catch {
      question.textContent = TEXTS.later;
      for (const button of buttons) button.disabled = false;
    }
  }
  row.append(rating);
  addStyle(row, css);
}
