// What merchants can mean, as events: intents, providers, corrections, unclear words, pastes, old buttons.
import { DialogIntent, type IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { RULES } from "../knowledge/own-ids.ts";
import type { Provider } from "../knowledge/provider.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { platformBeside, sharedNames, twoTerminals } from "./companies.ts";
import {
  CALLED_EVENTS,
  COMMAND_EVENTS,
  event,
  type FlowEvent,
  recognised,
  SECRET_AND_WORDS_EVENT,
  SECRET_EVENTS,
  TOLD_EVENTS,
  UNKNOWN_EVENT,
  UNKNOWN_SENTENCE_EVENT,
} from "./events.ts";
import { kindOfProvider } from "./state-class.ts";
import { wordsFor } from "./words-for.ts";

/** One provider of every kind; guides of one kind differ in names and numbers only. */
export function firstOfEachKind(knowledge: Knowledge): Provider[] {
  const first = new Map<string, Provider>();
  for (const provider of knowledge.providers.values()) {
    const kind = kindOfProvider(knowledge, provider.id);
    if (!first.has(kind)) first.set(kind, provider);
  }
  return [...first.values()];
}

/** Everything that means something in any state, with the providers that are mentioned in it. */
export function eventsOfEveryClass(knowledge: Knowledge, mentioned: readonly Provider[]): FlowEvent[] {
  const [someone] = mentioned;
  return [
    ...COMMAND_EVENTS,
    ...latePresses(knowledge),
    ...intentsOf(knowledge).flatMap((intent, index) => {
      const inTurn = intent.startsWith("faq_") ? undefined : mentioned[index % mentioned.length];
      return intentEvents(knowledge, intent, [undefined, ...(inTurn ? [inTurn] : [])]);
    }),
    ...intentEvents(knowledge, "rebind_howto", mentioned, "alone"),
    ...(someone ? denials(knowledge, someone.id) : []),
    ...mentioned.filter((provider) => provider.class === "bank-app").map(newCard),
    ...platformBeside(mentioned),
    ...twoTerminals(mentioned),
    ...sharedNames(knowledge),
    ...inTalk(),
    ...unclearEvents(knowledge),
    LIKELY_EVENT,
    ...(someone ? guessedNames(someone) : []),
    ...["9", "换好了"].map((text) => event("told", text)),
    UNKNOWN_EVENT,
    UNKNOWN_SENTENCE_EVENT,
    ...TOLD_EVENTS,
    ...CALLED_EVENTS,
    severalQuestions(knowledge),
    event("intent", "换手机继续"),
    ...SECRET_EVENTS,
    SECRET_AND_WORDS_EVENT,
    ...pasteEvents(knowledge),
  ];
}

/** Those with a dialog, whether this content teaches them or not, and its questions. */
function intentsOf({ intents }: Knowledge): IntentId[] {
  return [...new Set<IntentId>([...DialogIntent.options, ...intents.keys()])];
}

/** Every label that may still stand in an old message, whatever is offered now. */
function latePresses(knowledge: Knowledge): FlowEvent[] {
  const questions = [...knowledge.faqs.values()].map(({ question }) => question);
  const titles = [...knowledge.guides.values()].map(({ title }) => title);
  const fixed = [...knowledge.replies].flatMap(([key, text]) =>
    /^(?:option|label)\./.test(key) && !text.includes("{") ? text : [],
  );
  return [...new Set([...fixed, ...questions, ...titles])].map((label) => event("late-press", label));
}

/** An intent, without and with a provider: named in a sentence, or the name alone. */
export function intentEvents(
  knowledge: Knowledge,
  intent: IntentId,
  providers: readonly (Provider | undefined)[],
  form: "sentence" | "alone" = "sentence",
): FlowEvent[] {
  const words = wordsFor(knowledge, intent);
  const rule = intent === "report_scam" ? "safety/flows" : "flows/intent";
  return providers.map((provider) => {
    if (!provider) return event("intent", words, { intent, recognition: recognised(intent, { rule }) });
    const text = form === "alone" ? provider.name : `${provider.name}的机器，${words}`;
    const mentions = [{ provider: provider.id, text: provider.name, role: "terminal" as const }];
    const how = form === "alone" ? RULES.nameAlone : rule;
    const more = { rule: how, provider: provider.id, entities: { mentions } };
    return event("intent", text, { intent, recognition: recognised(intent, more) });
  });
}

/** What is known of each provider, asked for with its name, on every kind of day. */
export function tourOf(knowledge: Knowledge, provider: Provider): FlowEvent[] {
  const asked: readonly IntentId[] = [
    "rebind_howto",
    "contact_official_support",
    "faq_when_effective",
    "verify_genuine_terminal",
    "talk_to_human",
    "report_scam",
    "check_ticket",
  ];
  const events = asked.flatMap((intent) => intentEvents(knowledge, intent, [provider]));
  const otherDays = daysOf(knowledge).flatMap((now) =>
    intentEvents(knowledge, "faq_when_effective", [provider]).map((one) => ({ ...one, now })),
  );
  return [...events, ...otherDays];
}

/** A weekend, the first day of a holiday, the end of a known year and a day of a year nobody has published. */
function daysOf({ calendar }: Knowledge): string[] {
  const years = [...calendar.keys()].sort((a, b) => a - b);
  const last = years.at(-1);
  if (last === undefined) return [];
  const days = ["2026-11-28", `${last}-10-01`, `${last}-12-30`, `${last + 5}-03-01`];
  return days.map((day) => `${day}T02:00:00.000Z`);
}

/** A name that only sounds like a provider's, where its guide and where its number is wanted. */
function guessedNames({ id, name }: Provider): FlowEvent[] {
  const mentions = [{ provider: id, text: name, role: "plain" as const, guessed: true as const }];
  const guess = { provider: id, guessed: true as const, entities: { mentions } };
  return (["rebind_howto", "contact_official_support"] as const).map((intent) =>
    event("intent", `像是叫${name}吧我也说不准`, { intent, recognition: recognised(intent, guess) }),
  );
}

/** Likely enough to be answered, and not so sure that nothing else may be meant. */
const LIKELY_EVENT = event("intent", "那个换卡的钱是怎么个收法来着，你给我讲讲", {
  intent: "faq_fee",
  recognition: recognised("faq_fee", {
    confidence: 0.55,
    alternatives: [{ intent: "faq_when_effective", confidence: 0.3 }],
  }),
});

/** 「不是拉卡拉」, alone and with what it is instead. */
export function denials(
  knowledge: Knowledge,
  denied: string,
  instead: readonly Provider[] = [],
): FlowEvent[] {
  const name = knowledge.providers.get(denied)?.name ?? denied;
  const mention = { provider: denied, text: name, role: "denied" as const };
  const correction = (says: string, more: Partial<Recognition>) =>
    event("correction", says, { recognition: recognised("rebind_howto", more) });
  const others = instead.filter(({ id }) => id !== denied);
  return [
    correction(`我这台不是${name}的`, { entities: { mentions: [mention] } }),
    ...others.map((other) => {
      const named = { provider: other.id, text: other.name, role: "plain" as const };
      return correction(`不是${name}，是${other.name}`, {
        provider: other.id,
        entities: { mentions: [mention, named] },
      });
    }),
  ];
}

function newCard({ id, name }: Provider): FlowEvent {
  const mentions = [{ provider: id, text: name, role: "card" as const }];
  const recognition = recognised("rebind_howto", { entities: { mentions, newCard: id } });
  return event("intent", `我想换成${name}的新卡收款`, { recognition });
}

/** What only the talk before explains, and a line that nobody answers. */
function inTalk(): FlowEvent[] {
  const told = (intent: IntentId, ...texts: string[]) =>
    texts.map((says) => event("intent", says, { intent, recognition: recognised(intent) }));
  return told("rebind_howto", "那微信也一起改吗", "我这卡要不要换")
    .concat(told("flow_stuck", "热线打不通"))
    .concat(
      event("intent", "不是骗子", { recognition: recognised("acknowledge", { rule: RULES.fraudDenied }) }),
    );
}

/** Between every intent and its neighbour, beside a question; and likely one of those that are settled otherwise. */
function unclearEvents(knowledge: Knowledge): FlowEvent[] {
  const pairs = intentsOf(knowledge).flatMap((_, index, all) =>
    index % 2 === 0
      ? [["faq_fee" as const, ...all.slice(index, index + 2).filter((one) => one !== "faq_fee")]]
      : [],
  );
  const settled: IntentId[][] = [
    ["rebind_howto", "faq_fee"],
    ["report_scam", "faq_fee"],
    ["greeting", "thanks"],
  ];
  return [...pairs, ...settled].flatMap(([intent, ...others]) => (intent ? unclear(intent, others) : []));
}

function unclear(intent: IntentId, others: readonly IntentId[]): FlowEvent {
  const alternatives = others.map((other) => ({ intent: other, confidence: 0.3 }));
  const recognition = recognised(intent, { confidence: 0.4, zone: "ask", alternatives });
  return event("unclear", "那个换卡的事情大概是怎么回事来着，你给我讲讲", { recognition });
}

/** Official, known as false, and not registered; alone and together; a code; and a link with nothing in it. */
function pasteEvents(knowledge: Knowledge): FlowEvent[] {
  const phones = [...knowledge.facts.values()].flatMap(({ id, kind, value }) =>
    kind === "phone" && knowledge.providers.has(id.split(".")[0] ?? "") ? value : [],
  );
  const official = phones.filter((value) => /^9[56]\d{3}$/.test(value)).slice(0, 2);
  const banned = knowledge.notRoute.find((name) => name.includes(".")) ?? [];
  const unknown = ["https://example.com/pos", "https://example.net/pos"];
  const alone = [official[0] ?? [], banned, unknown[0] ?? [], "有人发来一张二维码让我扫", "https://"].flat();
  const together = [official, unknown, [banned, ...official].flat()].map((texts) => texts.join(" 和 "));
  const meant = { recognition: recognised("verify_official_channel") };
  return [...alone, ...together].map((text) => event("paste", text, meant));
}

/** Two questions in one message, each of one sentence, by which they are told apart; the second fits a button. */
function severalQuestions({ faqs }: Knowledge): FlowEvent {
  const [first, ...others] = [...faqs.values()].filter(({ question }) => /^[^?？]+[?？]$/.test(question));
  const shortest = others.toSorted((a, b) => a.question.length - b.question.length).slice(0, 1);
  const asked = first ? [first, ...shortest] : [];
  const parts = Object.fromEntries(asked.map(({ question, intent }) => [question, recognised(intent)]));
  return event("several", asked.map(({ question }) => question).join(""), { parts });
}
