// One provider: what is known and what is not, the official channels, and the steps, generic ones said to be so.
import type { Fact } from "../../bot/knowledge/fact.ts";
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { citedFacts, textsOf } from "../view/cited-facts.ts";
import { feedbackForm } from "../view/feedback-form.ts";
import { type Html, html, trusted } from "../view/html.ts";
import { renderMarkdown } from "../view/markdown.ts";
import { channelsCard, factsTable } from "../view/official-channels.ts";
import { type Page, providersCrumb, type Site, translatedPath } from "../view/page.ts";
import { stepCards, walkInChat } from "../view/steps.ts";
import { langOf, untranslatedPart } from "../view/untranslated.ts";
import { wordsOf } from "../view/wording.ts";

export function providerPage(provider: Provider, site: Site): Page {
  const { knowledge, words } = site;
  const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const guide = guideFor(knowledge, provider);
  const context = { knowledge, provider };
  return {
    path,
    title: words.providerTitle(provider.name),
    description: words.providerSummary(provider.name, provider.summary),
    crumbs: [providersCrumb(site)],
    provider: provider.id,
    main: html`<article class="article with-side">
<div class="page-head"><p class="kind">${words.classes[provider.class]}</p><h1>${words.providerTitle(provider.name)}</h1><p>${words.providerSummary(provider.name, provider.summary)}</p></div>
<div class="side">${channelsCard(provider, knowledge)}</div>
<div class="content">
${provider.fallback === undefined && aboutProvider(provider, knowledge)}
<section aria-labelledby="steps">
<div class="section-head"><h2 id="steps">${words.providerSteps}</h2>${walkInChat(words.sayProvider(provider.name), knowledge)}</div>
${guide.generic && genericNote(provider, site)}
${provider.stepsInChinese === true && ownSteps(provider, site)}
${stepCards(guide, context)}
<ul class="chips take-away"><li><a href="${path}/checklist">${words.toChecklist}</a></li><li><a href="${path}/timeline">${words.toTimeline}</a></li></ul>
</section>
${provider.fallback !== undefined && aboutProvider(provider, knowledge)}
${factsTable(otherFacts(provider, knowledge), words.whatWeKnow, knowledge)}
<p class="updated">${words.updated} <time datetime="${provider.updated}">${provider.updated}</time></p>
</div>
</article>
${feedbackForm(path, site)}`,
  };
}

/** What is written about a provider; in a translation it is the Chinese text, after the steps. */
function aboutProvider(provider: Provider, knowledge: Knowledge): Html {
  const text = trusted(renderMarkdown(provider.body, { knowledge, provider }));
  return html`${untranslatedPart(provider, wordsOf(knowledge))}<div class="prose"${langOf(provider)}>${text}</div>`;
}

/** Leads to the page in Chinese, where a provider's own steps are. */
function ownSteps(provider: Provider, { knowledge, words }: Site): Html {
  const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const to = provider.fallback ?? knowledge.locale;
  const original = translatedPath(path, { from: knowledge.locale, to });
  return html`<p class="hint">${words.ownSteps(provider.name)} <a href="${original}" hreflang="${to}">${words.ownStepsLink}</a></p>`;
}

function genericNote(provider: Provider, { knowledge, words }: Site): Html {
  const url = pageUrl(knowledge, { kind: "guide", id: provider.class });
  return html`<p class="notice plain">${words.genericBefore(provider.name)}<a href="${url}">${words.genericGuide(words.classes[provider.class])}</a>${words.genericAfter}</p>`;
}

/** Facts other than the channels in the card above: the provider's own, and those its text and steps cite. */
function otherFacts(provider: Provider, knowledge: Knowledge): readonly Fact[] {
  const shown = new Set(provider.channels.map((key) => `${provider.id}.${key}`));
  const own = [...knowledge.facts.values()].filter((fact) => fact.provider === provider.id);
  const texts = [provider.body, ...textsOf(guideFor(knowledge, provider))];
  const facts = new Set([...own, ...citedFacts(texts, { knowledge, provider })]);
  return [...facts].filter(({ id }) => !shown.has(id));
}
