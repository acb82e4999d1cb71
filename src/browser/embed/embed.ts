// The one script another site loads: puts the chat into a corner of its page, in a frame of ours. A classic script: it
// imports nothing. What is said between page and frame is checked by origin and window on both sides.

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { origin } = new URL(script.src);
  const {
    locale = "zh-CN",
    provider = "",
    title = locale.startsWith("en") ? "Chat with us" : "在线帮助",
  } = script.dataset;
  const READY_MS = 15_000; // a phone on a slow network
  const NARROW = "(max-width: 40em), (max-height: 30em)";
  const CORNER = { inset: "auto 16px 16px auto", borderRadius: "12px" };
  const SHADOW = "0 8px 32px rgb(0 0 0 / 20%)";

  const address = new URL(locale.startsWith("en") ? "/en/embed" : "/embed", origin);
  address.searchParams.set("origin", location.origin);
  if (provider !== "") address.searchParams.set("provider", provider);
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = title;
  frame.allow = "clipboard-write";

  // Set one by one: a policy without inline styles allows that.
  const put = (styles: Partial<CSSStyleDeclaration>) => Object.assign(frame.style, styles);
  const narrow = matchMedia(NARROW);
  let isOpen = false;
  function makeRoom(): void {
    if (!isOpen) put({ ...CORNER, width: "176px", height: "64px", boxShadow: "none" });
    else if (narrow.matches)
      put({ inset: "0", width: "100%", height: "100%", borderRadius: "0", boxShadow: "none" });
    else put({ ...CORNER, width: "400px", height: "min(640px, calc(100% - 32px))", boxShadow: SHADOW });
  }
  // Without a scheme of its own the browser paints a ground behind a frame whose page has one.
  put({
    position: "fixed",
    zIndex: "2147483000",
    border: "0",
    colorScheme: "light dark",
    background: "none",
  });
  makeRoom();
  narrow.addEventListener("change", makeRoom);

  const late = setTimeout(() => {
    const what = `huanka: ${address.href} did not open. Is ${location.origin} in its TRUSTED_ORIGINS, and ${origin} in frame-src here?`;
    // biome-ignore lint/suspicious/noConsole: for whoever puts the script there; nobody else would learn of it.
    console.warn(what);
  }, READY_MS);
  addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    clearTimeout(late);
    isOpen = data?.huanka === "open";
    makeRoom();
  });
  const tell = (huanka: string, text?: string) => frame.contentWindow?.postMessage({ huanka, text }, origin);
  Object.assign(window, {
    huanka: {
      open: () => tell("open"),
      close: () => tell("close"),
      say: (text: string) => tell("say", text),
    },
  });
  document.body.append(frame);
})();
