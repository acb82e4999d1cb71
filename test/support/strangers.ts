// Messages and conversations of people of whom nothing was learnt, and how they are judged.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { IntentId, isRebind } from "../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { maskSecrets, secretKinds } from "../../bot/secrets/mask.ts";
import { languageOf } from "../../bot/text/language.ts";
import { compiled } from "../../bot/turn/compiled.ts";
import { neededSnapshot, spokenLocale } from "../../bot/turn/older-content.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import type { Recognition } from "../../bot/understanding/recognise.ts";
import { isWarnedOf, SAFETY_INTENTS, share } from "./understanding-split.ts";

const Message = z.strictObject({
  text: z.string(),
  intent: IntentId,
  /** Labels that would be as right. */
  also: z.array(IntentId).default([]),
  provider: z.string().optional(),
  locale: z.enum(["zh-CN", "en"]),
});
const Authors = z.array(
  z.strictObject({ author: z.string(), persona: z.string(), messages: z.array(Message) }),
);

const Conversations = z.array(
  z.strictObject({
    id: z.string(),
    turns: z.array(
      z.strictObject({
        merchant: z.string(),
        /** Reply keys one of which must come. */
        right: z.array(z.string()),
        never: z.array(z.string()).default([]),
        /** Whose terminal the bot must take it for afterwards. */
        provider: z.string().optional(),
        language: z.literal("en").optional(),
        /** How long ago the turn before was; a minute where it does not say. */
        hours: z.number().positive().optional(),
      }),
    ),
    persona: z.string().optional(),
  }),
);

export type Contents = Readonly<Record<"zh-CN" | "en", Knowledge>>;

export interface StrangerJudged extends z.infer<typeof Message> {
  readonly author: string;
  readonly recognition: Recognition;
  readonly right: boolean;
}

/** Each message alone, read in the language it tells, or in its writer's. The ways to change the card are one intent. */
export function judgeStrangers(contents: Contents, file = "strangers"): StrangerJudged[] {
  const authors = Authors.parse(parse(readFileSync(`test/data/${file}.yml`, "utf8")));
  return authors.flatMap(({ author, messages }) =>
    messages.map((message) => {
      const { text, found } = maskSecrets(message.text);
      const { recognise } = compiled(contents[languageOf(text) ?? message.locale]);
      const secrets = secretKinds(found);
      const recognition = recognise(text, { secrets, inGuide: message.intent.startsWith("flow_") });
      const right = isRight(message, recognition) || isWarnedOf(message.intent, secrets);
      return { ...message, author, recognition, right };
    }),
  );
}

function isRight({ intent, also }: z.infer<typeof Message>, { intent: guess, zone }: Recognition): boolean {
  const said = zone === "unknown" ? "out_of_scope" : guess;
  const isSame = (one: IntentId) => one === said || (isRebind(one) && isRebind(said));
  return [intent, ...also].some(isSame);
}

/** Honest messages that are answered as a crime, a fraud, a secret or the wish for a person. */
export function falseAlarms(judged: readonly StrangerJudged[]): StrangerJudged[] {
  return judged.filter(
    ({ intent, right, recognition }) =>
      !right &&
      !SAFETY_INTENTS.includes(intent) &&
      recognition.zone === "answer" &&
      SAFETY_INTENTS.includes(recognition.intent),
  );
}

export function macroOf(judged: readonly StrangerJudged[]): number {
  const byIntent = [...Map.groupBy(judged, ({ intent }) => intent).values()];
  return byIntent.reduce((sum, of) => sum + share(of, ({ right }) => right), 0) / byIntent.length;
}

/**
 * Which conversations: of the older file the even ones, which may be looked at, or the odd ones, which are kept apart;
 * or those of strangers, all kept apart.
 */
export type ConversationSet = "looked at" | "kept apart" | "strangers";

/**
 * Pages that were parts of an older one when the conversations were judged: where that is right, so are they. Taken from
 * the questions that moved, not from the conversations.
 */
const SPLIT_FROM: Readonly<Record<string, string>> = {
  "faq:others-card": "faq:card-types",
  "faq:class2-card": "faq:card-types",
  "faq:company-account": "faq:card-types",
  "faq:two-cards": "faq:limits",
  "faq:test-swipe": "faq:confirm-success",
  "faq:card-frozen": "faq:old-card-closed-or-lost",
  "faq:reissued-card": "faq:old-card-closed-or-lost",
  "faq:owner-died": "faq:change-owner",
  "faq:asked-for-cvv": "faq:safety-precautions",
  "faq:whose-terminal": "whose-terminal",
};

export interface ConversationScore {
  readonly turns: number;
  readonly right: number;
  readonly told: number;
  readonly known: number;
}

/** Plays each conversation of a set and counts the turns that a reader would call right. */
export function judgeConversations(contents: Contents, set: ConversationSet): ConversationScore {
  const score = { turns: 0, right: 0, told: 0, known: 0 };
  for (const { turns } of conversationsOf(set)) {
    const say = openConversation(contents);
    for (const { merchant, right, never, provider, language, hours } of turns) {
      const { keys, known, locale } = say(merchant, hours);
      const isAccepted = (key: string) => right.includes(key) || right.includes(SPLIT_FROM[key] ?? key);
      const isRight = keys.some(isAccepted) && !keys.some((key) => never.includes(key));
      score.turns += 1;
      score.right += Number(isRight && (language ?? locale) === locale);
      score.told += Number(provider !== undefined);
      score.known += Number(provider !== undefined && provider === known);
    }
  }
  return score;
}

function conversationsOf(set: ConversationSet) {
  const name = set === "strangers" ? "conversations-strangers" : "conversations";
  const all = Conversations.parse(parse(readFileSync(`test/data/${name}.yml`, "utf8")));
  if (set === "strangers") return all;
  return all.filter((_, index) => (index % 2 === 0) === (set === "kept apart"));
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function openConversation(contents: Contents) {
  let state: unknown;
  let nowMs = Date.parse("2026-11-24T02:00:00.000Z");
  const run = (knowledge: Knowledge, event: Parameters<typeof runTurn>[0]["event"]) => {
    const needed = neededSnapshot(state, knowledge.hash);
    const older = Object.values(contents).find(({ hash }) => hash === needed);
    const now = new Date(nowMs).toISOString();
    const before = older && { older: compiled(older) };
    const result = runTurn({ ...compiled(knowledge), ...before, state, event, now });
    state = JSON.parse(JSON.stringify(result.state));
    nowMs += MINUTE_MS;
    return result;
  };
  run(contents["zh-CN"], { kind: "joined" });
  return (merchant: string, hours = 0) => {
    nowMs += hours * HOUR_MS;
    const { text, found } = maskSecrets(merchant);
    const knowledge = contents[languageOf(text) ?? (spokenLocale(state) === "en" ? "en" : "zh-CN")];
    const result = run(knowledge, { kind: "message", text, secrets: secretKinds(found) });
    const keys = result.replies.map(({ key }) => key);
    return { keys, known: result.state.provider, locale: knowledge.locale };
  };
}
