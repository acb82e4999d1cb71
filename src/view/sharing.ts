// What messengers and search engines read in the head of a page: how it is shown when shared, and where it stands.
import { type Html, html, trusted } from "./html.ts";
import { homeCrumb, type Page, type Site } from "./page.ts";

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
<meta property="og:image" content="${origin}/share.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
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
