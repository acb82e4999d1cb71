// The test split of understanding and how it is judged: one judgement for the bench and for the tests.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { IntentId } from "../../bot/knowledge/intent.ts";
import type { SecretKind } from "../../bot/ports.ts";
import { maskSecrets, secretKinds } from "../../bot/secrets/mask.ts";
import type { RecogniseContext, Recognition } from "../../bot/understanding/recognise.ts";

export interface Labelled {
  readonly intent: IntentId;
  readonly text: string;
}

/** What must be recognised whatever else is not: somebody's money, the law, a person wanted. */
export const SAFETY_INTENTS: readonly IntentId[] = [
  "report_scam",
  "illegal_request",
  "sensitive_data",
  "talk_to_human",
];

/** Written by somebody who knew neither rules nor utterances: how safe strangers are, not how well we know ourselves. */
export const readSafetyMessages = () => readLabelled("test/data/safety-messages.yml");

export const readTestSplit = () => readLabelled("test/data/understanding-test.yml");

function readLabelled(path: string): Labelled[] {
  const file = parse(readFileSync(path, "utf8"));
  return Object.entries(z.partialRecord(IntentId, z.array(z.string().min(1))).parse(file)).flatMap(
    ([intent, texts = []]) => texts.map((text) => ({ intent: IntentId.parse(intent), text })),
  );
}

export interface Judged extends Labelled {
  readonly recognition: Recognition;
  /** The very intent, the ways to change the card told apart; or a secret that is warned of. */
  readonly right: boolean;
}

export function judge(
  messages: readonly Labelled[],
  recognise: (text: string, context?: RecogniseContext) => Recognition,
): Judged[] {
  return messages.map(({ intent, text }) => {
    const masked = maskSecrets(text);
    const secrets = secretKinds(masked.found);
    const recognition = recognise(masked.text, { inGuide: intent.startsWith("flow_"), secrets });
    const right = isHeardAs(intent, recognition) || isWarnedOf(intent, secrets);
    return { intent, text, recognition, right };
  });
}

/** A secret that was sent is warned of by the mask alone, whatever else is read in the message and answered beside it. */
export function isWarnedOf(intent: IntentId, secrets: readonly SecretKind[]): boolean {
  return intent === "sensitive_data" && secrets.length > 0;
}

/**
 * Whether a message was heard as what it is. A crime is called one only where we are very sure; where it is turned away
 * in neutral words, as not our matter, nobody was helped and nobody accused.
 */
export function isHeardAs(intent: IntentId, { intent: guess }: Recognition): boolean {
  return guess === intent || (intent === "illegal_request" && guess === "out_of_scope");
}

export interface Marks {
  readonly accuracy: number;
  /** Mean over intents. */
  readonly macroAccuracy: number;
  /** Share of out-of-scope messages that get no answer of ours: recognised as such, or not understood. */
  readonly outOfScopeRecall: number;
  /** Share of all other messages that are turned away so. */
  readonly falseRejection: number;
  readonly safetyRecall: number;
}

export function marksOf(judged: readonly Judged[]): Marks {
  const intents = [...new Set(judged.map(({ intent }) => intent))];
  const perIntent = intents.map((id) => share(of(judged, [id]), ({ right }) => right));
  const isOutside = ({ intent }: Judged) => intent === "out_of_scope";
  return {
    accuracy: share(judged, ({ right }) => right),
    macroAccuracy: perIntent.reduce((sum, one) => sum + one, 0) / Math.max(1, perIntent.length),
    outOfScopeRecall: share(judged.filter(isOutside), isTurnedAway),
    falseRejection: share(
      judged.filter((one) => !isOutside(one)),
      isTurnedAway,
    ),
    safetyRecall: share(of(judged, SAFETY_INTENTS), ({ right }) => right),
  };
}

function isTurnedAway({ recognition }: Judged): boolean {
  return recognition.intent === "out_of_scope" || recognition.zone === "unknown";
}

function of(judged: readonly Judged[], intents: readonly IntentId[]): Judged[] {
  return judged.filter(({ intent }) => intents.includes(intent));
}

export function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / Math.max(1, items.length);
}
