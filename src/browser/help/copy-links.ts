// The links at headings and steps: a tap shows the place and copies its address, and says so.
import { TEXTS } from "./texts.ts";

const SAID_FOR_MS = 2_000;

/** Where the browser lets no page copy, the address stands in its bar, as with any link. */
export function startCopyLinks(): void {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  document.body.append(status);
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>(".anchor");
    if (!link || !navigator.clipboard) return;
    const say = (words: string) => {
      link.textContent = words; // in place of the mark, which the sheet draws where there are none
      status.textContent = words;
    };
    navigator.clipboard.writeText(link.href).then(
      () => {
        if (link.textContent === TEXTS.copied) return;
        say(TEXTS.copied);
        setTimeout(say, SAID_FOR_MS, "");
      },
      () => undefined,
    );
  });
}
