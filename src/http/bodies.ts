// Reading bodies: of which type, how large and how deep.
import express, { type RequestHandler } from "express";
import { AppError } from "../base/errors.ts";

/** Ten times the longest message; an honest client needs far less. */
const LARGEST_BODY = "32kb";
/** Deeper data is an attack on whatever walks it. */
const DEEPEST = 20;

/** Form posts and text are refused before they are read. An empty body needs no type. */
export const jsonOnly: RequestHandler = (req, _res, next) => {
  const isEmpty = req.headers["content-length"] === "0";
  if (!isEmpty && req.is("json") === false) throw new AppError("unsupported-media");
  next();
};

/** Not strict: clients that have nothing to send write `null`, which a route reads as no body; the rest its schema names. */
const parseJson = express.json({ limit: LARGEST_BODY, strict: false });

/** Reads a JSON body of bounded size and depth. */
export const readJson: RequestHandler = (req, res, next) => {
  parseJson(req, res, (failed?: unknown) => next(failed ?? problemOfDepth(req.body)));
};

/** Walks level by level, so that no depth can overflow the stack. */
export function problemOfDepth(value: unknown): AppError | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((item) => (item !== null && typeof item === "object" ? Object.values(item) : []));
    if (level.length === 0) return undefined;
  }
  return new AppError("bad-argument", { problems: [`body: is deeper than ${DEEPEST}`] });
}
