// When two states count as one: equal but for what no dialog reads, or alike but for whose guide and which step.

import { MOST_REMINDERS } from "../dialogs/step-reminder.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import type { DialogState, Frame, Option } from "../say/state.ts";

/** Counters matter up to here: a second miss and a second 「卡住了」 are the last that change anything. */
const COUNTERS_MATTER_TO = 2;

/**
 * One text for all states that behave alike: counters capped, keys sorted, without what only understanding reads. What a merchant has
 * at hand counts in full while it is asked for; elsewhere only whether anything is known.
 */
export function stateKey(state: DialogState): string {
  const {
    lastAt: _a,
    lastIntent: _i,
    others: _x,
    offered,
    asked,
    situation,
    reminded: _r,
    told: _t,
    harm: _h,
    fraud: _f,
    noFraud: _n,
    called: _c,
    calledLine: _l,
    toldOf: _o,
    code,
    cards: _w,
    ...rest
  } = state;
  const asking = state.stack.at(-1)?.dialog === "path";
  const known = asking ? situation : situation !== undefined;
  const offers = offered.map(({ label, action }) => `${label}=${Object.values(action).join(" ")}`);
  const said = {
    asked: waits(state) ? undefined : asked?.key,
    codeTold: code !== undefined,
    ...saidAlready(state),
  };
  return `${canonical({ ...rest, known, ...said })} ${offers.join("|")}`;
}

/**
 * How often the step was recalled, and how much of the last page was told: neither reads the other, so the second is told
 * apart only where the first changes no more. Both decide the same in every guide, and count in those of no company.
 */
function saidAlready(state: DialogState): { readonly reminded?: number; readonly told?: string } {
  if (!isNobodys(state)) return {};
  const { reminded, told } = state;
  return {
    ...(reminded !== undefined && { reminded }),
    ...(reminded === MOST_REMINDERS && { told: String(told?.at(-1)?.parts.length) }),
  };
}

function isNobodys({ stack, provider }: DialogState): boolean {
  return provider === undefined && stack.length === 1 && stack.at(-1)?.dialog === "guide";
}

/** In what words something is asked depends on no guide: beside one they are not told apart. */
function waits({ stack, paused }: DialogState): boolean {
  return paused !== undefined || stack.some(({ dialog }) => dialog === "guide");
}

function canonical(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number")
    return value < COUNTERS_MATTER_TO ? String(value) : String(COUNTERS_MATTER_TO);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const parts: string[] = [];
  for (const [key, part] of Object.entries(value)) {
    if (part !== undefined) parts.push(`${key}:${canonical(part)}`);
  }
  return `{${parts.sort().join(",")}}`;
}

/** Where a conversation stands: the running dialogs, the guide left aside and the provider, but not what is offered. */
export function placeKey({ stack, paused, provider }: DialogState): string {
  return canonical({ stack: stack.map(stuckOrNot), paused: paused && stuckOrNot(paused), provider });
}

function stuckOrNot(frame: Frame): Frame {
  return frame.dialog === "guide" ? { ...frame, stuck: Math.min(frame.stuck, 1) } : frame;
}

/**
 * What is offered, by what it does and not by whom or what it names, what was asked with it, and whether the last message
 * was a miss.
 */
export function offersKey(state: DialogState): string {
  const { offered, asked, misses } = state;
  return [...offered.map(offerClass), waits(state) ? "" : asked?.key, misses > 0].join(" ");
}

function offerClass({ action }: Option): string {
  if (action.do === "command") return action.command;
  return "purpose" in action ? `${action.do}/${action.purpose}` : action.do;
}

/** Providers of one kind have guides of one shape: class, own or generic steps, a phone, other channels or none. */
export function kindOfProvider(knowledge: Knowledge, id: string): string {
  const provider = knowledge.providers.get(id);
  if (!provider) return "gone";
  const own = provider.guide ? "own" : "generic";
  const phone = provider.channels.some((id) => knowledge.facts.get(id)?.kind === "phone")
    ? "phone"
    : "channels";
  return `${provider.class}/${own}/${provider.channels.length > 0 ? phone : "no-channels"}`;
}

/**
 * States of one class differ only in what no dialog decides by: whose guide and which step it is, how often it was
 * stuck beyond once, which options are offered, and what exactly waits below the running dialog.
 */
export function classKey(knowledge: Knowledge, state: DialogState): string {
  const { content, pausedContent, offered, provider, stack, paused, situation } = state;
  const channels = provider === undefined ? undefined : knowledge.providers.get(provider)?.channels.length;
  const top = stack.at(-1);
  return JSON.stringify([
    channels === undefined ? "nobody" : channels > 0,
    stack.slice(0, -1).map(({ dialog }) => dialog),
    top ? frameClass(knowledge, top) : "",
    paused === undefined ? "" : pausedContent === undefined,
    content === knowledge.hash,
    top?.dialog !== "guide" && situation !== undefined,
    offered.some(({ action }) => action.do === "path"),
    saidAlready(state),
  ]);
}

function frameClass(knowledge: Knowledge, frame: Frame): string {
  if (frame.dialog === "path") return `path/${String(frame.reminded !== undefined)}`;
  if (frame.dialog !== "guide") return "purpose" in frame ? `${frame.dialog}/${frame.purpose}` : frame.dialog;
  const provider = frame.provider === undefined ? undefined : knowledge.providers.get(frame.provider);
  const plain = frame.guide === VERIFY_TERMINAL;
  const steps =
    (plain ? undefined : provider?.guide?.steps) ?? knowledge.guides.get(frame.guide)?.steps ?? [];
  const index = steps.findIndex(({ id }) => id === frame.step);
  const place = index <= 0 ? "first" : index === steps.length - 1 ? "last" : "middle";
  const whose = plain ? "plain" : provider?.guide ? "own" : "generic";
  return [whose, place, frame.stuck > 0].join("/");
}
