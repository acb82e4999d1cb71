// Conversations as merchants have them: the stories, and random walks over what the bot offers. The same on every run.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { maskSecrets, secretKinds } from "../../bot/secrets/mask.ts";
import { compiled } from "../../bot/turn/compiled.ts";
import { runTurn, type TurnResult } from "../../bot/turn/turn.ts";
import { readStories } from "./run-story.ts";

export interface Session {
  readonly name: string;
  /** What the merchant says, in order, after the greeting. */
  readonly lines: readonly string[];
}

/** A working Tuesday; recorded sessions happen on one day. */
export const NOW = "2026-11-24T02:00:00.000Z";

export function playTurn(turn: {
  state: unknown;
  /** Undefined: the merchant opens the chat. */
  line: string | undefined;
  knowledge: Knowledge;
  older?: Knowledge | undefined;
}): TurnResult {
  const { line, older } = turn;
  const { text, found } = maskSecrets(line ?? "");
  const secrets = secretKinds(found);
  return runTurn({
    state: turn.state === undefined ? undefined : JSON.parse(JSON.stringify(turn.state)),
    event: line === undefined ? { kind: "joined" } : { kind: "message", text, secrets },
    ...compiled(turn.knowledge),
    ...(older && { older: compiled(older) }),
    now: NOW,
  });
}

const OPENINGS = [
  "拉卡拉换卡",
  "微信收款怎么换卡",
  "中国银行的机器换卡",
  "盛付通换卡",
  "核对机器",
  "支付宝换卡",
  "我要换结算卡",
];
/** Weighted by repeating: most merchants go on, some wander. */
const STEERING = ["下一步", "下一步", "下一步", "好了", "上一步", "重复", "到哪一步了", "卡住了"];
const RARE = [
  "从头开始",
  "先不办了",
  "继续",
  "换卡要手续费吗",
  "旧卡丢了怎么办",
  "不是拉卡拉，是盛付通",
  "拉卡拉",
];
const LONGEST_WALK = 14; // a guide has eight steps; longer walks repeat themselves

/** `count` walks, each from its number alone. */
export function randomWalks(knowledge: Knowledge, count: number): Session[] {
  return Array.from({ length: count }, (_, index) => {
    const random = seededRandom(index + 1);
    const lines = [pick(OPENINGS, random)];
    let { state } = playTurn({ state: undefined, line: undefined, knowledge });
    for (const said of lines) {
      ({ state } = playTurn({ state, line: said, knowledge }));
      const labels = state.offered.map(({ label }) => label);
      if (lines.length < LONGEST_WALK) lines.push(nextLine(labels, random));
    }
    return { name: `walk ${index + 1}`, lines };
  });
}

function nextLine(labels: readonly string[], random: () => number): string {
  const chance = random();
  if (chance < 0.3 && labels.length > 0) return pick(labels, random);
  return pick(chance < 0.85 ? STEERING : RARE, random);
}

function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor(random() * list.length)] ?? "";
}

/** Mulberry32: small, and the same everywhere. Numbers from 0 up to 1. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function storySessions(): Session[] {
  return readStories().map(({ story }) => ({
    name: story.story,
    lines: story.turns.map(({ merchant }) => merchant),
  }));
}
