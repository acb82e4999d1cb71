// One provider: what is known and what is not, the official channels, and the steps, generic ones said to be so.
import type { Fact } from "../../../bot/knowledge/fact.ts";
import { guideFor, type Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { citedFacts, textsOf } from "../cited-facts.ts";
import { feedbackForm } from "../feedback-form.ts";
import { type Html, html, trusted } from "../html.ts";
import { renderMarkdown } from "../markdown.ts";
import { channelsCard, factsTable } from "../official-channels.ts";
import { type Page, PROVIDERS, type Site } from "../page.ts";
import { stepCards, walkInChat } from "../steps.ts";
import { CLASS_NAMES } from "../wording.ts";

export function providerPage(provider: Provider, { knowledge }: Site): Page {
  const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const guide = guideFor(knowledge, provider);
  const context = { knowledge, provider };
  return {
    path,
    title: `${provider.name}怎么换结算卡`,
    description: provider.summary,
    crumbs: [PROVIDERS],
    provider: provider.id,
    main: html`<article class="article with-side">
<div class="page-head"><p class="kind">${CLASS_NAMES[provider.class]}</p><h1>${provider.name}怎么换结算卡</h1><p>${provider.summary}</p></div>
<div class="side">${channelsCard(provider, knowledge)}</div>
<div class="content">
<div class="prose">${trusted(renderMarkdown(provider.body, context))}</div>
<section aria-labelledby="steps">
<div class="section-head"><h2 id="steps">换卡步骤</h2>${walkInChat(`我要换${provider.name}的结算卡`)}</div>
${guide.generic && genericNote(provider, knowledge)}
${stepCards(guide, context)}
<ul class="chips take-away"><li><a href="${path}/checklist">打印或存下来的清单</a></li><li><a href="${path}/timeline">看时间安排</a></li></ul>
</section>
${factsTable(otherFacts(provider, knowledge), "我们知道的，和来源", knowledge)}
<p class="updated">最近更新 <time datetime="${provider.updated}">${provider.updated}</time></p>
</div>
</article>
${feedbackForm(path)}`,
  };
}

function genericNote(provider: Provider, knowledge: Knowledge): Html {
  const url = pageUrl(knowledge, { kind: "guide", id: provider.class });
  return html`<p class="notice plain">没有找到${provider.name}公开发布的换卡步骤。下面是<a href="${url}">${CLASS_NAMES[provider.class]}的通用步骤</a>，菜单名以你的 App 为准，拿不准就打官方电话。</p>`;
}

/** Facts other than the channels in the card above: the provider's own, and those its text and steps cite. */
function otherFacts(provider: Provider, knowledge: Knowledge): readonly Fact[] {
  const shown = new Set(provider.channels.map((key) => `${provider.id}.${key}`));
  const own = [...knowledge.facts.values()].filter((fact) => fact.provider === provider.id);
  const texts = [provider.body, ...textsOf(guideFor(knowledge, provider))];
  const facts = new Set([...own, ...citedFacts(texts, { knowledge, provider })]);
  return [...facts].filter(({ id }) => !shown.has(id));
}
