// Reading bodies: how large, of which type, and the small ones that make tokens and start conversations.
import express, { type RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import { LONGEST_ID } from "../base/wire.ts";
import { checked } from "./checked.ts";

export const DEFAULT_LOCALE = "zh-CN";
/** Ten times the longest message; an honest client needs far less. */
const LARGEST_BODY = "32kb";
/** Deeper data is an attack on whatever walks it. */
const DEEPEST = 20;

/** Microsoft's own samples send `User.Id`, its clients `user.id`: first letters are lowered before checking. */
const TokenRequest = z.preprocess(
  lowerKeys,
  z.object({
    user: z
      .preprocess(
        lowerKeys,
        z.object({
          id: z.string().max(LONGEST_ID).startsWith("dl_", "a token's user id starts with dl_").optional(),
        }),
      )
      .nullish(),
    trustedOrigins: z.array(z.string().max(LONGEST_ID)).max(20).nullish(),
    locale: z.string().max(LONGEST_ID).optional(),
  }),
);

const StartRequest = z.object({ locale: z.string().max(LONGEST_ID).optional() });

/** Form posts and text are refused before they are read. An empty body needs no type. */
export const jsonOnly: RequestHandler<{ id: string }> = (req, _res, next) => {
  const isEmpty = req.headers["content-length"] === "0";
  if (!isEmpty && req.is("json") === false) throw new AppError("unsupported-media");
  next();
};

const parseJson = express.json({ limit: LARGEST_BODY });

/** Reads a JSON body of bounded size and depth. */
export const readJson: RequestHandler<{ id: string }> = (req, res, next) => {
  parseJson(req, res, (failed?: unknown) => next(failed ?? problemOfDepth(req.body)));
};

/** Walks level by level, so that no depth can overflow the stack. */
export function problemOfDepth(value: unknown): AppError | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((item) => (item !== null && typeof item === "object" ? Object.values(item) : []));
    if (level.length === 0) return undefined;
  }
  return new AppError("bad-argument", { problems: [`deeper than ${DEEPEST}`] });
}

/** `POST /tokens/generate`; an absent body is an empty one. Throws AppError `bad-argument`. */
export function parseTokenRequest(body: unknown): {
  userId?: string;
  origins: readonly string[];
  locale?: string;
} {
  const { user, trustedOrigins, locale } = checked(TokenRequest, body ?? {});
  return {
    origins: trustedOrigins ?? [],
    ...(user?.id !== undefined && { userId: user.id }),
    ...(locale !== undefined && { locale }),
  };
}

/** `POST /conversations` and `POST /api/chat/token`; users named here are not believed. Throws AppError `bad-argument`. */
export function parseStartRequest(body: unknown): { locale?: string } {
  const { locale } = checked(StartRequest, body ?? {});
  return locale === undefined ? {} : { locale };
}

function lowerKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), item]),
  );
}
