// On a phone the chat is a sheet over the whole page: sized to what the keyboard leaves, the page behind it at rest.

export interface Sheet {
  /** Call whenever the chat opens or closes. */
  setOpen(open: boolean): void;
}

/** The same condition as in widget.css; low windows (a phone on its side, 200 % zoom) count too. */
const COVERS_PAGE = matchMedia("(max-width: 640px), (max-height: 480px)");

/** `host` is a child of the body; `panel` is the dialog in it. */
export function createSheet(host: HTMLElement, panel: HTMLElement): Sheet {
  let isOpen = false;

  function cover(): void {
    const covers = isOpen && COVERS_PAGE.matches;
    for (const element of document.body.children) {
      if (element instanceof HTMLElement && element !== host) element.inert = covers;
    }
    document.documentElement.style.overflow = covers ? "hidden" : "";
    panel.setAttribute("aria-modal", String(covers));
  }

  function fitViewport(): void {
    const viewport = window.visualViewport;
    if (!viewport) return;
    panel.style.setProperty("--visible-height", `${viewport.height}px`);
    panel.style.setProperty("--visible-top", `${viewport.offsetTop}px`);
  }

  COVERS_PAGE.addEventListener("change", cover);
  window.visualViewport?.addEventListener("resize", fitViewport);
  window.visualViewport?.addEventListener("scroll", fitViewport);
  return {
    setOpen(open) {
      isOpen = open;
      fitViewport();
      cover();
    },
  };
}
