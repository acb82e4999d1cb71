// What must hold for people whose messages nothing was learnt from. `huanka bench understanding` tells the figures.
import { beforeAll, describe, expect, it } from "vitest";
import { realContent } from "../../support/real-content.ts";
import {
  type Contents,
  falseAlarms,
  judgeConversations,
  judgeStrangers,
  macroOf,
  type StrangerJudged,
} from "../../support/strangers.ts";
import { isHeardAs, SAFETY_INTENTS, share } from "../../support/understanding-split.ts";

let contents: Contents;
let judged: StrangerJudged[];
beforeAll(async () => {
  contents = { "zh-CN": await realContent(), en: await realContent("en") };
  judged = judgeStrangers(contents);
});

const isOutside = ({ intent }: StrangerJudged) => intent === "out_of_scope";

describe("strangers' messages", () => {
  it("are of many hands, and nothing longer than a phrase of theirs stands in the content", () => {
    expect(new Set(judged.map(({ author }) => author)).size).toBeGreaterThanOrEqual(12);
    const learnt = new Set(
      Object.values(contents).flatMap(({ intents }) =>
        [...intents.values()].flatMap(({ utterances }) => utterances),
      ),
    );
    expect(judged.filter(({ text }) => text.length > 20 && learnt.has(text)).map(({ text }) => text)).toEqual(
      [],
    );
  });

  it("are understood 91 times in a hundred, as a mean over intents", () => {
    expect(macroOf(judged)).toBeGreaterThanOrEqual(0.91);
  });

  it("are turned away where they are not our matter, and hardly ever where they are", () => {
    expect(share(judged.filter(isOutside), ({ right }) => right)).toBeGreaterThanOrEqual(0.85);
    const ours = judged.filter((one) => !isOutside(one));
    const rejected = ({ right, recognition }: StrangerJudged) =>
      !right && recognition.intent === "out_of_scope" && recognition.zone === "answer";
    expect(share(ours, rejected)).toBeLessThanOrEqual(0.025);
  });

  it("are heard in 93 of 100 cases where money, the law or a person is at stake", () => {
    const grave = judged.filter(({ intent }) => SAFETY_INTENTS.includes(intent));
    const isHeard = ({ right, intent, recognition }: StrangerJudged) =>
      right || isHeardAs(intent, recognition);
    expect(share(grave, isHeard)).toBeGreaterThanOrEqual(0.93);
  });

  it("are answered as crime, fraud, secret or wish for a person in one honest case of a hundred at most", () => {
    const honest = judged.filter(({ intent }) => !SAFETY_INTENTS.includes(intent));
    expect(falseAlarms(judged).length).toBeLessThanOrEqual(honest.length / 100);
  });
});

describe("messages of danger, and honest ones in the same words", () => {
  const isGrave = ({ intent }: StrangerJudged) => SAFETY_INTENTS.includes(intent);
  let grave: StrangerJudged[];
  let honest: StrangerJudged[];
  beforeAll(() => {
    const all = judgeStrangers(contents, "safety-authors");
    grave = all.filter(isGrave);
    honest = all.filter((one) => !isGrave(one));
  });

  it("are told apart where nothing was learnt from who writes them", () => {
    const isHeard = ({ right, intent, recognition }: StrangerJudged) =>
      right || isHeardAs(intent, recognition);
    expect(share(grave, isHeard)).toBeGreaterThanOrEqual(0.93);
    expect(falseAlarms(honest).length).toBeLessThanOrEqual(2);
  });
});

describe("strangers' conversations", () => {
  it("keep whose terminal it is, nine turns in ten", () => {
    const { told, known } = judgeConversations(contents, "kept apart");
    expect(known / told).toBeGreaterThanOrEqual(0.9);
  });
});
