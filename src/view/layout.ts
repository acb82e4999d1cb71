// The frame of every page: head, header with search and languages, breadcrumb, footer and the link to the chat.
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { token } from "../base/design/design-tokens.ts";
import { type Html, html, trusted } from "./html.ts";
import { icon } from "./icons.ts";
import {
  type Crumb,
  homeCrumb,
  type Page,
  providersCrumb,
  type Site,
  siteUrl,
  translatedPath,
} from "./page.ts";
import { filterNamesUrl } from "./provider-list.ts";
import { sharing } from "./sharing.ts";
import { LANGUAGE_NAMES } from "./wording.ts";

/** Where the ministry wants each ICP number to lead. */
const ICP_REGISTER = "https://beian.miit.gov.cn/";

/** The whole document as text. */
export function renderDocument(page: Page, site: Site): string {
  const { words } = site;
  const title =
    page.title === words.siteName ? words.homeTitle(words.siteName) : `${page.title} - ${words.siteName}`;
  const document = html`<!doctype html>
<html lang="${site.knowledge.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
${page.noindex === true && trusted('<meta name="robots" content="noindex">')}
${page.path !== undefined && addresses(page.path, site)}
${sharing(page, title, site)}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${site.identity.brand.light ?? token("brand")}">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icon-180.png">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="alternate" type="application/rss+xml" title="${words.siteName}" href="/feed.xml">
<link rel="stylesheet" href="${site.css}">
<script type="module" src="${site.script}"></script>
${site.previewScript !== undefined && html`<script type="module" src="${site.previewScript}"></script>`}
</head>
<body${site.previewScript === undefined && html` data-kept`}>
<a class="skip" href="#main">${words.skip}</a>
<header class="site-header"><div class="wrap">
<a class="brand" href="${siteUrl(site, "/")}"><img src="/favicon.svg" width="32" height="32" alt="">${words.siteName}</a>
${page.ownSearch !== true && searchForm("site-search", site)}
<nav class="site-nav" aria-label="${words.mainNav}"><a href="${providersCrumb(site).url}">${words.steps}</a>${categoryLinks(site)}${languageLinks(page, site)}<button type="button" class="large-type" data-large>${words.large}</button></nav>
</div></header>
<main id="main" class="wrap" tabindex="-1">
${page.crumbs && breadcrumb(page.crumbs, page.title, site)}
${page.main}
</main>
${footer(site)}
${bar(page, site)}
</body>
</html>
`;
  return document.toString();
}

/**
 * The search form that help.js turns into instant search; a plain GET form without it. With `filters` it first narrows the
 * providers of its page.
 */
export function searchForm(id: string, site: Site, filters = false): Html {
  const { words } = site;
  return html`<form class="search" role="search" action="${siteUrl(site, "/search")}" data-search>
<label class="visually-hidden" for="${id}">${words.searchLabel}</label>
${icon("search")}
<input id="${id}" type="search" name="q" placeholder="${words.searchHint}" autocomplete="off" enterkeyhint="search"${filters && html` data-filter="${filterNamesUrl(site.knowledge)}"`}>
<button type="submit">${words.search}</button>
</form>`;
}

/** The addresses of one page in every locale, its own included; readers of no known language get the Chinese one. */
export function alternatesOf(path: string, { knowledge, locales, origin }: Site) {
  if (locales.length < 2) return [];
  const hrefOf = (to: string) => origin + translatedPath(path, { from: knowledge.locale, to });
  return [
    ...locales.map((locale) => ({ locale, href: hrefOf(locale) })),
    { locale: "x-default", href: hrefOf(BASE_LOCALE) },
  ];
}

/** Search engines read whole addresses alone, so a site that does not know its own says none: a part of one is a fault to them. */
function addresses(path: string, site: Site): Html | undefined {
  if (site.origin === "") return undefined;
  return html`<link rel="canonical" href="${site.origin}${path}">
${alternatesOf(path, site).map(
  ({ locale, href }) => html`<link rel="alternate" hreflang="${locale}" href="${href}">\n`,
)}`;
}

/** To this very page in the other languages; from an error to their front page. */
function languageLinks(page: Page, site: Site): Html {
  const { knowledge, locales } = site;
  const from = knowledge.locale;
  const path = page.path ?? siteUrl(site, "/");
  return html`${locales
    .filter((locale) => locale !== from)
    .map(
      (to) =>
        html`<a class="language" href="${translatedPath(path, { from, to })}" hreflang="${to}" lang="${to}">${LANGUAGE_NAMES[to] ?? to}</a>`,
    )}`;
}

function breadcrumb(crumbs: readonly Crumb[], title: string, site: Site): Html {
  return html`<nav class="crumbs" aria-label="${site.words.breadcrumb}"><ol>
${[homeCrumb(site), ...crumbs].map((crumb) => html`<li><a href="${crumb.url}">${crumb.title}</a></li>`)}
<li aria-current="page">${title}</li>
</ol></nav>`;
}

/** The navigation holds the first and the last category: what most come for, and safety. */
function categoryLinks({ knowledge }: Site): Html {
  const ends = new Set([knowledge.categories[0], knowledge.categories.at(-1)]);
  return html`${[...ends].map(
    (category) =>
      category &&
      html`<a href="${pageUrl(knowledge, { kind: "category", id: category.id })}">${category.title}</a>`,
  )}`;
}

function footer(site: Site): Html {
  const { knowledge, words, identity } = site;
  const providers = providersCrumb(site);
  const { about, privacy } = words.about;
  return html`<footer class="site-footer"><div class="wrap">
<p class="promise">${icon("shield")}<span><strong>${words.promise}</strong>${words.promiseMore}</span></p>
<p>${words.disclaimer}</p>
<nav aria-label="${words.footer}"><a href="${siteUrl(site, "/")}">${words.home}</a><a href="${providers.url}">${providers.title}</a>${knowledge.categories.map(
    (category) =>
      html`<a href="${pageUrl(knowledge, { kind: "category", id: category.id })}">${category.title}</a>`,
  )}<a href="${siteUrl(site, "/chat")}">${words.chat}</a><a href="${siteUrl(site, "/about")}">${about.title}</a><a href="${siteUrl(site, "/privacy")}">${privacy.title}</a></nav>
${identity.operator !== undefined && html`<p>${words.operator(identity.operator)}</p>`}
<p class="version">${identity.icp !== undefined && html`<a href="${ICP_REGISTER}" rel="noopener external">${identity.icp}</a> `}${words.version(knowledge.hash.slice(0, 8))}</p>
</div></footer>`;
}

/** What opens the chat: a link to the chat that works with forms, which the script makes a button. */
export function launcherLink(page: Pick<Page, "provider" | "path" | "isChat">, site: Site): Html {
  const { knowledge, words, identity } = site;
  const name = page.provider === undefined ? undefined : knowledge.providers.get(page.provider)?.name;
  const provider = name !== undefined && html` data-provider="${page.provider}" data-provider-name="${name}"`;
  // The chat without JavaScript needs no way to itself; the script shows it.
  const hidden = page.isChat === true ? html` hidden` : undefined;
  return html`<a id="huanka-chat"${hidden} class="chat-launcher" href="${siteUrl(site, "/chat")}" data-huanka-chat data-locale="${knowledge.locale}" data-page="${page.path ?? ""}"${provider}${identity.name !== undefined && html` data-name="${identity.name}"`}>${icon("chat")}${words.chat}</a>`;
}

/** On phones three ways at the foot of the window, on desktops the chat alone. */
function bar(page: Page, site: Site): Html {
  const { knowledge, words } = site;
  const safety = knowledge.categories.at(-1);
  return html`<nav class="bar" aria-label="${words.bar}"><a href="${siteUrl(site, "/")}">${icon("home")}${words.home}</a>${launcherLink(page, site)}${
    safety &&
    html`<a href="${pageUrl(knowledge, { kind: "category", id: safety.id })}">${icon("shield")}${words.noScam}</a>`
  }</nav>`;
}
