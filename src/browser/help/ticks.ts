// Keeps the ticks on a guide's steps on this device. The boxes are in the page already, so nothing moves.

const STORED_UNDER = "huanka.ticks";

/** Restores the ticks of this page's steps and remembers each change; without storage the boxes still tick. */
export function startTicks(): void {
  const boxes = document.querySelectorAll<HTMLInputElement>("input[data-step]");
  if (boxes.length === 0) return;
  const ticked = readTicks();
  const count = countIn(boxes);
  for (const box of boxes) {
    const step = box.dataset.step ?? "";
    box.checked = ticked.has(step);
    box.addEventListener("change", () => {
      const now = readTicks();
      if (box.checked) now.add(step);
      else now.delete(step);
      writeTicks(now);
      count();
    });
  }
  count();
}

/** Shows how many are ticked; its room is kept, so nothing moves. */
function countIn(boxes: NodeListOf<HTMLInputElement>): () => void {
  const place = document.querySelector("[data-steps-done]");
  const number = place?.querySelector("b");
  place?.classList.add("works");
  return () => {
    if (number) number.textContent = String([...boxes].filter(({ checked }) => checked).length);
  };
}

function readTicks(): Set<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_UNDER) ?? "[]");
    return new Set(Array.isArray(stored) ? stored.map(String) : []);
  } catch {
    return new Set(); // storage switched off, or damaged by hand
  }
}

function writeTicks(ticks: ReadonlySet<string>): void {
  try {
    localStorage.setItem(STORED_UNDER, JSON.stringify([...ticks]));
  } catch {
    // Storage is switched off or full: the tick lasts as long as the page.
  }
}
