// Which page stands behind a reply by key, so that a merchant can read on where the short answer comes from.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { type PageLink, pageLink } from "../knowledge/page-url.ts";

const SECOND_WORDING = /^again\./;

/** The link under the reply, as an article or FAQ declares it in `backs`; none for replies that claim nothing. */
export function backingLinks(knowledge: Knowledge, key: string): readonly PageLink[] {
  const link = derive(knowledge, linksByKey).get(key.replace(SECOND_WORDING, ""));
  return link ? [link] : [];
}

function linksByKey(knowledge: Knowledge): ReadonlyMap<string, PageLink> {
  const pages = [...knowledge.articles.values(), ...knowledge.faqs.values()];
  return new Map(
    pages.flatMap((page) => {
      const link = pageLink(knowledge, page);
      return (page.backs ?? []).map((key): [string, PageLink] => [key, link]);
    }),
  );
}
