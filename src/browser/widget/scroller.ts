// Scrolling of the messages: follows the end, unless the merchant reads further up; long answers start at their top.
import { el } from "../dom.ts";
import { TEXTS } from "./texts.ts";

export interface Scroller {
  readonly element: HTMLElement;
  /** Offered whenever something stands below the edge: new messages, the end of a long one, the quick replies. */
  readonly newer: HTMLElement;
  toEnd(): void;
  /** After something was added: shows it from its beginning when the end was in view before. */
  follow(added?: HTMLElement): void;
}

const NEAR_END_PX = 60;
const UNSEEN_PX = 16; // more than this below the edge is more than the margin under the last line
const GAP_PX = 16;

export function createScroller(...children: readonly HTMLElement[]): Scroller {
  const element = el("div", { class: "scroll" }, ...children);
  const newer = el("button", { type: "button", class: "newer", hidden: "" });
  let isAtEnd = true;

  const below = () => element.scrollHeight - element.scrollTop - element.clientHeight;

  function look(hint: string = TEXTS.more): void {
    isAtEnd = below() < NEAR_END_PX;
    const hides = below() > UNSEEN_PX;
    if (newer.hidden && hides) newer.textContent = `${hint} ↓`;
    newer.hidden = !hides;
  }

  function toEnd(): void {
    element.scrollTop = element.scrollHeight;
    look();
  }

  element.addEventListener("scroll", () => look());
  newer.addEventListener("click", toEnd);
  new ResizeObserver(() => {
    if (isAtEnd)
      toEnd(); // the keyboard came or went
    else look();
  }).observe(element);

  return {
    element,
    newer,
    toEnd,
    follow(added) {
      if (!isAtEnd && added) {
        newer.hidden = true;
        look(TEXTS.newMessages);
      } else if (!added) {
        if (isAtEnd) toEnd();
      } else {
        element.scrollTop = added.offsetTop - GAP_PX;
        look();
      }
    },
  };
}
