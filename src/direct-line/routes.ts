// The HTTP half of Direct Line 3.0. What each answer does to Microsoft's client decided every status here.
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { ConversationReply } from "../base/wire.ts";
import { ActivitySetAnswer, ConversationAnswer, StartRequest, TokenAnswer } from "../base/wire-schemas.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations } from "../chat/conversations.ts";
import { passingId } from "../chat/stamped-activity.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import { type AccessConfig, assertMayUse, assertOrigin, type Caller, identify } from "../http/access.ts";
import {
  answerErrors,
  errorReply,
  noteRefusal,
  notFound,
  retryAfterOf,
  toAppError,
} from "../http/answers.ts";
import { defineRoute, json } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { ownPageOrigin, requestOrigin } from "../http/same-origin.ts";
import { type TokenClaims, type Tokens, tokenReply } from "../http/tokens.ts";
import { sayInChinese } from "../view/wording.ts";
import { incomingActivity, Posted } from "./activity-schema.ts";
import { poll } from "./poll.ts";
import { BASE, streamAddress } from "./stream-address.ts";
import type { Tickets } from "./tickets.ts";
import { TokenRequest } from "./token-request.ts";

const CONVERSATION = `${BASE}/conversations/:conversationId`;
const Conversation = z.object({ conversationId: z.string() });
/** Garbage reads from the start, as no watermark does. */
const FromWatermark = z.object({ watermark: z.string().optional().catch(undefined) });

export interface DirectLineRouteParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: AccessConfig;
  readonly log: Log;
  readonly admission: Admission;
  readonly tickets: Pick<Tickets, "issue">;
  /** The merchant is writing. Never fails. */
  readonly heardTyping: (conversationId: string) => Promise<void>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function directLineRoutes(parts: DirectLineRouteParts): Router {
  const { conversations, tokens, config, admission } = parts;

  const callerOf = async (req: Request): Promise<Caller> => {
    const caller = await identify(req.headers.authorization, { config, tokens });
    const listed = caller.kind === "token" ? caller.origins : [];
    assertOrigin(req, config, listed);
    return caller;
  };
  /** The caller, who has to hold the secret, or a token. */
  const callerWith = async <Kind extends Caller["kind"]>(req: Request, kind: Kind) => {
    const caller = await callerOf(req);
    if (caller.kind !== kind) throw new AppError("forbidden", { path: req.path });
    return caller as Extract<Caller, { kind: Kind }>;
  };
  /** The conversation in the path and what the caller's token says about it. */
  const claimsOf = async (req: Request): Promise<TokenClaims> => {
    const caller = await callerOf(req);
    const conversationId = String(req.params.conversationId);
    assertMayUse(caller, conversationId);
    return caller.kind === "token" ? caller : { conversationId };
  };
  /** Turns are what costs; begun only while the service can keep up. */
  const inTurn = <T>(req: Request, job: () => Promise<T>): Promise<T> => admission.run(req.ip ?? "", job);
  const originOf = (req: Request) => requestOrigin(req, config.publicOrigin);
  const conversationReply = async (
    req: Request,
    claims: TokenClaims,
    watermark?: string,
  ): Promise<ConversationReply> => {
    const own = ownPageOrigin(req);
    const origins = claims.origins?.length || own === undefined ? claims.origins : [own];
    const ticket = await parts.tickets.issue({ ...claims, ...(origins && { origins }) });
    const streamUrl = streamAddress(req, config.publicOrigin ?? own ?? originOf(req), {
      id: claims.conversationId,
      ticket,
      watermark,
    });
    return { ...(await tokenReply(tokens, claims)), streamUrl };
  };

  const tokenRoutes = [
    defineRoute({
      method: "post",
      path: `${BASE}/tokens/generate`,
      says: "A token for a new conversation, by the operator's secret",
      unknownKeys: "ignored",
      needs: ["secret"],
      body: TokenRequest,
      output: TokenAnswer,
      access: (req) => callerWith(req, "secret"),
      async answer({ body: { user, trustedOrigins, locale } }) {
        const named = user?.id === undefined ? {} : { userId: user.id };
        const conversationId = await conversations.open({ locale: locale ?? BASE_LOCALE, ...named });
        return tokenReply(tokens, { conversationId, origins: trustedOrigins ?? [], ...named });
      },
    }),
    defineRoute({
      method: "post",
      path: `${BASE}/tokens/refresh`,
      says: "Another token for the same conversation",
      unknownKeys: "ignored",
      needs: ["token"],
      output: TokenAnswer,
      access: (req) => callerWith(req, "token"),
      answer: ({ caller }) => tokenReply(tokens, caller),
    }),
  ];

  const conversationRoutes = [
    defineRoute({
      method: "post",
      path: `${BASE}/conversations`,
      says: "The conversation of the token, started before",
      unknownKeys: "ignored",
      needs: ["token", "secret"],
      body: StartRequest,
      output: ConversationAnswer,
      answers: {
        201: json("The conversation of the token, started now: the bot has greeted", ConversationAnswer),
      },
      errors: ["conversation-not-found", "rate-limited"],
      access: callerOf,
      async answer({ caller, body: { locale }, req, res }) {
        const start = async () => {
          const claims: TokenClaims =
            caller.kind === "token"
              ? caller
              : { conversationId: await conversations.open({ locale: locale ?? BASE_LOCALE }) };
          const options = locale === undefined ? {} : { locale };
          return { claims, ...(await conversations.start(claims.conversationId, options)) };
        };
        try {
          const { claims, created } = await inTurn(req, start);
          const reply = await conversationReply(req, claims);
          res.status(created ? 201 : 200);
          return reply;
        } catch (cause) {
          askToStartLater(res, { cause, log: parts.log });
        }
      },
    }),
    defineRoute({
      method: "get",
      path: CONVERSATION,
      says: "A fresh token and stream address for a client that comes back",
      unknownKeys: "ignored",
      needs: ["token", "secret"],
      params: Conversation,
      query: FromWatermark,
      output: ConversationAnswer,
      errors: ["conversation-not-found", "overloaded"],
      access: claimsOf,
      async answer({ caller, params, query, req }) {
        await conversations.read(params.conversationId, BEYOND_THE_END);
        return conversationReply(req, caller, query.watermark);
      },
    }),
    defineRoute({
      method: "get",
      path: `${CONVERSATION}/activities`,
      says: "What was said since the watermark; empty when it cannot be read now",
      unknownKeys: "ignored",
      needs: ["token", "secret"],
      params: Conversation,
      query: FromWatermark,
      output: ActivitySetAnswer,
      errors: ["conversation-not-found"],
      access: claimsOf,
      answer: ({ params, query, req }) =>
        poll(parts, { id: params.conversationId, watermark: query.watermark, origin: originOf(req) }),
    }),
    defineRoute({
      method: "post",
      path: `${CONVERSATION}/activities`,
      says: "The id of the message, once it and the answers to it are stored",
      unknownKeys: "ignored",
      needs: ["token", "secret"],
      params: Conversation,
      body: Posted,
      output: z.strictObject({ id: z.string() }),
      errors: ["conversation-not-found", "rate-limited", "overloaded"],
      within: inTurn,
      access: claimsOf,
      async answer({ caller, params: { conversationId }, body, req }) {
        if (body.type === "typing") {
          await parts.heardTyping(conversationId);
          return { id: passingId(conversationId) };
        }
        const activity = incomingActivity(body, caller.userId);
        const of = { conversationId, address: req.ip ?? "", activity };
        const posted = await admission.message(of, () => conversations.post(conversationId, activity));
        return { id: posted.activityId };
      },
    }),
    defineRoute({
      method: "post",
      path: `${CONVERSATION}/upload`,
      says: "Files are not taken: always an error",
      unknownKeys: "ignored",
      needs: ["token", "secret"],
      params: Conversation,
      answers: {},
      errors: ["unsupported-media"],
      access: claimsOf,
      answer() {
        throw new AppError("unsupported-media", { path: "upload" });
      },
    }),
  ];

  return createRouter([...tokenRoutes, ...conversationRoutes], {
    under: BASE,
    cors: true,
    slash: "same",
    first: [refuseOtherProtocol],
    // `/session/getsessionid` too: OAuth only, and clients take any refusal for "not needed".
    last: [notFound, answerErrors({ log: parts.log, say: sayInChinese })],
  });
}

/** The address of another protocol, which a client may try: not a conversation's id. */
const refuseOtherProtocol: RequestHandler = (req, _res, next) => {
  next(/^\/conversations\/connect\/?$/.test(req.path) ? new AppError("not-found") : undefined);
};

/** A client gives up for good after a 5xx at the start, and tries again for minutes after a 429. */
function askToStartLater(res: Response, { cause, log }: { cause: unknown; log: Log }): void {
  const error = toAppError(cause);
  if (error.status < 500) throw error;
  noteRefusal(res, error);
  log.error({ err: error }, "conversation not started");
  res
    .status(429)
    .set("Retry-After", String(retryAfterOf(error)))
    .json(errorReply(error, sayInChinese(error.code)));
}
