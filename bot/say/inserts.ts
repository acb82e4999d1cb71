// What people at the desk can put into their words instead of typing it: canned replies, pages and the steps of a guide.
import type { Article, Faq } from "../knowledge/article.ts";
import { derive } from "../knowledge/derived.ts";
import type { Guide } from "../knowledge/guide.ts";
import { guideFor, type Knowledge } from "../knowledge/knowledge.ts";
import { type PageLink, pageLink, pageTitle } from "../knowledge/page-url.ts";
import { resolveText } from "../knowledge/references.ts";
import { leadOf, plainText } from "../text/plain-text.ts";

export interface Insert {
  readonly kind: "canned" | "page" | "step";
  readonly id: string;
  readonly title: string;
  /** Other words by which it is looked for. */
  readonly also: readonly string[];
  /** As it is put into the field: facts filled in, no markup. */
  readonly text: string;
}

/** What the merchant of a ticket is known to stand at. */
export interface InsertContext {
  readonly provider?: string | undefined;
  readonly guide?: string | undefined;
}

/** For this merchant: facts and channels are those of their provider, steps those of the guide they walk. */
export function insertsFor(knowledge: Knowledge, { provider: id, guide: walked }: InsertContext): Insert[] {
  const provider = id === undefined ? undefined : knowledge.providers.get(id);
  const inWords = (text: string) =>
    plainText(resolveText(text, { knowledge, ...(provider && { provider }) }).text);
  const guide = provider
    ? guideFor(knowledge, provider)
    : walked === undefined
      ? undefined
      : knowledge.guides.get(walked);
  return [
    ...[...knowledge.canned.values()].map(
      (canned): Insert => ({ ...canned, kind: "canned", also: [], text: inWords(canned.text) }),
    ),
    ...stepsOf(guide, inWords),
    ...pagesOf(knowledge).map(
      (page): Insert => ({
        ...{ kind: "page", id: page.id, title: pageTitle(page), also: page.aliases },
        text: `${inWords(leadOf(page.body))}\n${quoted(pageTitle(page), knowledge.locale)}`,
      }),
    ),
  ];
}

function stepsOf(guide: Guide | undefined, inWords: (text: string) => string): Insert[] {
  return (guide?.steps ?? []).map(({ id, title, text }, index) => {
    const named = `${index + 1}. ${inWords(title)}`;
    return { kind: "step", id, title: named, also: [], text: `${named}\n${inWords(text)}` };
  });
}

function pagesOf({ faqs, articles }: Knowledge): readonly (Article | Faq)[] {
  return [...faqs.values(), ...articles.values()];
}

function quoted(title: string, locale: string): string {
  return locale.startsWith("zh") ? `《${title}》` : `“${title}”`;
}

const QUOTED = /《([^《》\n]{2,80})》|“([^“”\n]{2,80})”/g;

/** Pages that a text names by their whole title in 《》 or “”, each once: they are shown with it, to be tapped. */
export function pagesNamedIn(knowledge: Knowledge, text: string): PageLink[] {
  const byTitle = derive(knowledge, titlesIn);
  const named = [...text.matchAll(QUOTED)].flatMap(([, a, b]) => byTitle.get(a ?? b ?? "") ?? []);
  return [...new Set(named)];
}

function titlesIn(knowledge: Knowledge): ReadonlyMap<string, PageLink> {
  return new Map(pagesOf(knowledge).map((page) => [pageTitle(page), pageLink(knowledge, page)]));
}
