// 「这页有帮助吗」: one vote about one of our pages, by form or by fetch, and then why not, by form.
import express from "express";
import { z } from "zod";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { REASONS, type Reason } from "../base/wire.ts";
import { sendEncoded } from "../http/encoded.ts";
import type { Limits } from "../http/limits.ts";
import { defineRoute, redirect } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { requireSameOrigin } from "../http/same-origin.ts";
import { thanksPage, wayOn } from "../pages/notice.ts";
import type { Snapshot } from "../pages/site.ts";
import { siteUrl } from "../view/page.ts";
import { page } from "./pages.ts";
import { lastOne } from "./typed-query.ts";

const LARGEST_VOTE = "4kb";

export interface FeedbackStore {
  /** `at` is a UTC timestamp. */
  record(vote: { page: string; helpful: boolean; at: string }): Promise<void>;
  recordReason(reason: { page: string; reason: Reason; at: string }): Promise<void>;
}

/** A reason comes after the vote it explains, which was counted then. */
const voteOn = (example: string) =>
  z.object({
    page: z
      .string()
      .max(200)
      .meta({ examples: [example] }),
    helpful: z
      .union([
        z.boolean(),
        z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
        z.enum(REASONS).transform((reason) => ({ reason })),
      ])
      .describe("The vote, or why the page did not help once that was voted"),
  });
type Vote = z.output<ReturnType<typeof voteOn>>;

const ThanksQuery = z.object({
  page: lastOne.describe("The page to lead back to; the front page when absent"),
  helpful: lastOne.describe("`no` asks why not"),
});

/** Of one locale. Pages are those of the page table, so a vote cannot redirect anywhere else. */
export function feedbackRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly prefix: string;
  readonly feedback: FeedbackStore;
  readonly limits: Limits | undefined;
  readonly clock: () => Date;
  readonly config: Pick<Config, "publicOrigin">;
}): Router {
  const { snapshot, prefix, feedback, limits, clock, config } = parts;
  const routes = [
    defineRoute({
      method: "get",
      path: "/feedback",
      says: "Thanks for a vote",
      query: ThanksQuery,
      answers: page("Thanks, and the way back"),
      answer({ query, req, res }) {
        const site = snapshot();
        const back = knownPage(query.page || siteUrl(site, "/"), site);
        sendEncoded(req, res, site.render(thanksPage(back, query.helpful !== "no", site)), "no-store");
      },
    }),
    defineRoute({
      method: "post",
      path: "/feedback",
      says: "A vote about a page, from a page of ours",
      body: voteOn(`${prefix}/`),
      bodyTypes: ["application/json", "application/x-www-form-urlencoded"],
      answers: {
        204: { says: "Counted, for JSON" },
        303: redirect("Counted, for a form: to the thanks, or to where a reason leads"),
      },
      errors: ["forbidden", "rate-limited"],
      reading: [
        requireSameOrigin(config.publicOrigin),
        express.urlencoded({ extended: false, limit: LARGEST_VOTE }),
        express.json({ limit: LARGEST_VOTE }),
      ],
      async answer({ body, req, res }) {
        const about = knownPage(body.page, snapshot());
        await limits?.take("feedback", req.ip ?? "");
        const { helpful } = body;
        const at = clock().toISOString();
        if (typeof helpful === "boolean") await feedback.record({ page: about, helpful, at });
        else await feedback.recordReason({ page: about, ...helpful, at });
        res.set("Cache-Control", "no-store");
        if (req.is("json") === "json") res.status(204).end();
        else res.redirect(303, nextOf(body, about, snapshot()));
      },
    }),
  ];
  return createRouter(routes, { prefix, slash: "same" });
}

/** Where a form that was counted leads. */
function nextOf({ helpful }: Vote, about: string, site: Snapshot): string {
  const page = site.table.get(about)?.render();
  if (typeof helpful === "object" && page) return wayOn(helpful.reason, page, site);
  return `${siteUrl(site, "/feedback")}?page=${encodeURIComponent(about)}${helpful === false ? "&helpful=no" : ""}`;
}

function knownPage(path: string, { table }: Snapshot): string {
  if (!table.has(path)) throw new AppError("bad-argument", { page: path });
  return path;
}
