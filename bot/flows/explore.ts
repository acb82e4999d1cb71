// Walks all reachable states of the dialogs, breadth first and in a fixed order, and shows every turn to a visitor.

import type { Knowledge } from "../knowledge/knowledge.ts";
import type { DialogState } from "../say/state.ts";
import type { runTurn, TurnResult } from "../turn/turn.ts";
import { createAlphabet } from "./alphabet.ts";
import { type FlowEvent, recogniserOf, WORKING_DAY } from "./events.ts";
import type { StoryLine } from "./finding.ts";
import { type Root, rootsOf } from "./roots.ts";
import { stateKey } from "./state-class.ts";
import { createTiers } from "./tiers.ts";

export type RunTurn = typeof runTurn;

export type TurnTried =
  | { readonly kind: "done"; readonly result: TurnResult }
  | { readonly kind: "threw"; readonly cause: unknown };

/** One turn as the checks see it. */
export interface Visit {
  /** What was stored before; not always a state, for damaged storage is tried too. */
  readonly stored: unknown;
  /** The state before; undefined at the start of a conversation and for what was stored by other content. */
  readonly from: DialogState | undefined;
  readonly event: FlowEvent;
  readonly turn: TurnTried;
  /** What was said last, with choices, in the turn that led to the state before. */
  readonly saidBefore: string | undefined;
  /** Runs an event in the same state without following it. */
  readonly again: (event: FlowEvent) => TurnTried;
  /** True for the first state of a class, where costly checks are made. */
  readonly first: boolean;
  /** True when this turn is the first to lead to its state. */
  readonly fresh: boolean;
  readonly story: () => readonly StoryLine[];
}

export interface Node {
  readonly state: DialogState;
  readonly parent: number | undefined;
  readonly line: StoryLine;
  /** Where each offered choice leads, and whether it shows a person or an official channel on the way. */
  readonly taps: Tap[];
  /** What happened in the turn that led here first. */
  readonly led: FlowEvent;
  /** The last reply with choices in the turn that led here first, and how many of them were shown at once. */
  readonly said: string | undefined;
  readonly shown: number;
  /** The node of the same class and offers where all choices were tried; itself, where that is this one. */
  like: number;
}

export interface Tap {
  readonly to: number;
  readonly person: boolean;
  /** It stands behind 「更多」, which is a tap of its own. */
  readonly folded: boolean;
}

export interface Explored {
  readonly nodes: readonly Node[];
  readonly classes: number;
  readonly turns: number;
  /** True when the bound ended the search: what lies behind it was not seen. */
  readonly cutOff: boolean;
}

export interface ExploreOptions {
  readonly knowledge: Knowledge;
  readonly turn: RunTurn;
  /** States; more means that something grows without end. */
  readonly bound: number;
  readonly visit: (visit: Visit) => void;
  /** Asked before each state; true ends the search. */
  readonly isOver: () => boolean;
}

/** Inside JSON; what depends on the time is tried by events of other days. */
const TIMESTAMP = /"\d{4}-\d\d-\d\dT[^"]*"/g;

/** Deterministic: the same content and the same turn give the same nodes in the same order. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one search; its functions are short and share its state.
export function explore({ knowledge, turn, bound, visit, isOver }: ExploreOptions): Explored {
  const alphabet = createAlphabet(knowledge);
  const nodes: Node[] = [];
  const indexOf = new Map<string, number>();
  const tiers = createTiers(knowledge);
  let turns = 0;
  let cutOff = false;

  const run = (stored: unknown, happened: FlowEvent, older: Knowledge | undefined): TurnTried => {
    turns += 1;
    const { says, now } = happened;
    const event =
      says === undefined
        ? { kind: "joined" as const }
        : { kind: "message" as const, text: says, secrets: [...happened.secrets] };
    try {
      const recognise = recogniserOf(happened);
      return {
        kind: "done",
        result: turn({
          state: stored,
          event,
          knowledge,
          recognise,
          now,
          ...(older && { older: { knowledge: older, recognise } }),
        }),
      };
    } catch (cause) {
      return { kind: "threw", cause };
    }
  };

  /** Walks on in simplified Chinese: nothing is decided by how it is written, and each state would stand twice. */
  const nodeOf = (
    { state: { script: _, ...state }, replies }: TurnResult,
    parent: number | undefined,
    led: FlowEvent,
    line: StoryLine,
  ): number => {
    const key = stateKey(state);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    indexOf.set(key, nodes.length);
    const last = replies.findLast(({ choices }) => choices.length > 0);
    const { text: said, shown = Number.POSITIVE_INFINITY } = last ?? {};
    const node = { state: asStored(state), parent, line, taps: [], led, said, shown, like: nodes.length };
    return nodes.push(node) - 1;
  };

  const { roots, older } = rootsOf(knowledge);
  const step = (at: number | undefined, { stored, event: happened, kept }: Root, first: boolean) => {
    const tried = run(stored, happened, kept ? older : undefined);
    const line = lineOf(happened, tried);
    const from = at === undefined ? undefined : nodes[at]?.state;
    const before = nodes.length;
    const to = tried.kind === "threw" ? undefined : nodeOf(tried.result, at, happened, line);
    visit({
      stored,
      from,
      event: happened,
      turn: tried,
      saidBefore: at === undefined ? undefined : nodes[at]?.said,
      again: (other) => run(stored, other, kept ? older : undefined),
      first,
      fresh: nodes.length > before,
      story: () => [...storyTo(nodes, at), line],
    });
    if (tried.kind === "threw" || to === undefined || at === undefined) return;
    const node = nodes[at];
    if (happened.kind !== "choice" || !node) return;
    const place = node.state.offered.findIndex(({ label }) => label === happened.says);
    node.taps.push({ to, person: showsPerson(tried.result), folded: place >= node.shown });
  };

  for (const root of roots) step(undefined, root, true);
  for (let at = 0; at < nodes.length; at += 1) {
    cutOff = at >= bound;
    if (cutOff || isOver()) break;
    const node = nodes[at];
    if (!node) break;
    const { state } = node;
    const { tier, like } = tiers.judge(state, at);
    node.like = like;
    for (const happened of alphabet(state, tier, node.led)) {
      step(at, { stored: state, event: happened, kept: true }, tier === "class");
    }
  }
  return { nodes, classes: tiers.classes(), turns, cutOff };
}

/** As the store gives it back, with every time set to the same day so that the next turn follows on it. */
function asStored(state: DialogState): DialogState {
  return JSON.parse(JSON.stringify(state).replace(TIMESTAMP, `"${WORKING_DAY}"`));
}

/** A turn that brings the merchant to somebody: recorded for a person, or with a number or site to reach one. */
function showsPerson({ effects, replies }: TurnResult): boolean {
  return effects.length > 0 || replies.some(({ channels }) => (channels ?? []).length > 0);
}

function lineOf({ says }: FlowEvent, tried: TurnTried): StoryLine {
  const bot = tried.kind === "done" ? tried.result.replies.map(({ key }) => key) : [];
  return says === undefined ? { bot } : { merchant: says, bot };
}

/** The turns that lead to a node. Opening the chat is what every story begins with and is left out. */
export function storyTo(nodes: readonly Node[], at: number | undefined): StoryLine[] {
  const lines: StoryLine[] = [];
  for (let index = at; index !== undefined; index = nodes[index]?.parent) {
    const node = nodes[index];
    if (node && !(node.parent === undefined && node.line.merchant === undefined)) lines.push(node.line);
  }
  return lines.reverse();
}
