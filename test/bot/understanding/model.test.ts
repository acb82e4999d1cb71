// A model that was kept, by the build or here, answers as one that was trained just now, to the last digit.
import { deserialize, serialize } from "node:v8";
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { readings } from "../../../bot/turn/compiled.ts";
import {
  type Model,
  openModel,
  supplyModel,
  taughtBy,
  trainModel,
} from "../../../bot/understanding/model.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { MODEL_DIR, modelName, readModel } from "../../../src/served/model-files.ts";
import { realContent } from "../../support/real-content.ts";

const STRANGE = ["", "？", "\u0000", "x".repeat(4_000), "𠮷", "卡".repeat(1_000)];
let knowledge: Knowledge;
let english: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
  english = await realContent("en");
});

/** Another content of its own, so that neither gets what was made for the other. */
function withModel(model: Model): Knowledge {
  const content = { ...knowledge, intents: new Map(knowledge.intents) };
  supplyModel(content, model);
  return content;
}

describe("a kept model", () => {
  it("recognises every utterance as the trained one does, byte for byte", () => {
    const taught = taughtBy(knowledge);
    const kept = readModel(MODEL_DIR, modelName(taught)) ?? deserialize(serialize(trainModel(taught)));
    const fromKept = createRecogniser(withModel(openModel(kept)));
    const fromTrained = createRecogniser(withModel(openModel(trainModel(taught))));
    const utterances = [...knowledge.intents.values(), ...english.intents.values()].flatMap((intent) =>
      intent.utterances.filter((_, index) => index % 10 === 0),
    );
    for (const text of [...STRANGE, ...utterances]) {
      expect(JSON.stringify(fromKept(text)), text).toBe(JSON.stringify(fromTrained(text)));
    }
  });
});

describe("what a model is learnt from", () => {
  it("is the same for Chinese whatever language the conversation is held in", () => {
    const [, chinese] = readings(english);
    expect(chinese && taughtBy(chinese)).toEqual(taughtBy(knowledge));
  });

  it("does not change with an answer, a page or a fact", () => {
    const edited = {
      ...knowledge,
      hash: "another",
      replies: new Map([["greeting", "你好呀"]]),
      facts: new Map(),
    };
    expect(taughtBy(edited)).toEqual(taughtBy(knowledge));
  });
});
