// The chat's button on every page. It costs 2 kB; the chat itself is fetched when it is opened.
import { el } from "../dom.ts";
import { LOCALE } from "../language.ts";
import type { Chat } from "../widget/widget.ts";
import css from "./launcher.css?inline";
import { TEXTS } from "./texts.ts";

const PANEL_ID = "huanka-chat-panel";
/** On a phone a reopened chat would hide the page that was just chosen. */
const COVERS_PAGE = matchMedia("(max-width: 640px)");
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

/**
 * Replaces the page's plain chat link by a button, and lets `data-chat-say` elements speak in the chat.
 * A chat that cannot be fetched falls back to the link's page.
 */
export function startLauncher(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-huanka-chat]");
  if (!link || !IS_SUPPORTED) return;
  const { href } = link;
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
  const host = el("div", { id: PANEL_ID, "data-locale": LOCALE }); // where the chat looks for its language
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const context = Object.fromEntries(
    CONTEXT.flatMap((key) => (link.dataset[key] ? [[key, link.dataset[key]]] : [])),
  );
  link.replaceWith(button);
  document.body.append(host);

  let chat: Promise<Chat> | undefined;
  function load(): Promise<Chat> {
    chat ??= import("../widget/widget.ts").then(({ mountChat }) =>
      mountChat({
        host,
        locale: LOCALE,
        context,
        onToggle(open) {
          button.setAttribute("aria-expanded", String(open));
          if (!open) button.focus();
        },
        onUnread(count) {
          badge.textContent = count > 9 ? "9+" : String(count || "");
          button.setAttribute("aria-label", count > 0 ? TEXTS.unread(name, count) : name);
        },
      }),
    );
    return chat;
  }
  const stayClosed = () => {
    chat = undefined; // nobody asked for it; a click tries again
  };

  button.addEventListener("click", () => {
    load().then(
      (loaded) => (loaded.isOpen() ? loaded.close() : loaded.open(true)),
      () => location.assign(href),
    );
  });
  document.addEventListener("click", (event) => {
    const speaker = event.target instanceof Element && event.target.closest<HTMLElement>("[data-chat-say]");
    if (!speaker || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load().then(
      (loaded) => loaded.say(speaker.dataset.chatSay ?? ""),
      () => location.assign(speaker.getAttribute("href") ?? href),
    );
  });
  if (wasOpen() && !COVERS_PAGE.matches) load().then((loaded) => loaded.open(false), stayClosed);
  else if (hasConversation()) setTimeout(() => load().catch(stayClosed), UNREAD_CHECK_MS);
}
