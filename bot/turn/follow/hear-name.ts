// Names that name nobody for sure: a guess confirmed or denied, one of nobody we know said first, one that several share.
import {
  askWhetherName,
  chooseProvider,
  unknownProvider,
  whoseTerminal,
} from "../../dialogs/provider-dialog.ts";
import { derive } from "../../knowledge/derived.ts";
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { bareText } from "../../say/options.ts";
import { isInFraud, topFrame, withoutFrame } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { asWritten } from "../../text/as-written.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import type { Command } from "../../understanding/command.ts";
import { findCommand } from "../../understanding/commands.ts";
import {
  describesTerminal,
  looksLikeCompany,
  strangersName,
} from "../../understanding/names/strangers-name.ts";
import { createUnheardOf } from "../../understanding/names/unheard-of.ts";
import type { Recognition } from "../../understanding/recognise.ts";

const NAME_OR_WORD = "name-or-word";
const LONGEST_BRAND = 4; // characters; longer ones that nobody says are slips of the finger

/** 「是的」 or 「不是」 to "do you mean 拉卡拉?". A name that was written and is not ours is unknown: nothing is asked twice. */
export function answerToGuess(turn: Turn, command: Command): Outcome | undefined {
  const frame = topFrame(turn.state);
  if (frame?.dialog !== "choose-provider" || frame.guess === undefined) return undefined;
  if (command === "yes") return chooseProvider(turn, frame.guess, frame.purpose);
  if (command !== "no" && command !== "none-of-these") return undefined;
  if (frame.written === undefined) return whoseTerminal(turn);
  return unknownProvider({ ...turn, state: withoutFrame(turn.state, "choose-provider") }, frame.written);
}

/** Whom 「对，怎么换，在哪点」 confirms before it asks on; undefined where nobody was guessed or it begins with no yes. */
function confirmedBeside({ state, knowledge: { rules } }: Turn, text: string): string | undefined {
  const frame = topFrame(state);
  if (frame?.dialog !== "choose-provider" || frame.guess === undefined) return undefined;
  const normalised = normalise(text);
  const [first] = clausesOf(normalised);
  const saysYes = first !== undefined && findCommand(rules, first)?.command === "yes";
  return saysYes || hears(rules, RULES.guessConfirmed, normalised) ? frame.guess : undefined;
}

/** 「对，怎么换」 to 「你说的是拉卡拉吗」 names it, and asks. `text` is the message as a whole, with the yes in it. */
export function asConfirmed(turn: Turn, recognition: Recognition, text: string): Recognition {
  const provider = recognition.provider ?? confirmedBeside(turn, text);
  if (provider === undefined || provider === recognition.provider) return recognition;
  const intent =
    recognition.zone === "unknown" || recognition.intent === "flow_stuck"
      ? "rebind_howto"
      : recognition.intent;
  return { ...recognition, provider, intent, zone: "answer" };
}

/**
 * A name of nobody we know, said before anything was asked: called unknown where its form is a company's, and else asked
 * about, for it may be a word as well; said again, it is a name. Once something was answered, a word that is understood is no
 * name. Where only what the terminal is like was told, whose it is is asked.
 */
export function strangersNameFirst(
  { state, knowledge, ...turn }: Turn,
  recognition: Recognition,
): Outcome | undefined {
  const isIdle = topFrame(state) === undefined && !isInFraud(state);
  if (isIdle && describesTerminal(knowledge, recognition, turn.text))
    return whoseTerminal({ ...turn, state, knowledge, rule: RULES.noCompany });
  const isAnswered = state.lastIntent !== undefined && recognition.zone === "answer";
  const name =
    isIdle && !isAnswered
      ? strangersName(knowledge, recognition, { text: turn.text, where: whereFirst(recognition) })
      : undefined;
  if (name === undefined) return undefined;
  const named: Turn = { ...turn, state, knowledge, rule: "entity/unlisted" };
  const isTold = recognition.unlisted !== undefined;
  if (isTold || looksLikeCompany(knowledge, name)) return unknownProvider(named, name);
  if (state.asked?.key === NAME_OR_WORD && state.asked.text.includes(name))
    return askWhetherName({ ...named, state: { ...state, company: name } }, name);
  return [...name].length > LONGEST_BRAND || state.misses > 0 ? undefined : askWhetherName(named, name);
}

/** What a first message that is a name is easily taken for. */
const STRAYED: readonly IntentId[] = ["out_of_scope", "chitchat", "greeting", "acknowledge", "abusive"];

/** How much must speak for a name: least where nothing was understood, most where something of ours was. */
function whereFirst({ zone, intent }: Recognition): "unheard" | "first" | "strayed" {
  if (zone !== "answer") return "unheard";
  return STRAYED.includes(intent) ? "strayed" : "first";
}

/** A name that several companies have, where none of them is named otherwise. */
export function sharedName(
  { knowledge, text }: Pick<Turn, "knowledge" | "text">,
  { provider, unlisted }: Recognition,
): { readonly name: string; readonly of: readonly string[] } | undefined {
  if (provider !== undefined || unlisted !== undefined) return undefined;
  const normalised = normalise(text);
  const found = [...derive(knowledge, readShared)].find(([name]) => normalised.includes(normalise(name)));
  return found && { name: found[0], of: found[1] };
}

/** Whether a message is nothing but such a name: it chooses none of the companies that have it. */
export function isSharedName({ knowledge, text }: Turn): boolean {
  const bare = bareText(text);
  return [...derive(knowledge, readShared).keys()].some((name) => bareText(name) === bare);
}

function readShared({ providers }: Knowledge): ReadonlyMap<string, readonly string[]> {
  const shared = new Map<string, string[]>();
  for (const { id, sharedNames } of providers.values())
    for (const name of sharedNames) shared.set(name, [...(shared.get(name) ?? []), id]);
  return shared;
}

/** 「钱方，怎么换卡」: before whose it is is asked for, whether it was told. */
export function toldInWish({ state, knowledge, text }: Turn, recognition: Recognition): string | undefined {
  const isOpen = state.provider === undefined && state.company === undefined && topFrame(state) === undefined;
  const { intent, entities } = recognition;
  if (!isOpen || !isRebind(intent) || sharedName({ knowledge, text }, recognition)) return undefined;
  if (!entities.mentions.every(({ role }) => role === "card")) return undefined;
  const withoutCards = entities.mentions.reduce(
    (rest, one) => rest.replaceAll(one.text, ","),
    normalise(text),
  );
  const name = strangersName(knowledge, recognition, { text: withoutCards, where: "wanted" });
  return name === undefined ? undefined : asWritten(text, name);
}

/** The name that a guess was made for, as far as it stands where a name does. */
export function nameTold({ knowledge, text }: Turn): string | undefined {
  const name = derive(knowledge, createUnheardOf)(normalise(text), "unsaid");
  return name === undefined ? undefined : asWritten(text, name);
}
