// A guide of no single provider: the generic steps of a class, or a check such as verifying a terminal.
import { type GuidePage, PROVIDER_CLASSES } from "../../../bot/knowledge/guide.ts";
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import { citedFacts, textsOf } from "../cited-facts.ts";
import { feedbackForm } from "../feedback-form.ts";
import { html, trusted } from "../html.ts";
import { renderMarkdown } from "../markdown.ts";
import { factsTable } from "../official-channels.ts";
import { type Page, PROVIDERS, type Site } from "../page.ts";
import { providersOf } from "../provider-list.ts";
import { stepCards, walkInChat } from "../steps.ts";
import { CLASS_NAMES } from "../wording.ts";

export function guidePage(guide: GuidePage, { knowledge }: Site): Page {
  const path = pageUrl(knowledge, { kind: "guide", id: guide.id });
  const context = { knowledge };
  const providerClass = PROVIDER_CLASSES.find((known) => known === guide.id);
  return {
    path,
    title: guide.title,
    description: guide.summary,
    crumbs: [PROVIDERS],
    main: html`<article class="article">
<div class="page-head"><h1>${guide.title}</h1><p>${guide.summary}</p></div>
<div class="prose">${trusted(renderMarkdown(guide.body, context))}</div>
${
  providerClass !== undefined &&
  html`<section aria-labelledby="members"><h2 id="members">先看看有没有你的机构</h2><ul class="chips">${providersOf(
    providerClass,
    knowledge,
  ).map(
    (provider) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}">${provider.name}</a></li>`,
  )}</ul></section>`
}
<section aria-labelledby="steps">
<div class="section-head"><h2 id="steps">${providerClass === undefined ? "步骤" : `${CLASS_NAMES[providerClass]}的通用步骤`}</h2>${walkInChat(guide.title)}</div>
${stepCards(guide, context)}
<ul class="chips take-away"><li><a href="${path}/checklist">打印或存下来的清单</a></li></ul>
</section>
${factsTable(citedFacts([guide.body, ...textsOf(guide)], context), "本页用到的信息和来源", knowledge)}
<p class="updated">最近更新 <time datetime="${guide.updated}">${guide.updated}</time></p>
</article>
${feedbackForm(path)}`,
  };
}
