// For writers only: an open page loads itself again when the content changes. Mounted when PREVIEW is on.
import { type Response, Router } from "express";

/** Where pages take the script from, and the script what changed. */
export const PREVIEW_SCRIPT = "/preview/reload.js";
const CHANGES = "/preview/changes";
const RECONNECT_MS = 500; // after the server restarts; the page then shows what is new at once

const SCRIPT = `const changes = new EventSource("${CHANGES}");
let content;
changes.addEventListener("content", ({ data }) => {
  if (content !== undefined && content !== data) location.reload();
  content = data;
});
`;

export interface Preview {
  readonly router: Router;
  /** Ends the streams, so that the server can stop. */
  close(): void;
}

/** Tells each open page the hash of the content now, and again with every change. */
export function createPreview(content: {
  current(): { readonly hash: string };
  onChange(listener: () => void): () => void;
}): Preview {
  const pages = new Set<Response>();
  const tell = (page: Response) => page.write(`event: content\ndata: ${content.current().hash}\n\n`);
  const stop = content.onChange(() => {
    for (const page of pages) tell(page);
  });
  const router = Router();
  router.get(PREVIEW_SCRIPT, (_req, res) => {
    res.type("text/javascript").set("Cache-Control", "no-store").send(SCRIPT);
  });
  router.get(CHANGES, (_req, res) => {
    res.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    res.write(`retry: ${RECONNECT_MS}\n\n`);
    pages.add(res);
    res.on("close", () => pages.delete(res));
    tell(res);
  });
  return {
    router,
    close() {
      stop();
      for (const page of pages) page.end();
    },
  };
}
