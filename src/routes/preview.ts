// For who writes and designs: an open page loads itself again when the content changes, and a page shows every component.
// Mounted when PREVIEW is on.
import type { Response } from "express";
import type { Assets } from "../http/assets.ts";
import { sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { GALLERY_PATH, galleryPage } from "../pages/gallery/gallery.ts";
import type { Snapshot } from "../pages/site.ts";
import { page } from "./pages.ts";

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
  /** Tells a page what the content is now, and from now on whenever it changes, until the page is closed. */
  follow(page: Response): void;
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
  return {
    follow(page) {
      pages.add(page);
      page.on("close", () => pages.delete(page));
      tell(page);
    },
    close() {
      stop();
      for (const page of pages) page.end();
    },
  };
}

export function previewRoutes(parts: {
  readonly preview: Pick<Preview, "follow">;
  readonly snapshot: () => Snapshot;
  readonly assets: Pick<Assets, "gallery">;
}): Router {
  const { preview, snapshot, assets } = parts;
  const routes = [
    defineRoute({
      method: "get",
      path: PREVIEW_SCRIPT,
      says: "Loads a page again when the content has changed",
      answers: { 200: { says: "A script", types: ["text/javascript"] } },
      answer({ res }) {
        res.type("text/javascript").set("Cache-Control", "no-store").send(SCRIPT);
      },
    }),
    defineRoute({
      method: "get",
      path: CHANGES,
      says: "The hash of the content, now and with every change",
      answers: { 200: { says: "Events that do not end", types: ["text/event-stream"] } },
      answer({ res }) {
        res.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
        res.write(`retry: ${RECONNECT_MS}\n\n`);
        preview.follow(res);
      },
    }),
    defineRoute({
      method: "get",
      path: GALLERY_PATH,
      says: "Every component of the pages in all its states",
      answers: page("The gallery"),
      answer({ req, res }) {
        const site = snapshot();
        sendEncoded(req, res, site.render(galleryPage(site, assets.gallery)), "no-store");
      },
    }),
  ];
  return createRouter(routes, { slash: "same" });
}
