// When the page has slept or the network is back, whatever was open may be dead without anybody having said so.

const ASLEEP_MS = 30_000; // phones cut sockets of hidden pages without saying so

export function onWake(wake: () => void): void {
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > ASLEEP_MS) wake();
  });
  addEventListener("online", wake);
}
