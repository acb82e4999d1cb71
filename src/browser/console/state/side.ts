// Whether the details are drawn over the thread, where there is no room beside it.
import { signal } from "@preact/signals";

export const showsSide = signal(false);

/** Answers whether there was anything to close; the focus goes back to what opened it. */
export function closeSide(): boolean {
  if (!showsSide.value) return false;
  showsSide.value = false;
  document.querySelector<HTMLElement>(".to-side")?.focus();
  return true;
}

export function openSide(): void {
  showsSide.value = true;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".drawer .close")?.focus());
}
