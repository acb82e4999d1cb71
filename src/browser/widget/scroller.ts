// Scrolling of the messages: follows the end, unless the merchant reads further up; long answers start at their top.
import { el } from "../dom.ts";
import { TEXTS } from "./texts.ts";

export interface Scroller {
  readonly element: HTMLElement;
  /** Offered when something new came while the merchant was reading further up. */
  readonly newer: HTMLElement;
  toEnd(): void;
  /** After something was added: shows it from its beginning when the end was in view before. */
  follow(added?: HTMLElement): void;
}

const NEAR_END_PX = 60;
const GAP_PX = 16;

export function createScroller(...children: readonly HTMLElement[]): Scroller {
  const element = el("div", { class: "scroll" }, ...children);
  const newer = el("button", { type: "button", class: "newer", hidden: "" }, `${TEXTS.newMessages} ↓`);
  let isAtEnd = true;

  function toEnd(): void {
    element.scrollTop = element.scrollHeight;
    isAtEnd = true;
    newer.hidden = true;
  }

  element.addEventListener("scroll", () => {
    isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (isAtEnd) newer.hidden = true;
  });
  newer.addEventListener("click", toEnd);
  new ResizeObserver(() => {
    if (isAtEnd) toEnd(); // the keyboard came or went
  }).observe(element);

  return {
    element,
    newer,
    toEnd,
    follow(added) {
      if (!isAtEnd) newer.hidden = added === undefined && newer.hidden;
      else if (!added) toEnd();
      else element.scrollTop = Math.min(added.offsetTop - GAP_PX, element.scrollHeight);
    },
  };
}
