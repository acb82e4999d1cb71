// The parts that read a merchant's message: normalising, tokens, recognising, and masking what comes in pieces.
import fc from "fast-check";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { tokenise } from "../../../bot/text/tokens.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { createRecentPieces } from "../../../src/chat/recent-pieces.ts";
import { createPieceTalk } from "../../support/piece-talk.ts";
import { type Fuzzed, insist, property } from "./fuzzed.ts";

const START_MS = Date.parse("2026-11-24T02:00:00.000Z");
/** Beyond a thousand characters only both ends are read. */
const BEGIN = "我想问一下换卡的事情，".repeat(80).slice(0, 600);
const END = "，请问换卡要收多少手续费".repeat(80).slice(-400);

// biome-ignore format: one line each would be a page
const PIECES = [
  ..."换卡绑微信银行咔咖ka〇零一二九", "拉卡拉", "不是", "pos", "机器", "验证码", "yhk ", "huan", "ＫＡ", "結算", "\u200b", " ", "？",
];
/** Pieces that our patterns look for, between arbitrary characters of every plane. */
const message = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(""));
/** Numbers, labels and words in pieces, some soon after each other, some late, some by a clock that went back. */
const piece = fc.record({
  text: fc.constantFrom("6222", "0210 0111", "6245678", "3", "好的", "验证码", "839201", "密码是"),
  afterMs: fc.constantFrom(1_000, 119_000, 121_000, -60_000, -4_000_000),
});

export function fuzzedMessages(knowledge: Knowledge): Fuzzed[] {
  const recognise = createRecogniser(knowledge);
  return [
    {
      name: "normaliser",
      runs: 200_000,
      property: property([message], (text) => {
        const once = normalise(text);
        insist(`${once} is normalised again`, normalise(once) === once);
      }),
    },
    {
      name: "tokens",
      runs: 50_000,
      property: property([message], (text) => {
        const [one, other] = [text.toUpperCase().toLowerCase(), ` ${text.toUpperCase().toLowerCase()}\u200b`];
        const [left, right] = [one, other].map((written) => tokenise(normalise(written)).join("|"));
        insist(`${left} and ${right}`, left === right);
      }),
    },
    {
      name: "recogniser",
      runs: 50_000,
      property: property([message, fc.boolean()], (text, inGuide) => {
        const { confidence, alternatives } = recognise(text, { inGuide, lastIntent: "faq_fee" });
        for (const sure of [confidence, ...alternatives.map((other) => other.confidence)])
          insist(`a confidence of ${sure}`, sure >= 0 && sure <= 1);
      }),
    },
    {
      name: "long messages",
      runs: 5_000,
      property: property([fc.string({ unit: "binary", minLength: 1, maxLength: 3_000 })], (middle) => {
        const [long, ends] = [BEGIN + middle + END, `${BEGIN}。${END}`].map((text) =>
          JSON.stringify(recognise(text)),
        );
        insist("the middle of a long message is read", long === ends);
      }),
    },
    {
      name: "secrets in pieces",
      runs: 20_000,
      property: property([fc.array(piece, { maxLength: 40 })], async (said) => {
        const [remembering, reading] = [createPieceTalk(), createPieceTalk()];
        const recent = createRecentPieces(remembering.store);
        let ms = START_MS;
        for (const { text, afterMs } of said) {
          ms += afterMs;
          await remembering.say(recent, text, ms);
          await reading.say(createRecentPieces(reading.store), text, ms);
        }
        const [left, right] = [remembering, reading].map(({ texts }) => texts().join("|"));
        insist(`remembered ${left}, read ${right}`, left === right);
      }),
    },
  ];
}
