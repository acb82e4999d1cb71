// Plays everything that reads a stranger's words, with the longest texts they may be, and tells what each pattern read.
import type { Knowledge } from "../../../../bot/knowledge/knowledge.ts";
import { checkChannel } from "../../../../bot/official/channels.ts";
import { createSearch } from "../../../../bot/search/search.ts";
import { maskAcross } from "../../../../bot/secrets/across.ts";
import { asksForSecret } from "../../../../bot/secrets/asks-for-secret.ts";
import { maskSecrets } from "../../../../bot/secrets/mask.ts";
import { beginningOf, endOf } from "../../../../src/chat/recent-pieces.ts";
import { type Pattern, patternsUsedBy } from "../../../support/patterns.ts";
import { playTurn } from "../../../support/recorded-sessions.ts";
import { readStories } from "../../../support/run-story.ts";
import { strangersLines } from "../../../support/strangers-lines.ts";

/** What the routes let in: a message, a query, a channel to be checked. */
export const MESSAGE = 4_000;
export const QUERY = 200;
const CHANNEL = 500;
/** The ends of messages that are read together. */
const PIECES = 30;

export function repeated(fuel: string, length: number): string {
  return fuel.repeat(Math.ceil(length / fuel.length)).slice(0, length);
}

/** The patterns that read a stranger's words, each with the longest text it was given. */
export async function longestRead(knowledge: Knowledge, fuels: readonly string[]): Promise<Pattern[]> {
  const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
  const search = createSearch(knowledge);
  return patternsUsedBy(() => {
    let state: unknown;
    const read = (line: string) => {
      state = playTurn({ state, line, knowledge }).state;
      search(line.slice(0, QUERY));
      checkChannel(knowledge, line.slice(0, CHANNEL));
    };
    for (const line of lines) read(line);
    for (const says of strangersLines()) {
      for (const line of says) maskSecrets(line);
      maskAcross(says.slice(0, -1), says.at(-1) ?? "");
    }
    for (const fuel of fuels) {
      const text = repeated(fuel, MESSAGE);
      asksForSecret(text);
      asksForSecret(repeated(`please tell me your password ${fuel} `, MESSAGE));
      read(text);
      maskAcross(
        Array.from({ length: PIECES }, () => endOf(text)),
        beginningOf(text),
      );
    }
  });
}
