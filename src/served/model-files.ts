// Trained models of understanding on disk, one for each that teaches another thing and code that made it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Taught, TrainedModel } from "../../bot/understanding/model.ts";
import { codeStamp } from "./code-stamp.ts";
import { writeKept } from "./kept-folders.ts";

const ROOT = resolve(import.meta.dirname, "../..");
export const MODEL_DIR = resolve(ROOT, "dist/model");
/** Trains, and reads what was trained; with everything that this imports. */
export const MODEL_CODE = ["bot/understanding/model.ts"];
const FILE = "model.bin";
const DIGEST_BYTES = 32;

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
  try {
    const bytes = readFileSync(resolve(dir, name, FILE));
    const payload = bytes.subarray(DIGEST_BYTES);
    return digestOf(payload).equals(bytes.subarray(0, DIGEST_BYTES)) ? deserialize(payload) : undefined;
  } catch {
    return undefined; // none, or as good as none: it is trained again
  }
}

export async function writeModel(dir: string, name: string, model: TrainedModel): Promise<void> {
  const payload = serialize(model);
  await writeKept(dir, name, { [FILE]: Buffer.concat([digestOf(payload), payload]) });
}

function digestOf(payload: Uint8Array): Buffer {
  return createHash("sha256").update(payload).digest();
}
