// What a content change does to merchants: which messages are answered now, which wrongly, which differently, and how
// guides and texts change. Pure; the command beside it reads and prints.

import { derive, supply } from "../../bot/knowledge/derived.ts";
import type { IntentId } from "../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { DialogState } from "../../bot/say/state.ts";
import { createSearch } from "../../bot/search/search.ts";
import { maskSecrets, secretKinds } from "../../bot/secrets/mask.ts";
import { compiled } from "../../bot/turn/compiled.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import { modelOf, taughtBy } from "../../bot/understanding/model.ts";
import type { Change } from "./change.ts";
import { contentChanges } from "./content-changes.ts";

export interface Conversation {
  readonly name: string;
  /** What the merchant says, in order. */
  readonly lines: readonly string[];
}

/** A day like any other; replies of both contents are compared on it. */
const NOW = "2026-11-24T02:00:00.000Z";

/** Every change once, messages first; a message that is newly answered or newly wrong is not also re-routed. */
export function diffBehaviour(
  before: Knowledge,
  after: Knowledge,
  conversations: readonly Conversation[],
): Change[] {
  if (teachTheSame(before, after)) supply(after, modelOf, derive(before, modelOf));
  const [meantBefore, meantAfter] = [meanings(before), meanings(after)];
  const utterances = [...new Set([...meantAfter.keys(), ...meantBefore.keys()])];
  return [
    ...utterances.flatMap((text) => {
      const expected = meantAfter.get(text) ?? meantBefore.get(text);
      return answerChange(
        text,
        judgeAnswer(before, text, meantBefore.get(text) ?? expected),
        judgeAnswer(after, text, expected),
      );
    }),
    ...conversations.flatMap((conversation) => routeChange(before, after, conversation)),
    ...searchChanges(before, after, conversations),
    ...contentChanges(before, after),
  ];
}

/** Then one is trained for both: most edits change what is said and not what is understood. */
function teachTheSame(before: Knowledge, after: Knowledge): boolean {
  return JSON.stringify(taughtBy(before)) === JSON.stringify(taughtBy(after));
}

/** Utterance → the intent whose file lists it. */
function meanings({ intents }: Knowledge): Map<string, IntentId> {
  return new Map(
    [...intents].flatMap(([id, { utterances }]) => utterances.map((text) => [text, id] as const)),
  );
}

interface Judged {
  readonly right: boolean;
  readonly intent: string;
  readonly keys: string;
}

/** What a new conversation makes of one message, and whether that is what its file says. */
function judgeAnswer(knowledge: Knowledge, text: string, expected: IntentId | undefined): Judged {
  const { intent, zone } = compiled(knowledge).recognise(maskSecrets(text).text, { inGuide: false });
  const [keys = ""] = keysOf(knowledge, [text]);
  return { right: zone === "answer" && intent === expected, intent: zone === "answer" ? intent : zone, keys };
}

function answerChange(text: string, before: Judged, after: Judged): Change[] {
  const shown = {
    where: text,
    before: `${before.intent}: ${before.keys}`,
    after: `${after.intent}: ${after.keys}`,
  };
  if (before.right !== after.right)
    return [{ kind: after.right ? "newly answered" : "newly wrong", ...shown }];
  return before.keys === after.keys ? [] : [{ kind: "re-routed", ...shown }];
}

/** The first message of a conversation that is answered differently; what follows follows from it. */
function routeChange(before: Knowledge, after: Knowledge, { name, lines }: Conversation): Change[] {
  const [was, is] = [keysOf(before, lines), keysOf(after, lines)];
  const index = lines.findIndex((_, at) => was[at] !== is[at]);
  if (index < 0) return [];
  return [
    {
      kind: "re-routed",
      where: `${name} › ${lines[index]}`,
      before: was[index] ?? "",
      after: is[index] ?? "",
    },
  ];
}

/** The reply keys of each turn, the step shown with them. */
function keysOf(knowledge: Knowledge, lines: readonly string[]): string[] {
  let state = derive(knowledge, greeted);
  return lines.map((line) => {
    const { text, found } = maskSecrets(line);
    const event = { kind: "message", text, secrets: secretKinds(found) } as const;
    const result = runTurn({ state, event, ...compiled(knowledge), now: NOW });
    state = result.state;
    return result.replies
      .map(({ key, guide }) => (guide ? `${key} ${guide.id}/${guide.stepId}` : key))
      .join(", ");
  });
}

/** Every conversation begins with the same greeting. */
function greeted(knowledge: Knowledge): DialogState {
  return runTurn({ state: undefined, event: { kind: "joined" }, ...compiled(knowledge), now: NOW }).state;
}

/** Readers search by the words of titles and names, and as they talk. */
function searchChanges(
  before: Knowledge,
  after: Knowledge,
  conversations: readonly Conversation[],
): Change[] {
  const [searchBefore, searchAfter] = [createSearch(before), createSearch(after)];
  const said = conversations.flatMap(({ lines }) => lines);
  return [...new Set([...namesIn(before), ...namesIn(after), ...said])].flatMap((query): Change[] => {
    const [was] = searchBefore(query, { limit: 1 }).hits;
    const [is] = searchAfter(query, { limit: 1 }).hits;
    if (was?.url === is?.url) return [];
    return [
      { kind: "found elsewhere", where: query, before: was?.url ?? "nothing", after: is?.url ?? "nothing" },
    ];
  });
}

function namesIn({ faqs, articles, providers }: Knowledge): string[] {
  return [
    ...[...faqs.values()].flatMap(({ question, aliases }) => [question, ...aliases]),
    ...[...articles.values()].flatMap(({ title, aliases }) => [title, ...aliases]),
    ...[...providers.values()].flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
}
