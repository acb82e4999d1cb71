// The index of providers by class, each with the sentence that tells a merchant whether it is theirs.
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import { entryUrl, findEntry } from "../entries.ts";
import { html } from "../html.ts";
import { type Page, PROVIDERS, type Site } from "../page.ts";
import { otherGuides, providersOf } from "../provider-list.ts";
import { CLASS_NAMES, CLASS_ORDER } from "../wording.ts";

export function providersPage({ knowledge }: Site): Page {
  const article = findEntry("whose-terminal", knowledge);
  return {
    path: PROVIDERS.url,
    title: PROVIDERS.title,
    description: "按机构查换结算卡的步骤和官方渠道：收单机构与刷卡机公司、支付平台、银行。",
    crumbs: [],
    main: html`<div class="page-head"><h1>${PROVIDERS.title}</h1><p>看机身标签、签购单抬头或合同上的名字，在下面找到它。${
      article && html`<a href="${entryUrl(article, knowledge)}">认不出来？</a>`
    }</p></div>
${CLASS_ORDER.map((providerClass) => {
  const guide = knowledge.guides.get(providerClass);
  return html`<section aria-labelledby="${providerClass}"><h2 id="${providerClass}">${CLASS_NAMES[providerClass]}</h2>
<ul class="entries full">${providersOf(providerClass, knowledge).map(
    (provider) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}"><b>${provider.name}</b><span>${provider.summary}</span></a></li>`,
  )}${
    guide &&
    html`<li><a class="more" href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}"><b>没有你的机构？</b><span>${guide.title}</span></a></li>`
  }</ul></section>`;
})}
<section aria-labelledby="checks"><h2 id="checks">动手之前</h2><ul class="entries full">${otherGuides(
      knowledge,
    ).map(
      (guide) =>
        html`<li><a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}"><b>${guide.title}</b><span>${guide.summary}</span></a></li>`,
    )}</ul></section>`,
  };
}
