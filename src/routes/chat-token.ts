// `POST /api/chat/token`: how a page gets its conversation, a new one or the one it had.
import express, { type Router } from "express";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../chat/conversations.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import { type AccessConfig, assertOrigin, bearerOf } from "../http/access.ts";
import { answerErrors, withCors } from "../http/answers.ts";
import { DEFAULT_LOCALE, jsonOnly, parseStartRequest, readJson } from "../http/bodies.ts";
import type { Limits } from "../http/limits.ts";
import { type TokenClaims, type Tokens, tokenReply } from "../http/tokens.ts";
import { sayInChinese } from "../view/wording.ts";

/** A merchant who comes back within a week finds the conversation again. */
const GRACE_SECONDS = 7 * 24 * 3_600;

export interface ChatTokenParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: AccessConfig;
  readonly log: Log;
  readonly limits: Limits | undefined;
}

/**
 * Without a token: a new conversation. With a Bearer token, valid or expired within the last week: a fresh one
 * for the same conversation; 401, 403 or 404 mean that it is gone and the page should begin anew without it.
 */
export function createChatToken(parts: ChatTokenParts): Router {
  const { conversations, tokens, config, limits } = parts;

  async function claimsFor(bearer: string | undefined, request: { locale?: string; address: string }) {
    if (bearer !== undefined) {
      const claims = await tokens.verify(bearer, GRACE_SECONDS);
      await conversations.read(claims.conversationId, BEYOND_THE_END);
      return claims;
    }
    await limits?.take("conversation", request.address);
    const userId = `dl_${newId("usr")}`;
    const conversationId = await conversations.open({ locale: request.locale ?? DEFAULT_LOCALE, userId });
    return { conversationId, userId } satisfies TokenClaims;
  }

  const router = express.Router();
  router.use(withCors, jsonOnly, readJson);
  router.use(async (req, res) => {
    assertOrigin({ origin: req.headers.origin, host: req.headers.host }, config);
    const claims = await claimsFor(bearerOf(req.headers.authorization), {
      address: req.ip ?? "",
      ...parseStartRequest(req.body),
    });
    res.json(await tokenReply(tokens, claims));
  });
  router.use(answerErrors({ log: parts.log, say: sayInChinese }));
  return router;
}
