// Within the frame on another site: tells the page around it how much room the chat needs, and does what that page asks.

const launcher = () => document.getElementById("huanka-chat");
/** The server has checked that this site may; nobody else can frame the page. */
const { parentOrigin = "" } = document.body.dataset;

const isOpen = () => launcher()?.getAttribute("aria-expanded") === "true";
let told = "";

function tell(): void {
  const huanka = isOpen() ? "open" : "closed";
  document.body.classList.toggle("open", isOpen());
  if (huanka !== told) parent.postMessage({ huanka }, parentOrigin);
  told = huanka;
}

/** As a link of the page would: opening twice is opening once, also while the chat is still being fetched. */
function follow(attributes: Readonly<Record<string, string>>): void {
  const link = document.createElement("a");
  for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
  document.body.append(link);
  link.click();
  link.remove();
}

const CHAT_PAGE = document.documentElement.lang.startsWith("en") ? "/en/chat" : "/chat";

new MutationObserver(tell).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ["aria-expanded"],
});
addEventListener("message", ({ data, origin, source }) => {
  if (origin !== parentOrigin || source !== parent) return;
  if (data?.huanka === "open") follow({ href: CHAT_PAGE });
  else if (data?.huanka === "say") follow({ "data-chat-say": String(data.text) });
  else if (data?.huanka === "close" && isOpen()) launcher()?.click();
});
tell();
