// A guide to take away: one document that needs nothing else, to print or to save and read without a network.

import type { Guide, Step } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { ownWords } from "../../bot/knowledge/own-words.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { resolveText } from "../../bot/knowledge/references.ts";
import { officialChannels } from "../../bot/official/channels.ts";
import { plainText } from "../../bot/text/plain-text.ts";
import { CHECKLIST_STYLE } from "../view/checklist-style.ts";
import { citedFacts, textsOf } from "../view/cited-facts.ts";
import { type Html, html, trusted } from "../view/html.ts";
import { langOf, untranslatedPart } from "../view/untranslated.ts";
import type { ChecklistWords } from "../view/wording/chat-zh-cn.ts";
import { proofOf, wordsOf } from "../view/wording.ts";

export interface ChecklistParts {
  readonly knowledge: Knowledge;
  readonly guide: Guide;
  /** Absent for the generic steps of a class. */
  readonly provider?: Provider;
  /** Where the page came from, printed at its end. */
  readonly address: string;
  /** Where the operator has a name of their own for the site. */
  readonly siteName?: string;
}

/** The whole document. Its links are whole addresses, since a saved file has no pages beside it; the first leads back. */
export function checklistDocument(parts: ChecklistParts): string {
  const { knowledge, guide, provider } = parts;
  const words = wordsOf(knowledge);
  const { checklist } = words;
  const { siteName = words.siteName } = parts;
  const title = provider ? checklist.provider(provider.name) : checklist.guide(guide.title);
  const document = html`<!doctype html>
<html lang="${knowledge.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title} - ${siteName}</title>
<style>${trusted(CHECKLIST_STYLE)}</style>
</head>
<body>
<nav class="back"><a href="${parts.address}">‹ ${checklist.back}</a></nav>
<header><h1>${title}</h1>
<p>${guide.generic ? checklist.generic : checklist.own}<span class="day">${checklist.updated(guide.updated)}</span></p></header>
<main>
<p class="warn">${checklist.warn}</p>
${untranslatedPart(guide, words)}
${materials(guide, checklist)}
${contacts(parts)}
<h2>${checklist.steps}</h2>
<ol class="steps"${langOf(guide)}>${guide.steps.map((step, index) => stepItem(step, index + 1, parts))}</ol>
${notes(checklist)}
${proofs(parts)}
</main>
<footer>${checklist.footer(siteName, parts.address, knowledge.hash.slice(0, 8))}</footer>
</body>
</html>
`;
  return document.toString();
}

function materials(guide: Guide, checklist: ChecklistWords): Html | false {
  const needs = [...new Set(guide.steps.flatMap((step) => step.needs))];
  return (
    needs.length > 0 &&
    html`<h2>${checklist.needs}</h2><ul class="needs">${needs.map((need) => html`<li>${box(need)}</li>`)}</ul>`
  );
}

function contacts({ knowledge, provider }: ChecklistParts): Html {
  const words = wordsOf(knowledge);
  const { checklist } = words;
  const channels = provider ? officialChannels(knowledge, provider.id) : [];
  const hasPhone = channels.some(({ href }) => href?.startsWith("tel:"));
  return html`<h2>${checklist.channels}</h2>
${
  channels.length > 0 &&
  html`<ul class="channels">${channels.map(
    (channel) =>
      html`<li>${channel.label} <b>${
        channel.href === undefined ? channel.value : html`<a href="${channel.href}">${channel.value}</a>`
      }</b><span class="proof">${proofOf(channel, words)}</span></li>`,
  )}</ul>`
}
${!hasPhone && html`<p>${checklist.noPhoneBefore}<span class="blank"> </span>${checklist.noPhoneAfter}</p>`}`;
}

function stepItem(step: Step, number: number, parts: ChecklistParts): Html {
  const { text, stuck, needs, title } = step;
  const { knowledge } = parts;
  const { checklist } = wordsOf(knowledge);
  const brought = needs.join(ownWords(knowledge.locale).comma);
  return html`<li id="${step.id}">${box(`${number}. ${plainWords(title, parts)}`)}
<p>${plainWords(text, parts)}${needs.length > 0 && html` <span class="proof">${checklist.bring(brought)}</span>`}</p>
${stuck !== undefined && html`<p class="stuck">${checklist.stuck}${plainWords(stuck, parts)}</p>`}</li>`;
}

/** Only what a merchant may write down: no card number, no password. */
function notes({ notes: title, noteLines }: ChecklistWords): Html {
  return html`<h2>${title}</h2><ul class="needs notes">${noteLines.map((line) => html`<li>${line} <span class="blank"> </span></li>`)}</ul>`;
}

/** What the steps and the timing rest on, each with scope, grade and day; the channels above bring their own. */
function proofs({ knowledge, guide, provider }: ChecklistParts): Html | false {
  const words = wordsOf(knowledge);
  const shown = new Set(provider?.channels.map((key) => `${provider.id}.${key}`) ?? []);
  const context = provider ? { knowledge, provider } : { knowledge };
  const { review, meanwhile, confirm, cycle } = provider?.timeline ?? {};
  const timing = [review?.fact, meanwhile, confirm, cycle].flatMap(
    (key) => knowledge.facts.get(`${provider?.id}.${key}`) ?? [],
  );
  const facts = [...new Set([...citedFacts(textsOf(guide), context), ...timing])].filter(
    ({ id }) => !shown.has(id),
  );
  return (
    facts.length > 0 &&
    html`<h2>${words.checklist.proofs}</h2><dl>${facts.map(
      (fact) =>
        html`<div${langOf(fact)}><dt>${fact.label}</dt><dd>${fact.value}<span class="proof">（${fact.scope !== undefined && html`${fact.scope}；`}${proofOf(fact, words)}）</span></dd></div>`,
    )}</dl>`
  );
}

function box(label: string): Html {
  return html`<label><input type="checkbox"><span>${label}</span></label>`;
}

function plainWords(markdown: string, { knowledge, provider }: ChecklistParts): string {
  return plainText(resolveText(markdown, provider ? { knowledge, provider } : { knowledge }).text);
}
