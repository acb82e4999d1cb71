// On a phone the chat is a sheet over the whole page: sized to what the keyboard leaves, the page behind it at rest, and
// an entry in the history of its own, so that Back closes it and a link to a place on the page shows the place.
import { COVERS_PAGE, enterSheet, isSheetEntry } from "../covers-page.ts";

export interface Sheet {
  /** Call whenever the chat opens or closes. */
  setOpen(open: boolean): void;
}

interface Parts {
  /** A child of the body. */
  readonly host: HTMLElement;
  /** The dialog in it. */
  readonly panel: HTMLElement;
  open(): void;
  close(): void;
}

export function createSheet({ host, panel, open, close }: Parts): Sheet {
  let isOpen = false;
  const covers = () => isOpen && COVERS_PAGE.matches;

  function cover(): void {
    for (const element of document.body.children) {
      if (element instanceof HTMLElement && element !== host) element.inert = covers();
    }
    document.documentElement.style.overflow = covers() ? "hidden" : "";
    panel.setAttribute("aria-modal", String(covers()));
    if (covers()) enterSheet();
  }

  function fitViewport(): void {
    const viewport = window.visualViewport;
    if (!viewport) return;
    panel.style.setProperty("--visible-height", `${viewport.height}px`);
    panel.style.setProperty("--visible-top", `${viewport.offsetTop}px`);
  }

  /** The place is behind the sheet: leaves the sheet's entry, and goes there when the browser has: before, it would go back. */
  function showPlace(event: MouseEvent): void {
    const [link] = event.composedPath().filter((node) => node instanceof HTMLAnchorElement);
    const isHere = link?.pathname === location.pathname && link.search === location.search;
    if (!link || !isHere || !covers() || link.target) return;
    event.preventDefault();
    addEventListener("popstate", () => setTimeout(() => location.assign(link.hash || "#main")), {
      once: true,
    });
    close();
  }

  COVERS_PAGE.addEventListener("change", cover);
  panel.addEventListener("click", showPlace);
  addEventListener("popstate", () => {
    if (isSheetEntry() && !isOpen) open();
    else if (!isSheetEntry() && covers()) close();
  });
  window.visualViewport?.addEventListener("resize", fitViewport);
  window.visualViewport?.addEventListener("scroll", fitViewport);
  return {
    setOpen(next) {
      isOpen = next;
      fitViewport();
      cover();
      if (!isOpen && isSheetEntry()) history.back();
    },
  };
}
