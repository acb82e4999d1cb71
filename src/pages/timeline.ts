// The settlement timeline of one provider for a day the reader chooses, with the file for a phone's calendar.
import { factsOf, settlementTimeline } from "../../bot/dialogs/timeline.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { html } from "../view/html.ts";
import { channelsCard, factsTable } from "../view/official-channels.ts";
import { type Page, providersCrumb, type Site } from "../view/page.ts";

/** `submitted` is a day in Shanghai; with `isUnread` it stands for one that nobody can read. */
export function timelinePage(
  { provider, submitted, isUnread }: { provider: Provider; submitted: string; isUnread: boolean },
  site: Site,
): Page {
  const { knowledge, words } = site;
  const parent = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const timeline = settlementTimeline(knowledge, { provider, submitted });
  const facts = factsOf(timeline).flatMap((id) => knowledge.facts.get(id) ?? []);
  return {
    path: `${parent}/timeline`,
    title: words.timelineTitle(provider.name),
    description: words.timelineDescription(provider.name),
    crumbs: [providersCrumb(site), { title: words.providerTitle(provider.name), url: parent }],
    provider: provider.id,
    noindex: true,
    main: html`<article class="article with-side">
<div class="page-head"><h1>${words.timelineTitle(provider.name)}</h1><p>${words.timelineText}</p></div>
<div class="side">${channelsCard(provider, knowledge)}</div>
<div class="content">
<form class="day-form" method="get" action="${parent}/timeline"><label for="submitted">${words.timelineDay}</label><input type="date" id="submitted" name="submitted" value="${submitted}" required><button type="submit">${words.timelineShow}</button></form>
${isUnread && html`<p role="alert">${words.timelineUnread}</p>`}
<section class="facts" aria-label="${words.timeline}"><dl>${timeline.rows.map(({ title, text }) => html`<div><dt>${title}</dt><dd><p>${text}</p></dd></div>`)}</dl></section>
<ul class="chips take-away"><li><a href="${parent}/timeline.ics?submitted=${submitted}" download>${words.toCalendar}</a></li><li><a href="${parent}/checklist">${words.toChecklist}</a></li></ul>
${factsTable(facts, words.proofs, knowledge)}
</div>
</article>`,
  };
}
