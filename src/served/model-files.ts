// Trained models of understanding on disk, one for each that teaches another thing and code that made it.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Taught, TrainedModel } from "../../bot/understanding/model.ts";
import { codeStamp } from "./code-stamp.ts";
import { readKeptValue, writeKeptValue } from "./kept-folders.ts";

const ROOT = resolve(import.meta.dirname, "../..");
export const MODEL_DIR = resolve(ROOT, "dist/model");
/** Trains, and reads what was trained; with everything that this imports. */
export const MODEL_CODE = ["bot/understanding/model.ts"];
const FILE = "model.bin";

/**
 * Names a model by the very data it is learnt from and by the code that learns, wherever either stands. An edit of an
 * answer, a page or a fact keeps the name.
 */
export function modelName(taught: Taught): string {
  stamp ??= codeStamp(MODEL_CODE);
  return createHash("sha256").update(stamp).update(JSON.stringify(taught)).digest("hex").slice(0, 32);
}

let stamp: string | undefined;

/** Undefined when nothing was kept under this name, or when it is damaged. */
export function readModel(dir: string, name: string): TrainedModel | undefined {
  return readKeptValue<TrainedModel>(dir, name, FILE);
}

export async function writeModel(dir: string, name: string, model: TrainedModel): Promise<void> {
  await writeKeptValue(dir, name, FILE, model);
}
