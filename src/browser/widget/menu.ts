// One button for everything that is not the talk itself. It shows a list of entries; an entry that has a panel opens it.
import { el, icon } from "../dom.ts";
import { TEXTS } from "./texts.ts";

export interface Menu {
  readonly opener: HTMLButtonElement;
  readonly list: HTMLElement;
  /** Whether something was open and is closed now. */
  close(): boolean;
}

const DOTS = "M5 12h.01M12 12h.01M19 12h.01";

/** `panels` holds those that entries open; one of them is open at a time. `opens` is told when the list is shown. */
export function createMenu(entries: readonly HTMLElement[], panels: HTMLElement, opens: () => void): Menu {
  const opener = el(
    "button",
    { type: "button", class: "tool dots", "aria-label": TEXTS.menu, "aria-expanded": "false" },
    icon(DOTS),
  );
  const list = el("div", { class: "menu", role: "group", "aria-label": TEXTS.menu, hidden: "" }, ...entries);

  function show(open: boolean): void {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  }

  function close(): boolean {
    const open = [list, ...panels.querySelectorAll<HTMLElement>(":scope > *")].filter(
      ({ hidden }) => !hidden,
    );
    for (const element of open) element.hidden = true;
    show(false);
    return open.length > 0;
  }

  opener.addEventListener("click", () => {
    const isClosed = !close();
    show(isClosed);
    if (!isClosed) return;
    opens();
    entries[0]?.focus();
  });
  list.addEventListener("click", () => show(false));
  list.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && relatedTarget !== opener && !list.contains(relatedTarget))
      show(false);
  });
  return {
    opener,
    list,
    close() {
      const wasOpen = close();
      if (wasOpen) opener.focus();
      return wasOpen;
    },
  };
}
