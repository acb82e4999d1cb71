// A guide of no single provider: the generic steps of a class, or a check such as verifying a terminal.
import { type GuidePage, PROVIDER_CLASSES } from "../../bot/knowledge/guide.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { citedFacts, textsOf } from "../view/cited-facts.ts";
import { feedbackForm } from "../view/feedback-form.ts";
import { byPhrase, html, trusted } from "../view/html.ts";
import { renderMarkdown } from "../view/markdown.ts";
import { factsTable } from "../view/official-channels.ts";
import { type Page, providersCrumb, type Site } from "../view/page.ts";
import { providersOf } from "../view/provider-list.ts";
import { stepCards, walkInChat } from "../view/steps.ts";
import { langOf, untranslatedNote } from "../view/untranslated.ts";

export function guidePage(guide: GuidePage, site: Site): Page {
  const { knowledge, words } = site;
  const path = pageUrl(knowledge, { kind: "guide", id: guide.id });
  const context = { knowledge };
  const providerClass = PROVIDER_CLASSES.find((known) => known === guide.id);
  return {
    path,
    title: guide.title,
    description: guide.summary,
    crumbs: [providersCrumb(site)],
    main: html`<article class="article">
${untranslatedNote(guide, words)}<div class="page-head"${langOf(guide)}><h1>${byPhrase(guide.title)}</h1><p>${guide.summary}</p></div>
<div class="prose"${langOf(guide)}>${trusted(renderMarkdown(guide.body, context))}</div>
${
  providerClass !== undefined &&
  html`<section aria-labelledby="members"><h2 id="members">${words.guideMembers}</h2><ul class="chips">${providersOf(
    providerClass,
    knowledge,
  ).map(
    (provider) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}">${provider.name}</a></li>`,
  )}</ul></section>`
}
<section aria-labelledby="steps">
<div class="section-head"><h2 id="steps">${providerClass === undefined ? words.guideSteps : words.genericGuide(words.classes[providerClass])}</h2>${walkInChat(guide.title, knowledge)}</div>
${stepCards(guide, context)}
<ul class="chips take-away"><li><a href="${path}/checklist">${words.toChecklist}</a></li></ul>
</section>
${factsTable(citedFacts([guide.body, ...textsOf(guide)], context), words.usedFacts, knowledge)}
<p class="updated">${words.updated} <time datetime="${guide.updated}">${guide.updated}</time></p>
</article>
${feedbackForm(path, site)}`,
  };
}
