// A guide as numbered cards: an anchor, a box to tick, what to have at hand, and a way out for each step.
import type { Guide, Step } from "../../bot/knowledge/guide.ts";
import { type Html, html, trusted } from "./html.ts";
import { type MarkdownContext, renderInline, renderMarkdown } from "./markdown.ts";

/** The anchors are the step ids, so a link from the chat lands on the step the merchant stands at. */
export function stepCards(guide: Guide, context: MarkdownContext): Html {
  return html`<ol class="steps">${guide.steps.map((step, index) => stepCard(step, index + 1, guide, context))}</ol>`;
}

function stepCard(step: Step, number: number, guide: Guide, context: MarkdownContext): Html {
  return html`<li class="step" id="${step.id}">
<div class="step-head"><span class="step-number" aria-hidden="true">${number}</span><h3>${trusted(
    renderInline(step.title, context),
  )}</h3><label class="done"><input type="checkbox" data-step="${guide.id}/${step.id}"><span>做完了<span class="visually-hidden">：第 ${number} 步</span></span></label></div>
${trusted(renderMarkdown(step.text, context))}
${step.needs.length > 0 && html`<p class="needs"><b>要准备</b>${step.needs.map((need) => html`<span>${need}</span>`)}</p>`}
${
  step.stuck !== undefined &&
  html`<details class="stuck"><summary>卡住了？</summary>${trusted(renderMarkdown(step.stuck, context))}</details>`
}
</li>`;
}

/** The link that walks the guide in the chat; without JavaScript the chat page has the words filled in. */
export function walkInChat(words: string): Html {
  return sayInChat(words, "在对话里走一遍");
}

/** A link that says something in the chat. */
export function sayInChat(words: string, title: string): Html {
  return html`<a class="button" href="/chat?say=${encodeURIComponent(words)}" data-chat-say="${words}">${title}</a>`;
}
