// What messengers and search engines read in the head of a page: how it is shown when shared, and where it stands.
import { createHash } from "node:crypto";
import { token } from "../base/design/design-tokens.ts";
import { type Html, html, trusted } from "./html.ts";
import { homeCrumb, type Page, type Site } from "./page.ts";

/** As messengers cut it. */
export const PICTURE_SIZE = { width: 1_200, height: 630 } as const;
const HASH_LENGTH = 8;

/** Where the build has the picture of a page, if it was drawn: another title or colour is another picture. */
export function pictureAddress(title: string, colour: string): string {
  const hash = createHash("sha256").update(`${title}\n${colour}`).digest("base64url").slice(0, HASH_LENGTH);
  return `/assets/share-${hash}.png`;
}

/** Its own, or the site's mark. */
function pictureOf(title: string, { identity, built }: Site): string {
  const own = pictureAddress(title, identity.brand.light ?? token("brand"));
  return built.has(own) ? own : "/share.png";
}

/** Addresses have to be whole there, so a site that knows no public address of its own says less. */
export function sharing(page: Page, title: string, site: Site): Html | undefined {
  const { origin, words, knowledge } = site;
  if (page.path === undefined || page.noindex === true) return undefined;
  return html`<meta property="og:type" content="article">
<meta property="og:site_name" content="${words.siteName}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${page.description}">
<meta property="og:locale" content="${knowledge.locale.replace("-", "_")}">
${
  origin !== "" &&
  html`<meta property="og:url" content="${origin}${page.path}">
<meta property="og:image" content="${origin}${pictureOf(title, site)}">
<meta property="og:image:width" content="${PICTURE_SIZE.width}">
<meta property="og:image:height" content="${PICTURE_SIZE.height}">
<meta name="twitter:card" content="summary_large_image">
${page.crumbs && breadcrumbs(page, site)}`
}`;
}

/** Data, not a script: nothing of it is run, and no closing tag can come out of it. */
function breadcrumbs({ crumbs = [], title, path }: Page, site: Site): Html {
  const places = [homeCrumb(site), ...crumbs, { title, url: path ?? "" }];
  const list = {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: places.map((place, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: place.title,
      item: site.origin + place.url,
    })),
  };
  return html`<script type="application/ld+json">${trusted(JSON.stringify(list).replaceAll("<", "\\u003c"))}</script>`;
}
