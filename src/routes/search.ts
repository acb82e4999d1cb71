// Search: as JSON for the page that searches while somebody types, and as a page of results.
import { z } from "zod";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import type { SearchHit } from "../../bot/search/hit.ts";
import { languageOf } from "../../bot/text/language.ts";
import type { FoundPage } from "../base/wire.ts";
import { SearchAnswer } from "../base/wire-schemas.ts";
import { limitedMask } from "../chat/mask-activity.ts";
import { noStore } from "../http/answers.ts";
import { sendEncoded } from "../http/encoded.ts";
import { defineRoute, redirect } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { searchPage } from "../pages/search.ts";
import type { Snapshot } from "../pages/site.ts";
import { phoneOf } from "../view/official-channels.ts";
import { siteUrl } from "../view/page.ts";
import { page } from "./pages.ts";
import { lastOne } from "./typed-query.ts";

const LONGEST_QUERY = 200; // characters; a longer text is a message for the chat
const LONGEST_SHOWN = 100;
const RESULTS = 24; // more than a query has that says anything

/** What is typed here by mistake is neither searched for nor told back. */
const withoutSecrets = limitedMask();

const SearchQuery = z.object({
  q: z.string().max(LONGEST_QUERY).default(""),
  limit: z.coerce.number().int().min(1).max(20).default(10),
  provider: z.string().max(64).optional().describe("Provider that hits must belong to or be neutral of"),
  locale: z
    .string()
    .max(20)
    .optional()
    .describe("A language tag; one without content is answered in Chinese"),
});

/** Long pasted texts are cut, not refused, and the page says so: somebody is looking for help. */
const SearchForm = z.object({
  q: lastOne.transform((query) => query.trim()),
  provider: lastOne,
});

export function searchRoutes(parts: { readonly snapshotIn: (locale?: string) => Snapshot }): Router {
  const search = defineRoute({
    method: "get",
    path: "/api/search",
    says: "Pages that match a query, best first",
    query: SearchQuery,
    output: SearchAnswer,
    async answer({ query: { q: typed, limit, provider, locale } }) {
      const { text: q } = withoutSecrets(typed);
      const options = { limit, ...(provider && { provider }) };
      const snapshot = parts.snapshotIn(languageOfQuery(q, locale));
      const { normalised, total, hits, near } = await snapshot.search(q, options);
      return { query: q, normalised, total, results: hits.map(withPhone(snapshot.knowledge)), near };
    },
  });
  return createRouter([search], { under: "/api", first: [noStore], slash: "same" });
}

/** Whoever typed a provider's name wants its number more often than its page. */
const withPhone =
  (knowledge: Knowledge) =>
  (hit: SearchHit): FoundPage => {
    const phone = hit.type === "provider" ? phoneOf(knowledge, hit.id)?.value : undefined;
    return { ...hit, ...(phone !== undefined && { phone }) };
  };

/** Of one locale; a query is answered in its own language. */
export function searchPageRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly snapshotIn: (locale?: string) => Snapshot;
  readonly prefix: string;
}): Router {
  const results = defineRoute({
    method: "get",
    path: "/search",
    says: "Search results",
    query: SearchForm,
    answers: {
      ...page("Results, or what is near when there are none"),
      303: redirect(
        "To the same without a secret that was typed: the browser forgets the address that held it",
      ),
    },
    async answer({ query: { q, provider }, req, res }) {
      const site = parts.snapshot();
      const masked = withoutSecrets(q).text;
      if (masked !== q) {
        const query = new URLSearchParams({ q: masked, ...(provider && { provider }) });
        res.set("Cache-Control", "no-store").redirect(303, `${siteUrl(site, "/search")}?${query}`);
        return;
      }
      const shown = q.slice(0, LONGEST_SHOWN);
      const options = { limit: RESULTS, ...(site.knowledge.providers.has(provider) && { provider }) };
      const asked = parts.snapshotIn(languageOfQuery(q, site.knowledge.locale));
      const found = await asked.search(shown, options);
      const view = { query: shown, provider, ...(q !== shown && { cutTo: LONGEST_SHOWN }), ...found };
      sendEncoded(req, res, site.render(searchPage(view, site)), "no-store");
    },
  });
  return createRouter([results], { prefix: parts.prefix });
}

/**
 * The language a query is answered in: its own where it tells one. What is mostly letters stays in the language of the
 * page, for many a company's English name reads as pinyin.
 */
function languageOfQuery(query: string, locale: string | undefined): string | undefined {
  const told = languageOf(query);
  const letters = query.match(/[a-z]/gi)?.length ?? 0;
  const isLetters = letters > (query.match(/\p{Script=Han}/gu)?.length ?? 0);
  return told === undefined || (told === BASE_LOCALE && isLetters) ? locale : told;
}
