// What the bot claims and what the pages say, as plain data, so that a proof can compare and also spoil it.

import type { IntentId } from "../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { namedOption } from "../../bot/say/options.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import { createRecogniser } from "../../bot/understanding/recognise.ts";
import { botPlaces } from "../../src/facts/bot-places.ts";
import { pagePlaces } from "../../src/facts/page-places.ts";
import { whereShown } from "../../src/facts/shown-facts.ts";

/** Something the bot says that rests on content. */
export interface Claim {
  readonly name: string;
  /** The page it links, with its anchor. */
  readonly page: string | undefined;
  readonly facts: readonly string[];
  /** The provider it is said for, whose own page counts too. */
  readonly provider: string | undefined;
}

/** A page that says which dialog does what it describes, or that should. */
export interface Start {
  readonly page: string;
  readonly intents: readonly IntentId[];
  readonly start: IntentId | undefined;
  /** Words on the page's button. */
  readonly words: string | undefined;
  /** Keys of what the bot answers to these words; empty when the bot does not know them by name. */
  readonly replies: readonly string[];
}

export interface Observed {
  readonly claims: readonly Claim[];
  readonly starts: readonly Start[];
  /** Path → its anchors. */
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>;
  /** Path → the facts it shows. */
  readonly facts: ReadonlyMap<string, ReadonlySet<string>>;
}

export function observe(knowledge: Knowledge, day: string): Observed {
  const anchors = new Map<string, Set<string>>();
  for (const { id } of pagePlaces(knowledge, day)) {
    const [path = "", anchor = ""] = id.split("#");
    anchors.set(path, (anchors.get(path) ?? new Set()).add(anchor));
  }
  const facts = new Map([...anchors.keys()].map((path) => [path, new Set<string>()]));
  for (const [fact, places] of whereShown(knowledge, day)) {
    for (const { kind, id } of places) if (kind === "page") facts.get(id.split("#")[0] ?? "")?.add(fact);
  }
  return { claims: claimsOf(knowledge, day), starts: startsOf(knowledge, day), anchors, facts };
}

/** Answers and steps always; other replies where they state a fact or name a page. */
function claimsOf(knowledge: Knowledge, day: string): Claim[] {
  return botPlaces(knowledge, day)
    .filter(({ kind }) => kind === "answer" || kind === "step" || kind === "reply")
    .filter(({ kind, facts = [], page }) => kind !== "reply" || facts.length > 0 || page !== undefined)
    .map(({ kind, id, page, facts = [], provider }) => ({ name: `${kind} ${id}`, page, facts, provider }));
}

function startsOf(knowledge: Knowledge, day: string): Start[] {
  const recognise = createRecogniser(knowledge);
  return [...knowledge.articles.values(), ...knowledge.faqs.values()].map((page) => {
    const { start } = page;
    const words = start === undefined ? undefined : knowledge.replies.get(`label.${start}`)?.trim();
    const isNamed = words !== undefined && namedOption(knowledge, words) !== undefined;
    const event = { kind: "message" as const, text: words ?? "", secrets: [] };
    const now = `${day}T02:00:00.000Z`;
    const turn = isNamed ? runTurn({ state: undefined, event, knowledge, recognise, now }) : undefined;
    return {
      page: pageUrl(knowledge, { kind: page.kind, id: page.id }),
      intents: page.kind === "faq" ? [page.intent] : page.intents,
      start,
      words,
      replies: turn?.replies.map(({ key }) => key) ?? [],
    };
  });
}
