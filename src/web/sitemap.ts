// What search engines read: the list of reader pages, and what not to visit.
import { html, trusted } from "./html.ts";
import type { PageTable } from "./page-table.ts";

export function sitemapXml(table: PageTable, origin: string): string {
  const urls = [...table].map(
    ([path, { updated }]) =>
      html`<url><loc>${origin}${path}</loc>${updated !== undefined && html`<lastmod>${updated}</lastmod>`}</url>\n`,
  );
  return html`${trusted('<?xml version="1.0" encoding="UTF-8"?>')}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.toString();
}

/** Search results and chats are nobody's entry page. */
export function robotsTxt(origin: string): string {
  return `User-agent: *
Disallow: /api/
Disallow: /v3/
Disallow: /chat
Disallow: /feedback
Disallow: /search
Sitemap: ${origin}/sitemap.xml
`;
}
