// Has visited pages kept for when there is no network: where the page names the worker that does so.

const WORKER = "/offline.js";

/** Browsers that demand it are told by a policy that this one address, and no other, may become a worker. */
function trustedAddress(): string {
  const { trustedTypes } = window as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
  };
  return (
    trustedTypes?.createPolicy("huanka-offline", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ??
    WORKER
  );
}

export function keepForOffline(): void {
  if (!document.body.hasAttribute("data-kept") || !("serviceWorker" in navigator)) return;
  // After everything the reader waits for.
  addEventListener("load", () => {
    navigator.serviceWorker.register(trustedAddress()).catch(() => undefined);
  });
}
