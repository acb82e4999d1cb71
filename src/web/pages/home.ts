// The front page: search first, then what merchants come to do, the common questions, and all providers.
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import { entryList, entryUrl, findEntry, popularFaqs } from "../entries.ts";
import { type Html, html } from "../html.ts";
import { icon } from "../icons.ts";
import { searchForm } from "../layout.ts";
import { type Page, PROVIDERS, type Site } from "../page.ts";
import { classGuideLinks, otherGuides, providerChips } from "../provider-list.ts";
import { SITE_NAME } from "../wording.ts";

export function homePage(site: Site): Page {
  const { knowledge } = site;
  return {
    path: "/",
    title: SITE_NAME,
    description:
      "POS 机、收款码换绑结算银行卡：认出收单机构，按官方渠道一步步换好。不索要卡号和验证码，每条信息标明来源和核对日期。",
    ownSearch: true,
    main: html`
<section class="hero">
<h1>换结算卡，<br>一步一步来</h1>
<p>先认出你的 POS 是谁家的，再走官方渠道换好收款卡。</p>
${searchForm("home-search")}
<ul class="trust"><li>不索要卡号和验证码</li><li>只给查过来源的官方渠道</li><li>来源等级和日期都写明</li></ul>
</section>
<section aria-labelledby="tasks">
<h2 id="tasks">你要做什么</h2>
<div class="tasks">${whoseTask(site)}
<div class="card task">${icon("steps")}<h3>按步骤换卡</h3><p>知道是哪一类，直接看步骤：</p>${classGuideLinks(knowledge)}</div>
${safetyTask(site)}</div>
</section>
<section aria-labelledby="faqs">
<h2 id="faqs">大家常问</h2>
${entryList(popularFaqs(knowledge), knowledge, "titles")}
</section>
<aside class="notice" aria-label="安全提醒">${icon("shield")}<p><strong>别为换卡给陌生人转账、报验证码。</strong>有人自称客服要你转账、扫码、共享屏幕，先挂断，再打机身标签或合同上的官方电话核实。</p></aside>
<section aria-labelledby="all-providers">
<h2 id="all-providers">找到你的机构</h2>
${providerChips(knowledge)}
</section>
<section aria-labelledby="categories">
<h2 id="categories">按主题看</h2>
<div class="cards">${knowledge.categories.map(
      (category) =>
        html`<a class="card" href="${pageUrl(knowledge, { kind: "category", id: category.id })}"><h3>${category.title}</h3><p>${category.summary}</p></a>`,
    )}</div>
</section>`,
  };
}

/** The article that teaches it when the content has one; the list of names teaches it too. */
function whoseTask({ knowledge }: Site): Html {
  const article = findEntry("whose-terminal", knowledge);
  const url = article ? entryUrl(article, knowledge) : PROVIDERS.url;
  return html`<div class="card task">${icon("terminal")}<h3>认出你的 POS 是谁家的</h3><p>看机身标签、签购单抬头、合同。结算卡只有签约的机构能改。</p><ul class="links"><li><a href="${url}">怎么认</a></li><li><a href="${PROVIDERS.url}">从名单里找</a></li></ul></div>`;
}

function safetyTask({ knowledge }: Site): Html {
  const safety = knowledge.categories.at(-1);
  return html`<div class="card task">${icon("shield")}<h3>先确认没被骗</h3><p>机器、电话、链接来路不明时，先核对再动手。</p><ul class="links">${otherGuides(
    knowledge,
  ).map(
    (guide) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}">${guide.title}</a></li>`,
  )}${
    safety &&
    html`<li><a href="${pageUrl(knowledge, { kind: "category", id: safety.id })}">${safety.title}</a></li>`
  }</ul></div>`;
}
