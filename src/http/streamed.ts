// Long answers in parts: each is made when the one before has gone, so that a slow reader holds one part and no more.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { AppError } from "../base/errors.ts";

/** A reader who takes nothing for so long is gone. */
const IDLE_MS = 30_000;
/** Each holds a part in memory; more would have to share the line anyway. */
const AT_ONCE = 64;

export type SendParts = (res: Response, parts: AsyncIterable<string>) => Promise<void>;

/**
 * Sends the parts as one body. Headers are the caller's. Whoever hangs up ends it quietly; what fails under way cuts the
 * answer, so that half of it is not taken for the whole. Throws AppError `overloaded` while too many are under way.
 */
export function createSendParts(atOnce: number = AT_ONCE): SendParts {
  let underWay = 0;
  return async (res, parts) => {
    if (underWay >= atOnce) throw new AppError("overloaded", { longAnswers: underWay });
    underWay += 1;
    res.setTimeout(IDLE_MS, () => res.destroy());
    try {
      await pipeline(Readable.from(parts, { highWaterMark: 1 }), res);
    } catch {
      res.destroy();
    } finally {
      underWay -= 1;
    }
  };
}

/** A JSON object whose key `streamed` is an array that comes in pages; the others are known. */
export async function* jsonParts(
  before: object,
  [key, pages]: readonly [string, AsyncIterable<readonly unknown[]>],
  after: object,
): AsyncGenerator<string> {
  const fields = (object: object) => JSON.stringify(object).slice(1, -1);
  yield `{${fields(before)},${JSON.stringify(key)}:[`;
  let isFirst = true;
  for await (const page of pages) {
    for (const item of page) {
      yield (isFirst ? "" : ",") + JSON.stringify(item);
      isFirst = false;
    }
  }
  const rest = fields(after);
  yield rest === "" ? "]}" : `],${rest}}`;
}
