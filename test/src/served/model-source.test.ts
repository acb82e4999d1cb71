// Where each content gets its model of understanding from: trained once by another process, kept as a file, opened from it.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { taughtBy } from "../../../bot/understanding/model.ts";
import type { Log } from "../../../src/base/log.ts";
import { reachedBy } from "../../../src/served/code-stamp.ts";
import { MODEL_CODE, modelName } from "../../../src/served/model-files.ts";
import { createModelSource, type ModelSource } from "../../../src/served/model-source.ts";
import { aFaq, aKnowledge } from "../../support/a-knowledge.ts";
import { turnsWhile } from "../../support/turns-while.ts";

const TRAINING = /training it now/;
const MESSAGES = ["换卡要钱吗", "huanka yao qian ma", "今天天气", ""];
const answersOf = (knowledge: Knowledge) => MESSAGES.map((text) => compiled(knowledge).recognise(text, {}));

let dir: string;
let told: string[];
let source: ModelSource;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "huanka-model-"));
  told = [];
  source = createModelSource({ dir, log });
});
afterEach(async () => {
  await source.close();
  await rm(dir, { recursive: true });
});

const tell = (_: unknown, message?: unknown) => void told.push(String(message));
const log: Log = { debug: tell, info: tell, warn: tell, error: tell };

describe("the model source", () => {
  it("answers the same from another process, from a file, and trained at once", async () => {
    const expected = answersOf(aKnowledge());
    const trained = aKnowledge();
    await source.prepare(trained);
    expect(told).toEqual([expect.stringMatching(TRAINING)]);
    expect(answersOf(trained)).toEqual(expected);
    const opened = aKnowledge();
    await createModelSource({ dir, log }).prepare(opened);
    expect(told).toHaveLength(1);
    expect(answersOf(opened)).toEqual(expected);
  });

  it("lets others have their turn between its steps, also where all is there already", async () => {
    await source.prepare(aKnowledge());
    const again = createModelSource({ dir, log });
    expect(await turnsWhile(() => again.prepare(aKnowledge()))).toBeGreaterThanOrEqual(3);
  });

  it("trains once for contents that teach the same, and anew where one utterance or name is another", async () => {
    await source.prepare(aKnowledge());
    await source.prepare({ ...aKnowledge(), hash: "another answer" });
    expect(await readdir(dir)).toHaveLength(1);
    await source.prepare(aKnowledge({ faqs: [aFaq({ utterances: ["换卡多少钱"] })] }));
    expect(await readdir(dir)).toHaveLength(2);
    expect(told.filter((line) => TRAINING.test(line))).toHaveLength(2);
  });

  it("trains again what is damaged", async () => {
    await source.prepare(aKnowledge());
    const [folder = ""] = await readdir(dir);
    const file = join(dir, folder, "model.bin");
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    const knowledge = aKnowledge();
    await createModelSource({ dir, log }).prepare(knowledge);
    expect(told.filter((line) => TRAINING.test(line))).toHaveLength(2);
    expect(answersOf(knowledge)).toEqual(answersOf(aKnowledge()));
  });

  it("serves without the right to keep files, and says so", async () => {
    const file = join(dir, "a-file");
    await writeFile(file, "");
    const knowledge = aKnowledge();
    await createModelSource({ dir: join(file, "below"), log }).prepare(knowledge);
    expect(told).toEqual([expect.stringMatching(TRAINING), "the model was trained but not kept"]);
    expect(answersOf(knowledge)).toEqual(answersOf(aKnowledge()));
  });

  it("leaves training to the first message when it is closed meanwhile", async () => {
    const knowledge = aKnowledge();
    const preparing = source.prepare(knowledge);
    await source.close();
    await preparing;
    expect(told.at(-1)).toMatch(/the first message will wait/);
    expect(answersOf(knowledge)).toEqual(answersOf(aKnowledge()));
    expect(await readdir(dir)).toEqual([]);
  });

  it("gives older content what was kept for it", async () => {
    await source.prepare(aKnowledge());
    const older = aKnowledge();
    expect(answersOf(source.supplyKept(older))).toEqual(answersOf(aKnowledge()));
    expect(told.filter((line) => TRAINING.test(line))).toHaveLength(1);
  });
});

describe("the name of a model", () => {
  it("covers the code that reads, folds, cuts and learns, wherever it stands", () => {
    const { files, packages } = reachedBy(MODEL_CODE);
    expect(files).toEqual(
      expect.arrayContaining([
        "bot/text/normalise.ts",
        "bot/text/tokens.ts",
        "bot/understanding/matcher/features.ts",
        "bot/understanding/matcher/linear-svm.ts",
        "bot/understanding/pinyin-reader.ts",
        "bot/understanding/spelling.ts",
      ]),
    );
    expect(packages).toEqual(expect.arrayContaining(["opencc-js", "pinyin-pro"]));
  });

  it("is another for another utterance, order, name and rule", () => {
    const knowledge = aKnowledge();
    const taught = taughtBy(knowledge);
    const [first, ...others] = taught.intents;
    const names = [
      modelName(taught),
      modelName({ ...taught, intents: others }),
      modelName({ ...taught, intents: [...others, ...(first ? [first] : [])] }),
      modelName({ ...taught, names: { ...taught.names, providers: ["某某支付"] } }),
      modelName({ ...taught, rules: taught.rules.slice(1) }),
    ];
    expect(new Set(names).size).toBe(taught.intents.length > 1 ? 5 : 4);
    expect(modelName(taughtBy(aKnowledge()))).toBe(names[0]);
  });
});
