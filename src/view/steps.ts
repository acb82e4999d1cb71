// A guide as numbered cards: an anchor, what to have at hand, a box to tick when it is done, and a way out for each step.
import type { Guide, Step } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { plainText } from "../../bot/text/plain-text.ts";
import { byPhrase, type Html, html, trusted } from "./html.ts";
import { anchor, type MarkdownContext, renderInline, renderMarkdown } from "./markdown.ts";
import { siteUrl } from "./page.ts";
import { langOf } from "./untranslated.ts";
import { wordsOf } from "./wording.ts";

/** The anchors are the step ids, so a link from the chat lands on the step the merchant stands at. */
export function stepCards(guide: Guide, context: MarkdownContext): Html {
  return html`<ol class="steps"${langOf(guide)}>${guide.steps.map((step, index) => stepCard(step, index + 1, guide, context))}</ol>`;
}

function stepCard(step: Step, number: number, guide: Guide, context: MarkdownContext): Html {
  const words = wordsOf(context.knowledge);
  return html`<li class="step" id="${step.id}">
<div class="step-head"><span class="step-number" aria-hidden="true">${number}</span><h3>${titleOf(step, context)}</h3>${anchor(step.id, context.knowledge)}</div>
${trusted(renderMarkdown(step.text, context))}
${step.needs.length > 0 && html`<p class="needs"><b>${words.needs}</b>${step.needs.map((need) => html`<span>${need}</span>`)}</p>`}
<label class="done"><input type="checkbox" data-step="${guide.id}/${step.id}"><span>${words.stepDone}<span class="visually-hidden">${words.stepNumber(number)}</span></span></label>
${
  step.stuck !== undefined &&
  html`<details class="stuck"><summary>${words.stuck}</summary>${trusted(renderMarkdown(step.stuck, context))}</details>`
}
</li>`;
}

/** In phrases, unless something in it is marked up. */
function titleOf({ title }: Step, context: MarkdownContext): Html {
  const rendered = renderInline(title, context);
  return rendered.includes("<") ? trusted(rendered) : byPhrase(plainText(title));
}

/** The link that walks the guide in the chat; without JavaScript the chat page has the words filled in. */
export function walkInChat(said: string, knowledge: Knowledge): Html {
  return sayInChat(said, wordsOf(knowledge).walkInChat, knowledge);
}

/** A link that says something in the chat. */
export function sayInChat(said: string, title: string, knowledge: Knowledge): Html {
  return html`<a class="button" href="${siteUrl({ knowledge }, "/chat")}?say=${encodeURIComponent(said)}" data-chat-say="${said}">${title}</a>`;
}
