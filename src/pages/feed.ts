// What changed, newest first, for readers of feeds; and what a phone needs to put the site on its home screen.
import { token } from "../base/design/design-tokens.ts";
import { html, trusted } from "../view/html.ts";
import { homeCrumb, type Site, siteUrl } from "../view/page.ts";
import type { Snapshot } from "./site.ts";

const NEWEST = 30;

/** RSS 2.0. A page stands in it under its day, so that a later change of it is a new entry. */
export function feedXml(site: Snapshot, origin: string): string {
  const { words, table } = site;
  const dated = [...table].flatMap(([path, entry]) =>
    entry.updated === undefined ? [] : [{ path, ...entry, updated: entry.updated }],
  );
  const newest = dated.toSorted((a, b) =>
    a.updated === b.updated ? (a.path < b.path ? -1 : 1) : a.updated < b.updated ? 1 : -1,
  );
  const items = newest.slice(0, NEWEST).map(({ path, updated, render }) => {
    const { title, description } = render();
    return html`<item><title>${title}</title><link>${origin}${path}</link><guid isPermaLink="false">${path}@${updated}</guid><pubDate>${new Date(updated).toUTCString()}</pubDate><description>${description}</description></item>\n`;
  });
  return html`${trusted('<?xml version="1.0" encoding="UTF-8"?>')}
<rss version="2.0"><channel><title>${words.siteName}</title><link>${origin}${siteUrl(site, "/")}</link><description>${words.homeDescription}</description><language>${site.knowledge.locale}</language>
${items}</channel></rss>
`.toString();
}

export function webManifest(site: Site): string {
  const { words, identity } = site;
  const icon = (size: number) => ({ src: `/icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png" });
  return JSON.stringify({
    name: words.homeTitle(words.siteName),
    short_name: words.siteName,
    lang: site.knowledge.locale,
    start_url: homeCrumb(site).url,
    scope: "/",
    display: "minimal-ui",
    background_color: token("bg"),
    theme_color: identity.brand.light ?? token("brand"),
    icons: [{ src: "/favicon.svg", sizes: "any", type: "image/svg+xml" }, icon(192), icon(512)],
  });
}
