// 「这页有帮助吗」: one vote about one of our pages, by form or by fetch.
import express, { Router } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import { methodNotAllowed } from "../http/answers.ts";
import { checked } from "../http/checked.ts";
import { sendEncoded } from "../http/encoded.ts";
import type { Limits } from "../http/limits.ts";
import { requireSameOrigin } from "../http/same-origin.ts";
import { thanksPage } from "../pages/notice.ts";
import type { Snapshot } from "../pages/site.ts";
import { siteUrl } from "../view/page.ts";

export interface FeedbackStore {
  /** `at` is a UTC timestamp. */
  record(vote: { page: string; helpful: boolean; at: string }): Promise<void>;
}

export const Vote = z.object({
  page: z.string().max(200),
  helpful: z.union([z.boolean(), z.enum(["yes", "no"]).transform((answer) => answer === "yes")]),
});

/** Mounted at /feedback. Pages are those of the page table, so a vote cannot redirect anywhere else. */
export function feedbackRouter(parts: {
  snapshot: () => Snapshot;
  feedback: FeedbackStore;
  limits: Limits | undefined;
  clock: () => Date;
  publicOrigin: string | undefined;
}): Router {
  const { snapshot, feedback, limits, clock, publicOrigin } = parts;
  const router = Router();
  const parsers = [express.urlencoded({ extended: false, limit: "4kb" }), express.json({ limit: "4kb" })];
  router
    .route("/")
    .get((req, res) => {
      const site = snapshot();
      const page = knownPage(String(req.query.page ?? siteUrl(site, "/")), site);
      sendEncoded(req, res, site.render(thanksPage(page, site)), "no-store");
    })
    .post(requireSameOrigin(publicOrigin), ...parsers, async (req, res) => {
      const vote = checked(Vote, req.body ?? {});
      const page = knownPage(vote.page, snapshot());
      await limits?.take("feedback", req.ip ?? "");
      await feedback.record({ page, helpful: vote.helpful, at: clock().toISOString() });
      res.set("Cache-Control", "no-store");
      if (req.is("json") === "json") res.status(204).end();
      else res.redirect(303, `${siteUrl(snapshot(), "/feedback")}?page=${encodeURIComponent(page)}`);
    })
    .all(methodNotAllowed("GET, HEAD, POST"));
  return router;
}

function knownPage(path: string, { table }: Snapshot): string {
  if (!table.has(path)) throw new AppError("bad-argument", { page: path });
  return path;
}
