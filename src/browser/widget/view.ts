// The chat window: its parts and what can be shown or hidden in it. Decides nothing about messages or the network.
import type { CardAction } from "../../base/wire.ts";
import { addStyle, el, icon } from "../dom.ts";
import { switchesLarge } from "../large.ts";
import type { Choices } from "./choices.ts";
import type { Composer } from "./composer.ts";
import { createMenu } from "./menu.ts";
import type { Messages } from "./messages.ts";
import type { Panels } from "./panels/panel.ts";
import { createScroller, type Scroller } from "./scroller.ts";
import { createSheet } from "./sheet.ts";
import { TEXTS } from "./texts.ts";
import css from "./widget.css?inline";

export interface View {
  readonly scroller: Scroller;
  /** Above the input: for who is waited for or answers. */
  readonly ticket: HTMLElement;
  setOpen(open: boolean): void;
  /** Where the keyboard should be after opening: the input, or on touch screens the window itself. */
  focus(): void;
  setChoices(choices: Choices): void;
  /** Offers the steps of this provider. */
  setOffer(provider: string | undefined): void;
  /** Ends by itself when nothing comes of it. */
  setTyping(typing: boolean): void;
  setOnline(online: boolean): void;
  /** Who answers: the bot, or a person by name. */
  setSpeaker(name: string): void;
  /** From two refused messages on, one button sends them all again. */
  setRefused(count: number): void;
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
  choose(said: string): void;
  open(): void;
  close(): void;
  resendAll(): void;
  /** Fetches what stands behind the menu; rejects where that cannot be had now. `cancelled`: the merchant goes on. */
  loadPanels(cancelled: () => void): Promise<Panels>;
}

const CARD = "M4 9h16M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8 15h3";
const DOWN = "M6 9l6 6 6-6";
const TYPING_MS = 8_000; // the server sends the signal again while it lasts
const HAS_KEYBOARD = matchMedia("(pointer: fine)");

const button = (text: string, attributes = {}) => el("button", { type: "button", ...attributes }, text);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createView(parts: Parts): View {
  const { host, messages, composer, choose, open, close, loadPanels, resendAll } = parts;
  const [move, end, large] = [button(TEXTS.move), button(TEXTS.end), button(TEXTS.large)];
  switchesLarge(large);
  const privacy = el("a", { href: `${TEXTS.base}/privacy` }, TEXTS.privacy);
  const closer = el(
    "button",
    { type: "button", class: "tool", "aria-label": TEXTS.close, title: TEXTS.close },
    icon(DOWN),
  );
  const panels = el("div", { class: "panels" });
  const ticket = el("div", { class: "ticket" });
  const fetchPanels = () => loadPanels(() => menu.opener.focus());
  const menu = createMenu([move, end, large, privacy], panels, () => {
    fetchPanels().catch(() => undefined); // so that they are there when one is chosen
  });
  const title = el("h2", { id: "title" }, TEXTS.bot);
  const role = el("p", {}, TEXTS.automatic);
  const header = el(
    "header",
    { class: "header" },
    el("span", { class: "mark" }, icon(CARD)),
    el("div", { class: "names" }, title, role),
    menu.opener,
    closer,
  );
  const notice = el("p", { class: "notice", role: "status" });
  const banner = el("p", { class: "banner", role: "status" });
  const live = el("p", { class: "live", role: "status" });
  const outbox = el("p", { class: "outbox" });
  const typing = el("div", { class: "typing", "aria-label": TEXTS.typing, role: "img", hidden: "" });
  typing.append(el("i"), el("i"), el("i"));
  const choices = el("div", { class: "choices", role: "group", "aria-label": TEXTS.choices });
  const offer = el("div", { class: "offer" });
  const scroller = createScroller(notice, messages.list, offer, typing, choices);
  const panel = el(
    "section",
    { class: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: "" },
    header,
    menu.list,
    panels,
    banner,
    scroller.element,
    scroller.newer,
    ticket,
    outbox,
    composer.form,
    live,
  );
  const root = host.attachShadow({ mode: "open" });
  addStyle(root, css);
  root.append(panel);
  const sheet = createSheet({ host, panel, open, close });

  closer.addEventListener("click", close);
  move.addEventListener("click", () => showPanel("move"));
  end.addEventListener("click", () => showPanel("end"));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !menu.close()) close();
  });

  function showPanel(chosen: keyof Panels): void {
    fetchPanels().then(
      (loaded) => {
        panels.replaceChildren(loaded.move.element, loaded.end.element);
        loaded[chosen].open();
      },
      () => {
        banner.textContent = TEXTS.unreachable;
      },
    );
  }

  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  function setTyping(isTyping: boolean): void {
    clearTimeout(typingTimer);
    if (isTyping) typingTimer = setTimeout(setTyping, TYPING_MS, false);
    typing.hidden = !isTyping;
    scroller.follow();
  }

  function renderChoice({ title: words, value }: Pick<CardAction, "title" | "value">): HTMLElement {
    const chosen = button(words);
    chosen.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    chosen.addEventListener("click", () => {
      choose(value);
      focus();
    });
    return chosen;
  }

  /** Gives way to what it hides, and its focus to the first of that. */
  function moreChoices(rest: readonly HTMLElement[]): HTMLElement {
    const more = button(TEXTS.moreChoices);
    more.addEventListener("click", () => {
      more.replaceWith(...rest);
      rest[0]?.focus();
    });
    return more;
  }

  function focus(): void {
    if (HAS_KEYBOARD.matches) composer.focus();
    else panel.focus();
  }

  return {
    scroller,
    ticket,
    setOpen(open) {
      panel.hidden = !open;
      sheet.setOpen(open);
      if (!open) return;
      composer.fit();
      scroller.toEnd();
    },
    focus,
    setChoices({ actions, leads, shown = actions.length }) {
      const all = actions.map(renderChoice);
      const rest = all.slice(shown);
      choices.replaceChildren(...all.slice(0, shown));
      if (rest.length > 0) choices.append(moreChoices(rest));
      if (leads) choices.firstElementChild?.classList.add("primary");
    },
    setOffer(provider) {
      offer.replaceChildren();
      if (provider === undefined) return;
      const start = renderChoice({ title: TEXTS.start, value: TEXTS.wantSteps(provider) });
      start.className = "primary";
      offer.append(el("p", {}, TEXTS.offer(provider)), start);
    },
    setTyping,
    setOnline: (online) => {
      banner.textContent = online ? "" : TEXTS.offline;
    },
    setSpeaker(name) {
      title.textContent = name;
      role.textContent = name === TEXTS.bot ? TEXTS.automatic : TEXTS.person;
    },
    setRefused(count) {
      const again = button(TEXTS.resendAll);
      again.addEventListener("click", resendAll);
      outbox.replaceChildren(...(count > 1 ? [TEXTS.refused(count), again] : []));
    },
    setNotice: (text) => {
      notice.textContent = text;
    },
    announce: (text) => {
      live.textContent = text;
    },
  };
}
