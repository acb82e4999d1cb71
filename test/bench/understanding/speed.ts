// How long understanding takes: compiling the content, one message, and input made to be slow.
import { deserialize, serialize } from "node:v8";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { openModel, supplyModel, taughtBy, trainModel } from "../../../bot/understanding/model.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";

export const HOSTILE_LENGTH = 4_000; // characters; the longest message a channel lets in
const TRAININGS = 2;
const LOADS = 5;
const REPEATS = 3; // the best of them counts: what else runs on the machine is not ours

export function measureSpeed(knowledge: Knowledge) {
  let kept = new Uint8Array();
  const trainMs = bestOf(TRAININGS, () => {
    kept = serialize(trainModel(taughtBy(knowledge)));
  });
  const loadMs = bestOf(LOADS, () => {
    const loaded = { ...knowledge };
    supplyModel(loaded, openModel(deserialize(kept)));
    return createRecogniser(loaded);
  });
  const recognise = createRecogniser(knowledge);
  const texts = [...knowledge.intents.values()].flatMap(({ utterances }) => utterances);
  for (const text of texts) recognise(text);
  const times = texts.map((text) => bestOf(REPEATS, () => recognise(text))).sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  const hostileMs = Math.max(...hostileTexts().map((text) => bestOf(REPEATS, () => recognise(text))));
  return { trainMs, loadMs, typicalMs: at(0.5), worstMs: at(0.99), hostileMs };
}

/** Messages that repeat what our patterns look for, in every script they know. */
export function hostileTexts(): string[] {
  const pieces = [
    "我的卡怎么换",
    "微信",
    "拉卡拉不是",
    "中行工行",
    "有人让我说他要验证码",
    "卡号密码发你",
    "机器pos",
    "一二三四五",
    "huan ka ",
    "yhk",
    "a",
    "9",
    "？！。",
    "\u200b",
    "𠮷",
  ];
  const many = Array.from({ length: HOSTILE_LENGTH }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7_919) % 20_000)),
  ).join("");
  return [...pieces.map((piece) => piece.repeat(Math.floor(HOSTILE_LENGTH / piece.length))), many];
}

function bestOf(times: number, run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
