// On paper nothing can be unfolded: what is folded is opened for printing, and closed again afterwards.

export function unfoldForPrint(): void {
  const opened = new Set<HTMLDetailsElement>();
  const unfold = () => {
    for (const folded of document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")) {
      folded.open = true;
      opened.add(folded);
    }
  };
  const fold = () => {
    for (const one of opened) one.open = false;
    opened.clear();
  };
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  // Safari on phones, and previews, tell by this alone.
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? unfold() : fold()));
}
