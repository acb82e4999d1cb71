// One provider: its number and its steps first, then what nobody knows; background, channels and sources folded below.
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { Guide } from "../../bot/knowledge/guide.ts";
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { citedFacts, textsOf } from "../view/cited-facts.ts";
import { feedbackForm } from "../view/feedback-form.ts";
import { byPhrase, type Html, html, trusted } from "../view/html.ts";
import { renderMarkdown } from "../view/markdown.ts";
import { callButton, channelsCard, factsTable, phoneOf } from "../view/official-channels.ts";
import { type Page, providersCrumb, type Site, translatedPath } from "../view/page.ts";
import { stepCards, walkInChat } from "../view/steps.ts";
import { langOf, untranslatedPart } from "../view/untranslated.ts";
import { proofOf, type Words, wordsOf } from "../view/wording.ts";

/** Letters; on a phone such a title would take the room of the first step. */
const LONG_TITLE = 45;

/**
 * What a worried merchant came for stands first: whose terminals these are, the number to call with its proof, or in its
 * place that there is none and where it stands; a website is never put where the number was looked for.
 */
export function providerPage(provider: Provider, site: Site): Page {
  const { knowledge, words } = site;
  const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const guide = guideFor(knowledge, provider);
  const phone = phoneOf(knowledge, provider.id);
  const title = words.providerTitle(provider.name);
  const walk = walkInChat(words.sayProvider(provider.name), knowledge);
  const stepsTitle = guide.generic ? words.genericSteps(words.classes[provider.class]) : words.providerSteps;
  return {
    path,
    title,
    description: summaryOf(provider, words),
    crumbs: [providersCrumb(site)],
    provider: provider.id,
    main: html`<article class="article with-side provider">
<div class="page-head"><h1${title.length > LONG_TITLE && html` class="long"`}>${byPhrase(title)}</h1>
<p class="whom"${langOf(provider)}>${summaryOf(provider, words)}</p>
${
  phone
    ? html`<div class="actions">${callButton(phone, words)}${walk}</div><p class="proof">${proofOf(phone, words)}</p>`
    : html`<p class="unknown">${words.noPhone}</p>`
}
</div>
<div class="content">
<section aria-labelledby="steps">
<div class="section-head"><h2 id="steps">${stepsTitle}</h2>${stepsDone(guide, words)}${!phone && walk}</div>
${stepCards(guide, { knowledge, provider })}
${provider.stepsInChinese === true && ownSteps(provider, site)}
<ul class="chips take-away"><li><a href="${path}/checklist">${words.toChecklist}</a></li><li><a href="${path}/timeline">${words.toTimeline}</a></li></ul>
</section>
${notFound(provider, site)}
<details class="background"><summary>${words.background}</summary>
${aboutProvider(provider, knowledge)}
${factsTable(otherFacts(provider, knowledge), words.whatWeKnow, knowledge)}
<p class="updated">${words.updated} <time datetime="${provider.updated}">${provider.updated}</time></p>
</details>
</div>
<div class="side">${channelsCard(provider, knowledge)}</div>
</article>
${feedbackForm(path, site)}`,
  };
}

/** How far the reader is by the ticks, which the page's script counts. */
function stepsDone({ steps }: Guide, words: Words): Html {
  return html`<p class="steps-done" data-steps-done>${words.stepsDone} <b>0</b>/${steps.length}</p>`;
}

/** What nobody has published, said once and after everything that can be done. */
function notFound(provider: Provider, { knowledge, words }: Site): Html | undefined {
  const isGeneric = guideFor(knowledge, provider).generic;
  const missing = [...(isGeneric ? [words.ownStepsMissing] : []), ...provider.missing];
  if (missing.length === 0) return undefined;
  const classGuide = pageUrl(knowledge, { kind: "guide", id: provider.class });
  const className = words.genericGuide(words.classes[provider.class]);
  return html`<section class="not-found" aria-labelledby="not-found">
<h2 id="not-found">${words.notPublished}</h2>
<p>${words.missing(provider.name, missing)}${
    isGeneric && html`${words.genericBefore}<a href="${classGuide}">${className}</a>${words.genericAfter}`
  }</p>
</section>`;
}

/** What is written about a provider; in a translation that nobody has made it is the Chinese text. */
function aboutProvider(provider: Provider, knowledge: Knowledge): Html {
  const words = wordsOf(knowledge);
  const text = trusted(renderMarkdown(provider.body, { knowledge, provider }));
  return html`${untranslatedPart(provider, words)}<div class="prose"${langOf(provider)}>${text}</div>`;
}

/** Whose terminals these are; in a translation that nobody has made, in its own words. */
function summaryOf({ fallback, name, summary }: Provider, words: Words): string {
  return fallback === undefined ? summary : words.providerSummary(name);
}

/** Leads to the page in Chinese, where a provider's own steps are. */
function ownSteps(provider: Provider, { knowledge, words }: Site): Html {
  const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const to = provider.fallback ?? knowledge.locale;
  const original = translatedPath(path, { from: knowledge.locale, to });
  return html`<p class="hint">${words.ownSteps(provider.name)} <a href="${original}" hreflang="${to}">${words.ownStepsLink}</a></p>`;
}

/** Facts other than the channels in the card: the provider's own, and those its text and steps cite. */
function otherFacts(provider: Provider, knowledge: Knowledge): readonly Fact[] {
  const shown = new Set(provider.channels.map((key) => `${provider.id}.${key}`));
  const own = [...knowledge.facts.values()].filter((fact) => fact.provider === provider.id);
  const texts = [provider.body, ...textsOf(guideFor(knowledge, provider))];
  const facts = new Set([...own, ...citedFacts(texts, { knowledge, provider })]);
  return [...facts].filter(({ id }) => !shown.has(id));
}
