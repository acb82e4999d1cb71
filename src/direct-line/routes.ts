// The HTTP half of Direct Line 3.0. What each answer does to Microsoft's client decided every status here.
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { ActivitySet, ConversationReply } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import { type AccessConfig, assertMayUse, assertOrigin, type Caller, identify } from "../http/access.ts";
import {
  answerErrors,
  errorReply,
  methodNotAllowed,
  notFound,
  retryAfterOf,
  toAppError,
  withCors,
} from "../http/answers.ts";
import { DEFAULT_LOCALE, jsonOnly, parseStartRequest, parseTokenRequest, readJson } from "../http/bodies.ts";
import { addressKey } from "../http/client-address.ts";
import type { Limits } from "../http/limits.ts";
import type { Shedding } from "../http/shedding.ts";
import { type TokenClaims, type Tokens, tokenReply } from "../http/tokens.ts";
import { sayInChinese } from "../view/wording.ts";
import { parseActivity } from "./activity-schema.ts";

export interface RouteParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: AccessConfig;
  readonly log: Log;
  readonly limits: Limits | undefined;
  /** Undefined together with `limits`. */
  readonly shedding: Shedding | undefined;
  /** True once the service is stopping: whoever starts a conversation is asked to come again. */
  readonly isClosing: () => boolean;
}

export function createRoutes(parts: RouteParts): Router {
  const { conversations, tokens, config, limits, shedding } = parts;
  const router = express.Router({ caseSensitive: true });

  const callerOf = async (req: Request): Promise<Caller> => {
    const caller = await identify(req.headers.authorization, { config, tokens });
    const listed = caller.kind === "token" ? caller.origins : [];
    assertOrigin({ origin: req.headers.origin, host: req.headers.host }, config, listed);
    return caller;
  };
  /** The conversation in the path and what the caller's token says about it. */
  const claimsOf = async (req: Request<{ id: string }>): Promise<TokenClaims> => {
    const caller = await callerOf(req);
    assertMayUse(caller, req.params.id);
    return caller.kind === "token" ? caller : { conversationId: req.params.id };
  };
  /** Turns are what costs; begun only while the service can keep up. */
  const inTurn = <T>(req: Request<{ id: string }> | Request, job: () => Promise<T>): Promise<T> =>
    shedding ? shedding.run(addressKey(req.ip ?? ""), job) : job();
  const conversationReply = async (
    req: Request,
    claims: TokenClaims,
    watermark?: string,
  ): Promise<ConversationReply> => {
    const url = new URL(
      `${req.baseUrl}/conversations/${encodeURIComponent(claims.conversationId)}/stream`,
      config.publicOrigin ?? `${req.protocol}://${req.headers.host}`,
    );
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("t", await tokens.issueTicket(claims));
    if (watermark !== undefined) url.searchParams.set("watermark", watermark);
    return { ...(await tokenReply(tokens, claims)), streamUrl: url.href };
  };

  router.use(withCors);

  at(router, "/tokens/generate", {
    post: async (req, res) => {
      const caller = await callerOf(req);
      if (caller.kind !== "secret") throw new AppError("forbidden", { path: req.path });
      const { userId, origins, locale } = parseTokenRequest(req.body);
      const user = userId === undefined ? {} : { userId };
      const conversationId = await conversations.open({ locale: locale ?? DEFAULT_LOCALE, ...user });
      res.json(await tokenReply(tokens, { conversationId, origins, ...user }));
    },
  });

  at(router, "/tokens/refresh", {
    post: async (req, res) => {
      const caller = await callerOf(req);
      if (caller.kind !== "token") throw new AppError("forbidden", { path: req.path });
      res.json(await tokenReply(tokens, caller));
    },
  });

  at(router, "/conversations", {
    post: async (req, res) => {
      const caller = await callerOf(req);
      const { locale } = parseStartRequest(req.body);
      const options = locale === undefined ? {} : { locale };
      const start = async () => {
        if (parts.isClosing()) throw new AppError("overloaded", { closing: true });
        const claims: TokenClaims =
          caller.kind === "token"
            ? caller
            : { conversationId: await conversations.open({ locale: locale ?? DEFAULT_LOCALE }) };
        return { claims, ...(await conversations.start(claims.conversationId, options)) };
      };
      try {
        const { claims, created } = await inTurn(req, start);
        res.status(created ? 201 : 200).json(await conversationReply(req, claims));
      } catch (cause) {
        askToStartLater(res, { cause, log: parts.log });
      }
    },
  });

  // The address of another protocol, which a client may try: not a conversation's id.
  router.all("/conversations/connect", notFound);

  at(router, "/conversations/:id", {
    get: async (req: Request<{ id: string }>, res) => {
      const claims = await claimsOf(req);
      await conversations.read(req.params.id, BEYOND_THE_END);
      res.json(await conversationReply(req, claims, textOf(req.query.watermark)));
    },
  });

  at(router, "/conversations/:id/activities", {
    get: async (req: Request<{ id: string }>, res) => {
      await claimsOf(req);
      res.json(await poll(parts, req.params.id, textOf(req.query.watermark)));
    },
    post: async (req: Request<{ id: string }>, res) => {
      const id = await inTurn(req, async () => {
        const { userId } = await claimsOf(req);
        const activity = parseActivity(req.body, userId);
        await limits?.take("message", req.params.id);
        return (await conversations.post(req.params.id, activity)).activityId;
      });
      res.json({ id });
    },
  });

  at(router, "/conversations/:id/upload", {
    post: async (req: Request<{ id: string }>) => {
      await claimsOf(req);
      throw new AppError("unsupported-media", { path: "upload" });
    },
  });

  // OAuth only; clients take any refusal for "not needed".
  router.all("/session/getsessionid", notFound);
  router.use(notFound);
  router.use(answerErrors({ log: parts.log, say: sayInChinese }));
  return router;
}

type Handler = RequestHandler<{ id: string }>;

/** One path with the methods it has; any other method is answered 405 with the list of those. */
function at(router: Router, path: string, handlers: { get?: Handler; post?: Handler }): void {
  const route = router.route(path);
  if (handlers.get) route.get(handlers.get);
  if (handlers.post) route.post(jsonOnly, readJson, handlers.post);
  const allow = Object.keys(handlers).map((method) => method.toUpperCase());
  route.all(methodNotAllowed([...allow, "OPTIONS"].join(", ")));
}

/** A client gives up for good after a 5xx at the start, and tries again for minutes after a 429. */
function askToStartLater(res: Response, { cause, log }: { cause: unknown; log: Log }): void {
  const error = toAppError(cause);
  if (error.status < 500) throw error;
  log.error({ err: error }, "conversation not started");
  res
    .status(429)
    .set("Retry-After", String(retryAfterOf(error)))
    .json(errorReply(error, sayInChinese(error.code)));
}

/**
 * A client that gets any error on a poll never polls again. So whatever goes wrong behind it is an empty
 * answer with the unchanged watermark; only a conversation that is gone is said to be gone.
 */
async function poll(parts: RouteParts, id: string, watermark: string | undefined): Promise<ActivitySet> {
  try {
    return await parts.conversations.read(id, watermark);
  } catch (cause) {
    const error = toAppError(cause);
    if (error.code === "conversation-not-found") throw error;
    parts.log.error({ conversation: id, code: error.code, err: cause }, "poll answered empty");
    return { activities: [], watermark: watermark || "0" };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
