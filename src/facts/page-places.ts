// Every section of every page of the help center, checklists and timelines included.
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { checklistDocument } from "../pages/checklist.ts";
import { createPageTable } from "../pages/page-table.ts";
import { timelinePage } from "../pages/timeline.ts";
import type { Page, Site } from "../view/page.ts";
import { wordsOf } from "../view/wording.ts";
import { sectionsOf } from "./html-sections.ts";
import type { Place } from "./place.ts";

/** `day` is the day a timeline counts from. */
export function pagePlaces(knowledge: Knowledge, day: string): Place[] {
  const site: Site = {
    knowledge,
    words: wordsOf(knowledge),
    locales: [knowledge.locale],
    css: "",
    built: new Set<string>(),
    script: "",
    identity: { brand: {} },
    transcriptDays: 0,
    origin: "",
  };
  const table = [...createPageTable(site)].flatMap(([path, { render }]) => placesOf(path, render()));
  const providers = [...knowledge.providers.values()].flatMap((provider) => {
    const path = pageUrl(knowledge, { kind: "provider", id: provider.id });
    const list = { knowledge, provider, guide: guideFor(knowledge, provider), address: path };
    return [
      ...sectionPlaces(`${path}/checklist`, `${provider.name}换结算卡清单`, checklistDocument(list)),
      ...placesOf(`${path}/timeline`, timelinePage({ provider, submitted: day, isUnread: false }, site)),
    ];
  });
  const guides = [...knowledge.guides.values()].flatMap((guide) => {
    const path = pageUrl(knowledge, { kind: "guide", id: guide.id });
    return sectionPlaces(
      `${path}/checklist`,
      guide.title,
      checklistDocument({ knowledge, guide, address: path }),
    );
  });
  return [...table, ...providers, ...guides];
}

function placesOf(path: string, page: Page): Place[] {
  const head: Place = {
    kind: "page",
    id: `${path}#head`,
    title: page.title,
    lines: [page.title, page.description],
  };
  return [head, ...sectionPlaces(path, page.title, page.main.toString())];
}

function sectionPlaces(path: string, title: string, html: string): Place[] {
  return sectionsOf(html)
    .filter(({ lines }) => lines.length > 0)
    .map(({ id, heading, lines }): Place => {
      return { kind: "page", id: id === "" ? path : `${path}#${id}`, title: heading || title, lines };
    });
}
