// 「大字」: larger type and targets on every page and in the chat, remembered on this device.

const STORED_UNDER = "huanka.large";
const root = document.documentElement;

/** As early as the script runs, so that little has been seen in the other size. */
export function restoreLarge(): void {
  try {
    root.classList.toggle("large", localStorage.getItem(STORED_UNDER) === "yes");
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

/** Makes a button switch it, and tell whether it is on; several of them agree. */
export function switchesLarge(button: HTMLElement): void {
  const tell = () => button.setAttribute("aria-pressed", String(root.classList.contains("large")));
  new MutationObserver(tell).observe(root, { attributeFilter: ["class"] });
  tell();
  button.addEventListener("click", () => {
    const isLarge = root.classList.toggle("large");
    try {
      if (isLarge) localStorage.setItem(STORED_UNDER, "yes");
      else localStorage.removeItem(STORED_UNDER);
    } catch {
      // As above.
    }
  });
}
