// Terminals of several companies: the steps of one run, the others are remembered, and each has its turn.
import { backToStep, runningGuide } from "../../dialogs/guide-dialog.ts";
import { chooseProvider } from "../../dialogs/provider-dialog.ts";
import { isRebind } from "../../knowledge/intent.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { ownWords } from "../../knowledge/own-words.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { providerName, say } from "../../say/say.ts";
import { type DialogState, type GuideFrame, topFrame } from "../../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Mention } from "../../understanding/names/mention-role.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { askedOfBoth } from "./two-companies.ts";

/** Characters between two names that are named side by side: 「拉卡拉10台，银联商务5台」. */
const MOST_BETWEEN = 10;
const SAYS = "several-terminals";
/** Said of a terminal and a code of two companies, it tells nothing that naming the two does not. */
const NOTED = "situation-noted";
/** Said of a company that was put right: the other that is named with it counts, too. */
const CORRECTED: readonly string[] = ["provider-corrected", "provider-switched"];

/**
 * The steps just begun, with a word on the other companies before them. A bank named beside them may be the new card's
 * and is passed over, and so is a name that stands in another clause.
 */
export function withOtherTerminals(turn: Turn, recognition: Recognition, answered: Outcome): Outcome {
  const { knowledge, state } = turn;
  const chosen = recognition.provider;
  const hasBegun = goesBy(state) === undefined && goesBy(answered.state) !== undefined;
  const isCorrected = answered.said.some(({ reply }) => CORRECTED.includes(reply.key));
  const isTaken = isCorrected || (hasBegun && isRebind(recognition.intent));
  if (chosen === undefined || !isTaken || !knowledge.replies.has(SAYS)) return answered;
  const others = othersBeside(turn, chosen, recognition.entities.mentions);
  const [next] = others;
  if (next === undefined) return answered;
  const params = {
    provider: providerName(knowledge, chosen),
    other: providerName(knowledge, next),
    others: namesOf(turn, others),
  };
  const key = others.length > 1 && knowledge.replies.has("terminals-rest") ? "several-terminals-more" : SAYS;
  const after = {
    ...answered,
    said: answered.said.filter(({ reply }) => reply.key !== NOTED),
    state: { ...answered.state, terminals: [chosen, ...others] },
  };
  return prefixed([say(turn, key, { params })], after);
}

/** Whose steps run, or wait for what comes before them. */
function goesBy(state: DialogState): string | undefined {
  const top = topFrame(state);
  return top?.dialog === "path" ? top.provider : runningGuide(state)?.guide;
}

/**
 * What is said of other terminals while the steps of one run: one is done and the next begins, the rest are asked for,
 * or one more is named. Undefined for everything else.
 */
export function heardOfOthers(turn: Turn, recognition: Recognition): Outcome | undefined {
  const guide = runningGuide(turn.state);
  const current = guide?.provider;
  if (!guide) return askedOfBoth(turn, recognition);
  if (current === undefined || guide.guide === VERIFY_TERMINAL) return undefined;
  if (!turn.knowledge.replies.has("terminals-rest")) return undefined;
  const text = recognition.read ?? normalise(turn.text);
  const { rules } = turn.knowledge;
  const named = recognition.entities.mentions.filter(
    (one) => one.provider !== current && isTerminals(turn, one),
  );
  const next = nextAfterThis(turn, { text, named, current });
  if (next !== undefined) return goOnWith({ ...turn, rule: RULES.terminalDone }, { current, next });
  const isOrderAsked = turn.knowledge.replies.has("terminals-order") && hears(rules, RULES.whichFirst, text);
  if (isOrderAsked && (turn.state.terminals ?? []).some((id) => id !== current))
    return sayOrder({ ...turn, rule: RULES.whichFirst }, guide, current);
  if (hears(rules, RULES.oneByOne, text)) return sayRest({ ...turn, rule: RULES.oneByOne }, guide, current);
  const other = named.at(-1)?.provider;
  const isMore = other !== undefined && hears(rules, RULES.oneMoreTerminal, text);
  return isMore
    ? noteOneMore({ ...turn, rule: RULES.oneMoreTerminal }, guide, { current, other })
    : undefined;
}

/** 「随行付的打完了，乐刷怎么弄」, 「这台办好了，轮到另一台」. */
function nextAfterThis(
  { knowledge: { rules }, state: { terminals = [] } }: Turn,
  { text, named, current }: { text: string; named: readonly Mention[]; current: string },
): string | undefined {
  const done = ruleOf(rules, RULES.terminalDone)?.found(text)[0];
  if (!done || !hears(rules, RULES.terminalDone, text)) return undefined;
  const after = named.find((one) => text.indexOf(normalise(one.text)) > done.at);
  if (after) return after.provider;
  return hears(rules, RULES.nextTerminal, text) ? terminals.find((id) => id !== current) : undefined;
}

function goOnWith(turn: Turn, { current, next }: { current: string; next: string }): Outcome {
  const { knowledge, state } = turn;
  const terminals = (state.terminals ?? []).filter((id) => id !== current);
  const params = { done: providerName(knowledge, current), provider: providerName(knowledge, next) };
  const left: Turn = { ...turn, state: { ...state, terminals } };
  return prefixed([say(left, "terminal-next", { params })], chooseProvider(left, next, "guide"));
}

/** That each has its turn, and which are left; whose they are is asked where nobody was named. */
function sayRest(turn: Turn, guide: GuideFrame, current: string): Outcome {
  const others = (turn.state.terminals ?? []).filter((id) => id !== current);
  const params = { provider: providerName(turn.knowledge, current), others: namesOf(turn, others) };
  const rest = say(turn, others.length > 0 ? "terminals-rest" : "terminals-whose", { params });
  return outcome({ ...turn.state, misses: 0 }, [rest, backToStep(turn, guide)]);
}

/** 「从哪家开始」: with whom is theirs to say; the steps that run are as good as any. */
function sayOrder(turn: Turn, guide: GuideFrame, current: string): Outcome {
  const others = (turn.state.terminals ?? []).filter((id) => id !== current);
  const params = { provider: providerName(turn.knowledge, current), others: namesOf(turn, others) };
  return outcome({ ...turn.state, misses: 0 }, [
    say(turn, "terminals-order", { params }),
    backToStep(turn, guide),
  ]);
}

function noteOneMore(
  turn: Turn,
  guide: GuideFrame,
  { current, other }: { current: string; other: string },
): Outcome {
  const { knowledge, state } = turn;
  const terminals = [...new Set([...(state.terminals ?? [current]), other])];
  const params = { provider: providerName(knowledge, current), other: providerName(knowledge, other) };
  const noted: Turn = { ...turn, state: { ...state, terminals, misses: 0 } };
  return outcome(noted.state, [say(noted, "terminal-more", { params }), backToStep(noted, guide)]);
}

function namesOf({ knowledge }: Turn, ids: readonly string[]): string {
  return ids.map((id) => providerName(knowledge, id)).join(ownWords(knowledge.locale).comma);
}

function isTerminals({ knowledge }: Turn, { role, guessed, provider }: Mention): boolean {
  const isMeant = (role === "terminal" || role === "plain") && !guessed;
  return isMeant && knowledge.providers.get(provider)?.class !== "bank-app";
}

/** Those named side by side with the one that is begun, each beside the one before it. */
function othersBeside(turn: Turn, chosen: string, mentions: readonly Mention[]): string[] {
  const text = normalise(turn.text);
  const first = mentions.find(
    ({ provider, role, guessed }) =>
      provider === chosen && (role === "terminal" || role === "plain") && !guessed,
  );
  if (!first) return [];
  const beside = [first];
  for (const mention of mentions) {
    const isKnown = beside.some(({ provider }) => provider === mention.provider);
    const isNext =
      beside.some((one) => areBeside(turn, text, [one.text, mention.text])) || isTold(first, mention);
    if (!isKnown && isNext && isTerminals(turn, mention)) beside.push(mention);
  }
  return beside.slice(1).map(({ provider }) => provider);
}

/** 「机子是乐刷的，墙上那个码是收钱吧的」: each is said to be whose. */
function isTold(first: Mention, other: Mention): boolean {
  return first.role === "terminal" && other.role === "terminal";
}

function areBeside({ knowledge }: Turn, text: string, names: readonly [string, string]): boolean {
  const [one, other] = names
    .map(normalise)
    .map((name) => ({ from: text.indexOf(name), to: text.indexOf(name) + name.length }))
    .sort((a, b) => a.from - b.from);
  if (!one || !other || one.from < 0) return false;
  const between = text.slice(one.to, other.from);
  if (between.trim() === "") return true;
  return between.length <= MOST_BETWEEN && hears(knowledge.rules, RULES.namedBeside, between);
}
