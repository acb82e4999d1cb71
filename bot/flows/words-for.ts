// The words that stand for an intent in the walk.
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { findCommand } from "../understanding/commands.ts";
import { findScam } from "../understanding/safety/find-scam.ts";

const LEAST_CHARACTERS = 8;

/**
 * Words that no command and no part of a label takes first, as far as the content has some. A fraud is told in words that
 * say which it is, wherever these stand in their list: else the reply to it would never be said.
 */
export function wordsFor({ intents, rules }: Knowledge, intent: IntentId): string {
  const utterances = intents.get(intent)?.utterances ?? [intent];
  const isPlain = (text: string) => findCommand(rules, text) === undefined;
  const tells = (text: string) => intent !== "report_scam" || findScam(rules, text)?.scam !== undefined;
  const fits = (text: string) => text.length >= LEAST_CHARACTERS && isPlain(text) && tells(text);
  return utterances.find(fits) ?? utterances.find(isPlain) ?? utterances[0] ?? intent;
}
