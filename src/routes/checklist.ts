// The take-away checklist of a provider's or a class's guide, under a content policy of its own.
import type { Request, Response } from "express";
import { z } from "zod";
import { guideFor } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { encode, PAGE_CACHE, sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { requestOrigin } from "../http/same-origin.ts";
import { type ChecklistParts, checklistDocument } from "../pages/checklist.ts";
import type { Snapshot } from "../pages/site.ts";
import { CHECKLIST_POLICY } from "../view/checklist-style.ts";
import { page } from "./pages.ts";

const SHEET = page("A sheet that prints and needs no network");

/** Of one locale. */
export function checklistRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly prefix: string;
  readonly config: Pick<Config, "publicOrigin">;
}): Router {
  const { snapshot, prefix, config } = parts;
  const send = (
    req: Request,
    res: Response,
    of: Omit<ChecklistParts, "address" | "siteName">,
    path: string,
  ) => {
    const address = requestOrigin(req, config.publicOrigin) + path;
    const { siteName } = snapshot().words;
    const document = checklistDocument({ ...of, address, siteName });
    res.set("Content-Security-Policy", CHECKLIST_POLICY);
    sendEncoded(req, res, encode(document, "text/html; charset=utf-8", "passing"), PAGE_CACHE);
  };
  const routes = [
    defineRoute({
      method: "get",
      path: "/providers/:provider/checklist",
      says: "The steps of a provider to take away",
      params: z.object({ provider: z.string() }),
      answers: SHEET,
      errors: ["not-found"],
      answer({ params, req, res }) {
        const { knowledge } = snapshot();
        const provider = knowledge.providers.get(params.provider);
        if (!provider) throw new AppError("not-found");
        const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
        send(req, res, { knowledge, provider, guide: guideFor(knowledge, provider) }, path);
      },
    }),
    defineRoute({
      method: "get",
      path: "/guides/:guide/checklist",
      says: "The steps of a kind of provider to take away",
      params: z.object({ guide: z.string() }),
      answers: SHEET,
      errors: ["not-found"],
      answer({ params, req, res }) {
        const { knowledge } = snapshot();
        const guide = knowledge.guides.get(params.guide);
        if (!guide) throw new AppError("not-found");
        send(req, res, { knowledge, guide }, pageUrl(knowledge, { kind: "guide", id: guide.id }));
      },
    }),
  ];
  return createRouter(routes, { prefix });
}
