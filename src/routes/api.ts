// The public JSON API: search and the check of a pasted number or link.
import { Router } from "express";
import { z } from "zod";
import { checkChannel } from "../../bot/official/channels.ts";
import type { SearchReply } from "../base/wire.ts";
import { methodNotAllowed } from "../http/answers.ts";
import { checked } from "../http/checked.ts";
import type { Snapshot } from "../pages/site.ts";

const LONGEST_QUERY = 200; // characters; a longer text is a message for the chat
const LONGEST_VALUE = 500; // room for a pasted text message with its link

export const SearchQuery = z.object({
  q: z.string().max(LONGEST_QUERY).default(""),
  limit: z.coerce.number().int().min(1).max(20).default(10),
  /** Provider id that hits must belong to or be neutral of. */
  provider: z.string().max(64).optional(),
  /** A language tag; one without content is answered in Chinese. */
  locale: z.string().max(20).optional(),
});

export const ChannelQuery = z.object({
  value: z.string().min(1).max(LONGEST_VALUE),
  locale: z.string().max(20).optional(),
});

/** Mounted at /api. Answers are never cached: they change with the content. */
export function apiRouter(snapshotIn: (locale: string | undefined) => Snapshot): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use((_req, res, next) => {
    res.set("Cache-Control", "no-store");
    next();
  });
  router
    .route("/search")
    .get(async (req, res) => {
      const { q, limit, provider, locale } = checked(SearchQuery, req.query);
      const { normalised, hits, near } = await snapshotIn(locale).search(q, {
        limit,
        ...(provider && { provider }),
      });
      res.json({ query: q, normalised, results: hits, near } satisfies SearchReply);
    })
    .all(methodNotAllowed("GET, HEAD"));
  router
    .route("/channels/check")
    .get((req, res) => {
      const { value, locale } = checked(ChannelQuery, req.query);
      const { verdict, provider, evidence } = checkChannel(snapshotIn(locale).knowledge, value);
      res.json({ verdict, provider: provider ?? null, evidence });
    })
    .all(methodNotAllowed("GET, HEAD"));
  return router;
}
