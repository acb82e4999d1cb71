// The chat window: its parts and what can be shown or hidden in it. Decides nothing about messages or the network.
import type { CardAction } from "../../base/wire.ts";
import { el, icon } from "../dom.ts";
import type { Composer } from "./composer.ts";
import type { Messages } from "./messages.ts";
import { createScroller, type Scroller } from "./scroller.ts";
import { createSheet } from "./sheet.ts";
import { TEXTS } from "./texts.ts";
import css from "./widget.css?inline";

export interface View {
  readonly scroller: Scroller;
  setOpen(open: boolean): void;
  /** Where the keyboard should be after opening: the input, or on touch screens the window itself. */
  focus(): void;
  setChoices(choices: readonly CardAction[]): void;
  setTyping(typing: boolean): void;
  setOnline(online: boolean): void;
  /** A line for the eye and for screen readers; empty removes it. */
  setNotice(text: string): void;
  /** For screen readers only. */
  announce(text: string): void;
}

interface Parts {
  /** The empty element in the page that the launcher's `aria-controls` names. */
  readonly host: HTMLElement;
  readonly messages: Messages;
  readonly composer: Composer;
  choose(choice: CardAction): void;
  close(): void;
  /** The panel behind the opener, for ending, keeping and deleting the conversation. */
  createEnd(opener: HTMLElement): HTMLElement;
  /** The panel behind the opener, for going on on another device. */
  createMove(opener: HTMLElement): HTMLElement;
}

const CARD = "M4 9h16M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8 15h3";
const DOWN = "M6 9l6 6 6-6";
const END = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13";
const MOVE = "M4 4h9v16H4zM8 17h1M17 8l4 4-4 4M21 12h-5";
const HAS_KEYBOARD = matchMedia("(pointer: fine)");

const iconButton = (name: string, path: string) =>
  el("button", { type: "button", class: "tool", "aria-label": name, title: name }, icon(path));

function createHeader(...tools: readonly HTMLElement[]): HTMLElement {
  return el(
    "header",
    {},
    el("span", { class: "mark" }, icon(CARD)),
    el("div", { class: "names" }, el("h2", { id: "title" }, TEXTS.title), el("p", {}, TEXTS.subtitle)),
    ...tools,
  );
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createView({ host, messages, composer, choose, close, createEnd, createMove }: Parts): View {
  const end = iconButton(TEXTS.end, END);
  const move = iconButton(TEXTS.move, MOVE);
  const closer = iconButton(TEXTS.close, DOWN);
  const notice = el("p", { class: "notice", role: "status" });
  const banner = el("p", { class: "banner", role: "status" });
  const live = el("p", { class: "live", role: "status" });
  const typing = el("div", { class: "typing", "aria-label": TEXTS.typing, role: "img", hidden: "" });
  typing.append(el("i"), el("i"), el("i"));
  const choices = el("div", { class: "choices", role: "group", "aria-label": TEXTS.choices });
  const scroller = createScroller(notice, messages.list, typing, choices);
  const panel = el(
    "section",
    { class: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: "" },
    createHeader(move, end, closer),
    createMove(move),
    createEnd(end),
    banner,
    scroller.element,
    scroller.newer,
    composer.form,
    live,
  );
  const root = host.attachShadow({ mode: "open" });
  adoptStyle(root);
  root.append(panel);
  const sheet = createSheet(host, panel);

  closer.addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });

  function renderChoice(choice: CardAction): HTMLElement {
    const button = el("button", { type: "button" }, choice.title);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    button.addEventListener("click", () => {
      choose(choice);
      focus();
    });
    return button;
  }

  function focus(): void {
    if (HAS_KEYBOARD.matches) composer.focus();
    else panel.focus();
  }

  return {
    scroller,
    setOpen(open) {
      panel.hidden = !open;
      sheet.setOpen(open);
      if (!open) return;
      composer.fit();
      scroller.toEnd();
    },
    focus,
    setChoices: (actions) => choices.replaceChildren(...actions.map(renderChoice)),
    setTyping(isTyping) {
      typing.hidden = !isTyping;
      scroller.follow();
    },
    setOnline: (online) => {
      banner.textContent = online ? "" : TEXTS.offline;
    },
    setNotice: (text) => {
      notice.textContent = text;
    },
    announce: (text) => {
      live.textContent = text;
    },
  };
}

/** Holds what has to wait for a conversation to begin; lets waiters through once opened. */
export function createGate() {
  let open = () => {};
  const passage = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passage, open };
}

/** Without a style element, so that no style-src exception is needed. */
function adoptStyle(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}
