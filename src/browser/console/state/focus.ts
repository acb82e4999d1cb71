// Where the keyboard is: in something that takes letters, or nowhere because what had it went away.

/** Whether letters belong to the element: then they are typed, and do not act. */
export function fieldIsNear(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** A button that vanishes by its own deed takes the focus with it: it goes on at the head of the ticket. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      document.querySelector<HTMLElement>(".actions h2, .trouble button, .gate h1")?.focus();
  });
}
