// The take-away checklist of a provider's or a class's guide, under a content policy of its own.
import { type Request, type Response, Router } from "express";
import { guideFor } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { AppError } from "../base/errors.ts";
import { encode, sendEncoded } from "../http/encoded.ts";
import { requestOrigin } from "../http/same-origin.ts";
import { type ChecklistParts, checklistDocument } from "../pages/checklist.ts";
import type { Snapshot } from "../pages/site.ts";
import { CHECKLIST_POLICY } from "../view/checklist-style.ts";

const CACHE = "public, max-age=60"; // seconds, as reader pages: a corrected number must reach readers within a minute

/** Mounted at the root, before the pages. Other paths go on to them. */
export function checklistRouter(parts: {
  snapshot: () => Snapshot;
  publicOrigin: string | undefined;
}): Router {
  const { snapshot, publicOrigin } = parts;
  const router = Router({ strict: true, caseSensitive: true });
  const send = (req: Request, res: Response, of: Omit<ChecklistParts, "address">, page: string) => {
    const address = requestOrigin(req, publicOrigin) + page;
    const document = checklistDocument({ ...of, address });
    res.set("Content-Security-Policy", CHECKLIST_POLICY);
    sendEncoded(req, res, encode(document, "text/html; charset=utf-8", "passing"), CACHE);
  };
  router.get("/providers/:id/checklist", (req, res) => {
    const { knowledge } = snapshot();
    const provider = knowledge.providers.get(req.params.id);
    if (!provider) throw new AppError("not-found");
    const page = pageUrl(knowledge, { kind: "provider", id: provider.id });
    send(req, res, { knowledge, provider, guide: guideFor(knowledge, provider) }, page);
  });
  router.get("/guides/:id/checklist", (req, res) => {
    const { knowledge } = snapshot();
    const guide = knowledge.guides.get(req.params.id);
    if (!guide) throw new AppError("not-found");
    send(req, res, { knowledge, guide }, pageUrl(knowledge, { kind: "guide", id: guide.id }));
  });
  return router;
}
