// The frame of every page: head, header with search, breadcrumb, footer and the link to the chat.
import { type Html, html, trusted } from "./html.ts";
import { icon } from "./icons.ts";
import { type Crumb, HOME, type Page, PROVIDERS, type Site } from "./page.ts";
import { SITE_NAME } from "./wording.ts";

/** The whole document as text. */
export function renderDocument(page: Page, site: Site): string {
  const document = html`<!doctype html>
<html lang="${site.knowledge.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title === SITE_NAME ? `${SITE_NAME}：POS 机换结算卡` : `${page.title} - ${SITE_NAME}`}</title>
<meta name="description" content="${page.description}">
${page.noindex === true && trusted('<meta name="robots" content="noindex">')}
${page.path !== undefined && html`<link rel="canonical" href="${site.origin}${page.path}">`}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b6e5f">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${site.css}">
<script type="module" src="${site.script}"></script>
${site.previewScript !== undefined && html`<script type="module" src="${site.previewScript}"></script>`}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="site-header"><div class="wrap">
<a class="brand" href="/"><img src="/favicon.svg" width="32" height="32" alt="">${SITE_NAME}</a>
${page.ownSearch !== true && searchForm("site-search")}
<nav class="site-nav" aria-label="主要栏目"><a href="${PROVIDERS.url}">各家步骤</a>${categoryLinks(site)}</nav>
</div></header>
<main id="main" class="wrap" tabindex="-1">
${page.crumbs && breadcrumb(page.crumbs, page.title)}
${page.main}
</main>
${footer(site)}
${page.isChat !== true && launcher(page, site)}
</body>
</html>
`;
  return document.toString();
}

/** The search form that help.js turns into instant search; a plain GET form without it. */
export function searchForm(id: string): Html {
  return html`<form class="search" role="search" action="/search" data-search>
<label class="visually-hidden" for="${id}">搜索帮助</label>
${icon("search")}
<input id="${id}" type="search" name="q" maxlength="100" placeholder="搜一搜：拉卡拉、换卡失败、到账" autocomplete="off" enterkeyhint="search">
<button type="submit">搜索</button>
</form>`;
}

function breadcrumb(crumbs: readonly Crumb[], title: string): Html {
  return html`<nav class="crumbs" aria-label="所在位置"><ol>
${[HOME, ...crumbs].map((crumb) => html`<li><a href="${crumb.url}">${crumb.title}</a></li>`)}
<li aria-current="page">${title}</li>
</ol></nav>`;
}

/** The navigation holds the first and the last category: what most come for, and safety. */
function categoryLinks({ knowledge }: Site): Html {
  const ends = new Set([knowledge.categories[0], knowledge.categories.at(-1)]);
  return html`${[...ends].map(
    (category) => category && html`<a href="/help/${category.id}">${category.title}</a>`,
  )}`;
}

function footer({ knowledge }: Site): Html {
  return html`<footer class="site-footer"><div class="wrap">
<p class="promise">${icon("shield")}<span><strong>本站不会索要卡号、有效期、CVV、密码和验证码。</strong>谁要这些，都不要给。</span></p>
<p>本站不是任何银行、支付机构或收单机构的官网。换卡只能由你签约的机构办理；电话和网址来自公开资料，每条都标了来源和核对日期。</p>
<nav aria-label="页脚"><a href="/">首页</a><a href="${PROVIDERS.url}">${PROVIDERS.title}</a>${knowledge.categories.map(
    (category) => html`<a href="/help/${category.id}">${category.title}</a>`,
  )}<a href="/chat">在线帮助</a></nav>
<p class="version">内容版本 ${knowledge.hash.slice(0, 8)}</p>
</div></footer>`;
}

function launcher(page: Page, { knowledge }: Site): Html {
  const provider = page.provider === undefined ? undefined : html` data-provider="${page.provider}"`;
  return html`<a id="huanka-chat" class="chat-launcher" href="/chat" data-huanka-chat data-locale="${knowledge.locale}" data-page="${page.path ?? ""}"${provider}>${icon("chat")}在线帮助</a>`;
}
