// The chat's button on every page. It costs 2 kB; the chat itself is fetched when it is opened.
import { COVERS_PAGE, isSheetEntry } from "../covers-page.ts";
import { addStyle, el } from "../dom.ts";
import { isEnglish, LOCALE } from "../language.ts";
import type { Chat } from "../widget/chat-page.ts";
import css from "./launcher.css?inline";
import { TEXTS } from "./texts.ts";

const PANEL_ID = "huanka-chat-panel";
const UNREAD_CHECK_MS = 1_000; // after the page itself has settled
const CONTEXT = ["provider", "page"];

/** A browser without these keeps the plain link to the chat that works with forms. */
const IS_SUPPORTED = "adoptedStyleSheets" in document && "timeout" in AbortSignal;

/** An earlier conversation, in which a person may have answered meanwhile. */
function hasConversation(): boolean {
  try {
    return localStorage.getItem("huanka.session") !== null;
  } catch {
    return false; // storage is forbidden: nothing can be there
  }
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem("huanka.open") === "yes";
  } catch {
    return false;
  }
}

/** Wide windows show the chat beside the page, which moves over; the sheet says how wide that is. */
function makeRoom(open: boolean): void {
  document.documentElement.classList.toggle("chat-open", open);
}

/** The button in place of the link, and how to say how many messages are unread. */
function createButton(link: HTMLAnchorElement) {
  const name = link.textContent?.trim() ?? "";
  const badge = el("span", { class: "badge", "aria-hidden": "true" });
  const button = el(
    "button",
    {
      id: link.id,
      class: link.className,
      type: "button",
      "aria-expanded": "false",
      "aria-controls": PANEL_ID,
    },
    ...link.childNodes,
    badge,
  );
  addStyle(document, css);
  return {
    button,
    onToggle(open: boolean) {
      button.setAttribute("aria-expanded", String(open));
      makeRoom(open);
      if (!open) button.focus();
    },
    onUnread(count: number) {
      badge.textContent = count > 9 ? "9+" : String(count || "");
      button.setAttribute("aria-label", count > 0 ? TEXTS.unread(name, count) : name);
    },
  };
}

/** What the page is about, so that the bot knows what the merchant looks at. */
const contextOf = ({ dataset }: HTMLElement) =>
  Object.fromEntries(CONTEXT.flatMap((key) => (dataset[key] ? [[key, dataset[key]]] : [])));

/**
 * Replaces the page's plain chat link by a button, and lets every other link to the chat open the same conversation;
 * those with `data-chat-say` speak in it. A chat that cannot be fetched falls back to the link's page.
 */
export function startLauncher(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-huanka-chat]");
  if (!link || !IS_SUPPORTED) return;
  const { href, pathname } = link;
  const { button, ...signs } = createButton(link);
  const host = el("div", { id: PANEL_ID, "data-locale": LOCALE }); // where the chat looks for its language
  const [context, { providerName, name: siteName }] = [contextOf(link), link.dataset];
  link.replaceWith(button);
  document.body.append(host);

  let chat: Promise<Chat> | undefined;
  function load(): Promise<Chat> {
    const words = isEnglish ? import("../widget/texts-en.ts") : undefined;
    chat ??= Promise.all([import("../widget/widget.ts"), words]).then(([{ mountChat }, english]) =>
      mountChat({ host, locale: LOCALE, texts: english?.EN, context, providerName, siteName, ...signs }),
    );
    return chat;
  }
  const stayClosed = () => {
    chat = undefined; // nobody asked for it; a click tries again
    makeRoom(false);
  };

  button.addEventListener("click", () => {
    load().then(
      (loaded) => (loaded.isOpen() ? loaded.close() : loaded.open(true)),
      () => location.assign(href),
    );
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element && event.target.closest<HTMLElement>("[data-chat-say], a");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const said = target.dataset.chatSay;
    const leadsHere = target instanceof HTMLAnchorElement && target.pathname === pathname;
    if (said === undefined && !leadsHere) return;
    event.preventDefault();
    load().then(
      (loaded) => (said === undefined ? loaded.open(true) : loaded.say(said)),
      () => location.assign(target.getAttribute("href") ?? href),
    );
  });
  startOpen(load, stayClosed);
}

/** Opens where it was open, or where the page is the chat; looks for unread messages everywhere else. */
function startOpen(load: () => Promise<Chat>, stayClosed: () => void): void {
  const plain = document.querySelector<HTMLElement>("[data-plain-chat]");
  if (plain) {
    load().then((loaded) => {
      plain.classList.add("replaced");
      loaded.open(true);
      loaded.suggest(new URLSearchParams(location.search).get("say") ?? "");
    }, stayClosed);
  }
  // On a phone a reopened chat would hide the page that was just chosen, unless Back led to the open sheet again.
  else if (wasOpen() && (isSheetEntry() || !COVERS_PAGE.matches)) {
    makeRoom(true); // at once, so that nothing moves when the chat is there
    load().then((loaded) => loaded.open(false), stayClosed);
  } else if (hasConversation()) setTimeout(() => load().catch(stayClosed), UNREAD_CHECK_MS);
}
