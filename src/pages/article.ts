// An article or a question: the answer first and set apart, then the whole body, its facts and what to read next.
import { drawingsOf } from "../../bot/knowledge/article.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageTitle, pageUrl } from "../../bot/knowledge/page-url.ts";
import { leadOf } from "../../bot/text/plain-text.ts";
import { citedFacts } from "../view/cited-facts.ts";
import { type Entry, entryList, entryUrl, findEntry } from "../view/entries.ts";
import { feedbackForm } from "../view/feedback-form.ts";
import { byPhrase, type Html, html, trusted } from "../view/html.ts";
import { headingsOf, renderMarkdown } from "../view/markdown.ts";
import { codeTable } from "../view/merchant-number.ts";
import { factsTable, waysOn } from "../view/official-channels.ts";
import type { Page, Site } from "../view/page.ts";
import { sayInChat } from "../view/steps.ts";
import { langOf, untranslatedNote } from "../view/untranslated.ts";
import { wordsOf } from "../view/wording.ts";
import { drawing } from "./drawings.ts";

const LONG = 4; // headings

export function articlePage(entry: Entry, site: Site): Page {
  const { knowledge, words } = site;
  const path = entryUrl(entry, knowledge);
  const title = pageTitle(entry);
  const category = knowledge.categories.find(({ id }) => id === entry.category);
  const restAt = entry.body.search(/^## /m);
  const rest = restAt < 0 ? "" : entry.body.slice(restAt);
  const drawings = drawingsOf(entry);
  const related = entry.related.flatMap((id) => findEntry(id, knowledge) ?? []);
  return {
    path,
    title,
    description: entry.summary,
    crumbs: category
      ? [{ title: category.title, url: pageUrl(knowledge, { kind: "category", id: category.id }) }]
      : [],
    main: html`${untranslatedNote(entry, words)}<article class="article">
<div${langOf(entry)}><h1>${byPhrase(title)}</h1>
<div class="lead">${trusted(renderMarkdown(leadOf(entry.body), { knowledge }))}</div>
${startInChat(entry, knowledge)}
${contents(rest, site)}
${drawings.length > 0 && html`<div class="figures" id="drawings">${drawings.map((name) => drawing(name, knowledge))}</div>`}
<div class="prose">${trusted(renderMarkdown(rest, { knowledge }))}${entry.shows?.includes("merchant-codes") === true && codeTable(knowledge)}</div>
</div>
${waysOn(site)}
${factsTable(citedFacts([entry.body], { knowledge }), words.usedFacts, knowledge)}
<p class="updated">${words.updated} <time datetime="${entry.updated}">${entry.updated}</time></p>
</article>
${feedbackForm(path, site)}
${related.length > 0 && html`<section class="related" aria-labelledby="related"><h2 id="related">${words.related}</h2>${entryList(related, knowledge, "titles")}</section>`}`,
  };
}

/** Folded, so that the answer stays in view; only where there is enough to lose one's way in. */
function contents(body: string, { words }: Site): Html | undefined {
  const headings = headingsOf(body);
  return headings.length < LONG
    ? undefined
    : html`<details class="contents"><summary>${words.contents}</summary><ul class="links">${headings.map(
        ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
      )}</ul></details>`;
}

/** What the page describes can be done in the chat: said by the dialog's own name, which the bot knows. */
function startInChat({ start }: Entry, knowledge: Knowledge): Html | undefined {
  const said = start === undefined ? undefined : knowledge.replies.get(`label.${start}`)?.trim();
  return said === undefined
    ? undefined
    : html`<p class="start">${wordsOf(knowledge).startInChat}${sayInChat(said, said, knowledge)}</p>`;
}
