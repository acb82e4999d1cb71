// Gives each content its models of understanding: opened from what the build trained, or trained in another process and
// kept for next time; never on the way of a message.
import { setImmediate as othersTurn } from "node:timers/promises";
import { derive } from "../../bot/knowledge/derived.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { readings } from "../../bot/turn/compiled.ts";
import {
  type Model,
  openModel,
  supplyModel,
  type Taught,
  type TrainedModel,
  taughtBy,
} from "../../bot/understanding/model.ts";
import { createRecogniser } from "../../bot/understanding/recognise.ts";
import type { Log } from "../base/log.ts";
import { createBuilders } from "./builders.ts";
import { modelName, readModel, writeModel } from "./model-files.ts";

export interface ModelSource {
  /**
   * Makes a content ready to understand messages: at once when a model was trained for what it teaches, else after some
   * seconds. Never rejects: after a failure, which is logged, the first message trains.
   */
  prepare(knowledge: Knowledge): Promise<void>;
  /** The same for older content that a message needs now: it gets what was kept for it, and else trains by itself. */
  supplyKept(knowledge: Knowledge): Knowledge;
  /** Stops what is still training. */
  close(): Promise<void>;
}

/** `dir` holds the trained models; without the right to write there each start trains anew. */
export function createModelSource({ dir, log }: { dir: string; log: Log }): ModelSource {
  const opened = new Map<string, WeakRef<Model>>();
  const ready = new WeakSet<Knowledge>();
  const builders = createBuilders<Taught, TrainedModel>("model-builder.ts");

  async function train(taught: Taught, name: string): Promise<TrainedModel> {
    const utterances = taught.intents.reduce((sum, intent) => sum + intent.utterances.length, 0);
    log.info({ dir, utterances }, "no model was trained from this content by this code: training it now");
    const trained = await builders.build(taught);
    await writeModel(dir, name, trained).catch((error: unknown) => {
      log.warn({ dir, error: String(error) }, "the model was trained but not kept");
    });
    return trained;
  }

  /** Contents that teach the same share one model. In steps of some milliseconds, between which others are answered. */
  async function open(taught: Taught): Promise<Model> {
    const name = modelName(taught);
    const known = opened.get(name)?.deref();
    if (known) return known;
    await othersTurn();
    const trained = readModel(dir, name) ?? (await train(taught, name));
    await othersTurn();
    const model = openModel(trained);
    opened.set(name, new WeakRef(model));
    return model;
  }

  return {
    async prepare(knowledge) {
      ready.add(knowledge);
      try {
        for (const reading of readings(knowledge)) {
          supplyModel(reading, await open(taughtBy(reading)));
          await othersTurn();
          derive(reading, createRecogniser);
        }
      } catch (error) {
        log.error({ error: String(error) }, "no model could be trained: the first message will wait for it");
      }
    },
    supplyKept(knowledge) {
      if (ready.has(knowledge)) return knowledge;
      ready.add(knowledge);
      log.info({ content: knowledge.hash }, "older content is asked for: its model is opened, or trained");
      return supplyKeptModels(knowledge, dir);
    },
    close: builders.close,
  };
}

/**
 * Supplies what was kept, for who cannot wait for another process and may train where nothing was. Whoever has several
 * contents lends the models `opened` for the earlier ones: those that teach the same share one.
 */
export function supplyKeptModels(
  knowledge: Knowledge,
  dir: string,
  opened: Map<string, Model> = new Map(),
): Knowledge {
  for (const reading of readings(knowledge)) {
    const name = modelName(taughtBy(reading));
    const model = opened.get(name) ?? openKept(dir, name);
    if (!model) continue;
    opened.set(name, model);
    supplyModel(reading, model);
  }
  return knowledge;
}

function openKept(dir: string, name: string): Model | undefined {
  const kept = readModel(dir, name);
  return kept && openModel(kept);
}
