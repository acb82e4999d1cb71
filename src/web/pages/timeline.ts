// The settlement timeline of one provider for a day the reader chooses, with the file for a phone's calendar.
import { factsOf, settlementTimeline } from "../../../bot/dialogs/timeline.ts";
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { html } from "../html.ts";
import { channelsCard, factsTable } from "../official-channels.ts";
import { type Page, PROVIDERS, type Site } from "../page.ts";

/** `submitted` is a day in Shanghai. */
export function timelinePage(
  { provider, submitted }: { provider: Provider; submitted: string },
  { knowledge }: Site,
): Page {
  const parent = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const timeline = settlementTimeline(knowledge, { provider, submitted });
  const facts = factsOf(timeline).flatMap((id) => knowledge.facts.get(id) ?? []);
  return {
    path: `${parent}/timeline`,
    title: `${provider.name}换卡的时间安排`,
    description: `${provider.name}换结算卡：审核要多久、旧卡收款到什么时候、什么时候核对。`,
    crumbs: [PROVIDERS, { title: `${provider.name}怎么换结算卡`, url: parent }],
    provider: provider.id,
    noindex: true,
    main: html`<article class="article with-side">
<div class="page-head"><h1>${provider.name}换卡的时间安排</h1><p>只有官方公布的时限才推算成日期，其余以收单机构答复为准。</p></div>
<div class="side">${channelsCard(provider, knowledge)}</div>
<div class="content">
<form class="day-form" method="get" action="${parent}/timeline"><label for="submitted">哪天提交</label><input type="date" id="submitted" name="submitted" value="${submitted}" required><button type="submit">看这天</button></form>
<section class="facts" aria-label="时间安排"><dl>${timeline.rows.map(({ title, text }) => html`<div><dt>${title}</dt><dd><p>${text}</p></dd></div>`)}</dl></section>
<ul class="chips take-away"><li><a href="${parent}/timeline.ics?submitted=${submitted}" download>加进手机日历</a></li><li><a href="${parent}/checklist">打印或存下来的清单</a></li></ul>
${factsTable(facts, "依据和来源", knowledge)}
</div>
</article>`,
  };
}
