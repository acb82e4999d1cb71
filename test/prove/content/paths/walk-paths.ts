// Walks the real turn from every provider and every single lack: to the steps by「这个办好了」, to the acquirer by「这个办不了」.

import type { Knowledge } from "../../../../bot/knowledge/knowledge.ts";
import { SLOTS } from "../../../../bot/knowledge/situation.ts";
import type { Reply } from "../../../../bot/say/reply.ts";
import type { DialogState } from "../../../../bot/say/state.ts";
import { runTurn } from "../../../../bot/turn/turn.ts";
import { createRecogniser } from "../../../../bot/understanding/recognise.ts";

/** A lack, at most three questions, at most three things to get, and the answer; more means going round in circles. */
const MOST_TURNS = 10;
const LONGEST_REPLY = 420; // characters; about one phone screen
const NOW = "2026-11-24T02:00:00.000Z";
const LACKING = ["no", "changed"];
const ACQUIRER = ["path-official", "path-cannot"];

export interface Walked {
  readonly dialogs: number;
  readonly turns: number;
  readonly faults: readonly string[];
}

/** Every provider × every lack × both ways on, each question answered by 「不知道」. */
export function walkDialogs(knowledge: Knowledge): Walked {
  const recognise = createRecogniser(knowledge);
  const faults: string[] = [];
  let turns = 0;
  const run = (state: DialogState | undefined, text: string) => {
    turns += 1;
    const event = { kind: "message", text, secrets: [] } as const;
    return runTurn({ state, event, knowledge, recognise, now: NOW });
  };
  const cases = [...knowledge.providers.values()].flatMap((provider) =>
    lacks(knowledge).flatMap((lack) =>
      (["got-it", "cannot"] as const).map((choice) => ({ provider, lack, choice })),
    ),
  );
  for (const { provider, lack, choice } of cases) {
    let result = run(run(undefined, provider.name).state, lack);
    const said: Reply[] = [...result.replies];
    for (let count = 0; count < MOST_TURNS && !isAtEnd(result.replies); count += 1) {
      const next = nextLabel(knowledge, result.replies, choice);
      if (next === undefined) break;
      result = run(result.state, next);
      said.push(...result.replies);
    }
    faults.push(...faultsOf(said).map((fault) => `${provider.id}, ${lack}, ${choice}: ${fault}`));
  }
  return { dialogs: cases.length, turns, faults };
}

function lacks(knowledge: Knowledge): string[] {
  return SLOTS.flatMap((slot) =>
    Object.entries(knowledge.routes.slots[slot].values).flatMap(([value, label]) =>
      LACKING.includes(value) ? [label] : [],
    ),
  );
}

function isAtEnd(replies: readonly Reply[]): boolean {
  return replies.some(({ key }) => key === "step" || ACQUIRER.includes(key));
}

function nextLabel(
  knowledge: Knowledge,
  replies: readonly Reply[],
  choice: "got-it" | "cannot",
): string | undefined {
  const wanted = ["dont-know", choice].map((key) => knowledge.replies.get(`option.${key}`));
  return replies.at(-1)?.choices.find(({ label }) => wanted.includes(label))?.value;
}

function faultsOf(said: readonly Reply[]): string[] {
  return [
    ...(isAtEnd(said) ? [] : ["neither steps nor acquirer: dead end"]),
    ...(said.some(({ key }) => key.startsWith("path-")) ? [] : ["the lack changes nothing"]),
    ...said.filter(({ text }) => text.length > LONGEST_REPLY).map(({ key }) => `${key} is too long`),
    ...said.filter(({ text }) => /\{\{|undefined/.test(text)).map(({ key }) => `${key} has a hole`),
  ];
}
