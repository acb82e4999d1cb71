// What search engines read: the list of reader pages in every locale, and what not to visit.
import { html, trusted } from "../view/html.ts";
import { alternatesOf } from "../view/layout.ts";
import type { Snapshot } from "./site.ts";

/** Each page with its other languages; of one language alone there is nothing to say. */
export function sitemapXml(snapshots: readonly Snapshot[], origin: string): string {
  const urls = snapshots.flatMap((site) =>
    [...site.table].map(([path, { updated }]) => {
      const links = alternatesOf(path, { ...site, origin }).map(
        ({ locale, href }) => html`<xhtml:link rel="alternate" hreflang="${locale}" href="${href}"/>`,
      );
      return html`<url><loc>${origin}${path}</loc>${updated !== undefined && html`<lastmod>${updated}</lastmod>`}${links}</url>\n`;
    }),
  );
  const namespaces =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
  return html`${trusted('<?xml version="1.0" encoding="UTF-8"?>')}
<urlset ${trusted(namespaces)}>
${urls}</urlset>
`.toString();
}

/**
 * Search results and chats are nobody's entry page: they say so themselves, and a crawler that may not fetch them would
 * never read it. Closed is only what is no page.
 */
export function robotsTxt(origin: string): string {
  return `User-agent: *
Disallow: /api/
Disallow: /v3/
Sitemap: ${origin}/sitemap.xml
`;
}
