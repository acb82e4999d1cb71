// What is written to be said and is never said: reply keys, labels, questions, articles, steps and their advice.

import { guideFor, type Knowledge } from "../knowledge/knowledge.ts";
import type { Reply } from "../say/reply.ts";
import type { TurnResult } from "../turn/turn.ts";
import type { Finding } from "./finding.ts";

/**
 * No turn explored here says these: `apology` is said by the service when a turn fails, grades and rows of the timeline
 * wait for facts that no provider has yet, evidence depends on what merchants paste, and nobody stands at the desk here; nor is
 * anybody greeted in one language who then writes another, or names a company nobody knows, or days of work.
 */
const NOT_SAID_BY_TURNS =
  /^(?:apology$|grade\.|timeline\.|evidence\.|desk\.|notice\.|greeting-here$|word\.(?:this-company|name-not-found|app)$|told-span\.working$)/;
/**
 * Said of several things that one talk has named, such as the terminals of three companies, which the walk does not
 * carry from turn to turn: each is said in a story instead, as test/stories.test.ts sees to.
 */
export const SAID_IN_STORIES: readonly string[] = [
  "app-not-call",
  "ask-plate",
  "ask-provider-code",
  "ask-provider-code-again",
  "ask-provider-name",
  "call-wait",
  "channels-no-phone-code",
  "channels-no-phone-here",
  "merchant-number",
  "misheard",
  "misheard-plain",
  "misheard-sorry",
  "provider-apps",
  "serial-number",
  "page-again-named",
  "code-differs",
  "code-unknown-beside",
  "progress-arrived",
  "progress-passed",
  "scam-over",
  "scam-past-fee",
  "screen-wants-photo",
  "slowly",
  "step-not-known",
  "several-terminals-more",
  "situation-undone",
  "told-span-money",
  "told-span-unknown",
  "terminal-more",
  "terminal-next",
  "terminals-each",
  "terminals-first",
  "terminals-order",
  "terminals-rest",
  "terminals-whose",
  "whose-code",
];
/** Keys whose text is shown as a label: reading it for comparison is not showing it. */
const LABEL_KEY = /^(?:option|label)\./;

export interface Coverage {
  /** The same content, of which it is noted which texts are read. */
  readonly knowledge: Knowledge;
  note(result: TurnResult): void;
  check(report: (finding: Finding) => void): void;
}

export function createCoverage(content: Knowledge): Coverage {
  const read = new Set<string>();
  const said = new Set<string>();
  const knowledge: Knowledge = { ...content, replies: noting(content.replies, read) };
  return {
    knowledge,
    note: ({ replies }) => {
      for (const reply of replies) noteReply(reply, said);
    },
    check: (report) => {
      const unsaid = (where: string, problem: string) =>
        report({ where, rule: "unreachable", problem, story: [] });
      for (const [key, text] of content.replies) {
        const shown = LABEL_KEY.test(key) ? isShown(text.trim(), said) : read.has(key);
        const isElsewhere =
          NOT_SAID_BY_TURNS.test(key) || SAID_IN_STORIES.includes(key.replace(/^again\./, ""));
        if (!shown && !isElsewhere) unsaid(`replies.yml ${key}`, "is never said");
      }
      for (const id of content.faqs.keys())
        if (!said.has(`faq:${id}`)) unsaid(`faqs/${id}.md`, "is never the answer");
      checkArticles(content, said, unsaid);
      checkSteps(content, said, unsaid);
    },
  };
}

/** A label with a {placeholder} is shown when one is that begins and ends as it does. */
function isShown(label: string, said: ReadonlySet<string>): boolean {
  const [start = "", end = ""] = label.split(/\{\w+\}/, 2);
  if (start === label) return said.has(`label ${label}`);
  return [...said].some((one) => one.startsWith(`label ${start}`) && one.endsWith(end));
}

function noting(texts: ReadonlyMap<string, string>, read: Set<string>): ReadonlyMap<string, string> {
  const noted = new Map(texts);
  noted.get = (key) => {
    read.add(key);
    return texts.get(key);
  };
  return noted;
}

function noteReply({ key, guide, choices }: Reply, said: Set<string>): void {
  said.add(guide ? `${key} ${guide.id}/${guide.provider ?? ""}/${guide.stepId}` : key);
  for (const { label } of choices) said.add(`label ${label}`);
}

/** An article is an answer when the bot says it, or when something that can be read links to it. */
function checkArticles(
  content: Knowledge,
  said: ReadonlySet<string>,
  unsaid: (where: string, problem: string) => void,
) {
  const pages = [...content.faqs.values(), ...content.articles.values()];
  const texts = [
    ...pages.map(({ body }) => body),
    ...[...content.providers.values()].map(({ body }) => body),
    ...[...content.guides.values()].flatMap(({ body, steps }) => [body, ...steps.map(({ text }) => text)]),
  ];
  for (const { id, file } of content.articles.values()) {
    const linked = texts.some((text) => text.includes(`(article:${id}`));
    const related = pages.some((page) => page.id !== id && page.related.includes(id));
    if (!said.has(`article:${id}`) && !linked && !related) unsaid(file, "nothing leads to it");
  }
}

/** A provider's own steps, and the steps of a class for each provider that has none of its own. */
function checkSteps(
  content: Knowledge,
  said: ReadonlySet<string>,
  unsaid: (where: string, problem: string) => void,
) {
  const walks = [
    ...[...content.providers.values()].map((provider) => ({
      ...guideFor(content, provider),
      provider: provider.id,
    })),
    ...[...content.guides.values()].map((guide) => ({ ...guide, provider: "" })),
  ];
  for (const { id, provider, steps } of walks) {
    for (const step of steps) {
      const where = `guide ${provider || id}/${step.id}`;
      if (!said.has(`step ${id}/${provider}/${step.id}`)) unsaid(where, "is never shown");
      const advice = said.has(`stuck ${id}/${provider}/${step.id}`);
      if (step.stuck !== undefined && !advice) unsaid(where, "its advice to 「卡住了」 is never given");
    }
  }
}
