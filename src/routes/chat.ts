// `/api/chat`: how a page gets its conversation, keeps it, carries it to another device, and has it deleted.
import type { Request } from "express";
import { z } from "zod";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { ActivityAnswer, listOf, ResumeCodeAnswer, StartRequest, TokenAnswer } from "../base/wire-schemas.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Resume } from "../chat/resume.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import type { Desk } from "../desk/desk.ts";
import { type AccessConfig, assertOrigin, bearerOf, claimsOfOwn } from "../http/access.ts";
import { answerErrors, notFound } from "../http/answers.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { requestOrigin } from "../http/same-origin.ts";
import { createSendParts, jsonParts } from "../http/streamed.ts";
import { GRACE_SECONDS, type TokenClaims, type Tokens, tokenReply } from "../http/tokens.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { transcriptName, transcriptParts } from "../view/files/transcript-text.ts";
import { sayInChinese, type Words } from "../view/wording.ts";
import { chatTicketRoutes } from "./desk/of-merchant.ts";

const LONGEST_FIELD = 64;

const ResumeRequest = z.object({
  code: z
    .string()
    .max(LONGEST_FIELD)
    .meta({ examples: ["ABCD-EFGH"] }),
  provider: z
    .string()
    .max(LONGEST_FIELD)
    .nullish()
    .transform((name) => name ?? "")
    .describe("Name of the provider chosen in that conversation; empty or `none` when it had none"),
});

const ExportQuery = z.object({ as: z.enum(["json", "text"]).default("json") });

const ExportAnswer = z.strictObject({
  conversation: z.strictObject({
    id: z.string(),
    userId: z.string().optional(),
    locale: z.string(),
    createdAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  }),
  activities: listOf(ActivityAnswer),
  state: z.unknown(),
  escalations: listOf(
    z.strictObject({
      id: z.string(),
      seq: z.number().int(),
      reason: z.string(),
      provider: z.string().optional(),
      step: z.string().optional(),
      createdAt: z.iso.datetime(),
    }),
  ),
  tickets: listOf(
    z.strictObject({
      reference: z.string(),
      status: z.string(),
      createdAt: z.iso.datetime(),
      updatedAt: z.iso.datetime(),
      packet: z.unknown(),
      log: listOf(
        z.strictObject({
          at: z.iso.datetime(),
          by: z.enum(["merchant", "agent", "desk"]),
          did: z.string(),
        }),
      ),
      notes: listOf(z.strictObject({ at: z.iso.datetime(), text: z.string() })),
    }),
  ),
  resumeCode: z.strictObject({ expiresAt: z.iso.datetime(), used: z.boolean() }).optional(),
});

export interface ChatRouteParts {
  readonly conversations: Pick<Conversations, "open" | "post" | "read" | "remove">;
  readonly tokens: Pick<Tokens, "issue" | "verify" | "ttlSeconds">;
  readonly resume: Resume;
  /** Everything kept of a conversation. */
  readonly exported: (conversationId: string) => Promise<ConversationExport>;
  /** Those of the language that a conversation is in. */
  readonly wordsFor: (kept: ConversationExport) => Words;
  readonly admission: Admission;
  readonly epochs: Pick<LiveEpochs, "raise">;
  readonly config: AccessConfig;
  readonly log: Log;
  /** Absent where nobody answers merchants. */
  readonly desk?: Pick<Desk, "merchants"> | undefined;
}

/** For our own pages and the sites that the operator named. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function chatRoutes(parts: ChatRouteParts): Router {
  const { conversations, tokens, resume, exported, admission, epochs, config, log } = parts;
  const ownClaims = (req: Request) => claimsOfOwn(req, parts);
  const own = async (req: Request) => (await ownClaims(req)).conversationId;
  const sendParts = createSendParts();
  const fromOurPages = (req: Request) => assertOrigin(req, config);

  async function claimsFor(bearer: string | undefined, asked: { locale: string; address: string }) {
    if (bearer !== undefined) {
      const claims = await tokens.verify(bearer, GRACE_SECONDS);
      await conversations.read(claims.conversationId, BEYOND_THE_END);
      return claims;
    }
    await admission.conversation(asked.address);
    const userId = `dl_${newId("usr")}`;
    const conversationId = await conversations.open({ locale: asked.locale, userId });
    return { conversationId, userId } satisfies TokenClaims;
  }

  const routes = [
    /**
     * Without a token: a new conversation. With a Bearer token, valid or expired within the last week: a fresh one
     * for the same conversation; 401, 403 or 404 mean that it is gone and the page should begin anew without it.
     */
    defineRoute({
      method: "post",
      path: "/api/chat/token",
      says: "A token for a new conversation, or with a token of the last week for the same one",
      needs: ["nothing", "token"],
      body: StartRequest,
      output: TokenAnswer,
      errors: ["conversation-not-found", "rate-limited"],
      access: fromOurPages,
      async answer({ body: { locale = BASE_LOCALE }, req }) {
        const bearer = bearerOf(req.headers.authorization);
        return tokenReply(tokens, await claimsFor(bearer, { locale, address: req.ip ?? "" }));
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/delete",
      says: "Deletes the conversation of the token with everything about it",
      needs: ["token"],
      answers: { 204: { says: "It is gone" } },
      errors: ["conversation-not-found", "deletion-promised", "deletion-failed"],
      access: own,
      async answer({ caller, res }) {
        await conversations.remove(caller);
        res.status(204).end();
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/end",
      says: "The merchant has ended the conversation: its tokens open nothing any more",
      needs: ["token"],
      answers: { 204: { says: "It is over" } },
      errors: ["conversation-not-found", "overloaded"],
      access: own,
      async answer({ caller, res }) {
        await conversations.read(caller, BEYOND_THE_END);
        await conversations.post(caller, { type: "endOfConversation" });
        await epochs.raise(caller, { endsEarlier: true });
        res.status(204).end();
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/end-others",
      says: "A token for this device; those of all other devices open nothing any more",
      needs: ["token"],
      output: TokenAnswer,
      errors: ["conversation-not-found"],
      access: ownClaims,
      async answer({ caller }) {
        await conversations.read(caller.conversationId, BEYOND_THE_END);
        const epoch = await epochs.raise(caller.conversationId, { endsEarlier: true });
        return tokenReply(tokens, { ...caller, epoch });
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/resume-code",
      says: "A code for another device; an earlier one stops working",
      needs: ["token"],
      output: ResumeCodeAnswer,
      errors: ["conversation-not-found", "rate-limited"],
      access: own,
      answer: ({ caller }) => resume.giveCode(caller),
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/resume",
      says: "A token for the conversation of a code, which is then used up",
      body: ResumeRequest,
      output: TokenAnswer,
      errors: ["forbidden", "resume-refused", "rate-limited"],
      access: fromOurPages,
      async answer({ body, req }) {
        return tokenReply(tokens, await resume.redeem({ ...body, address: req.ip ?? "" }));
      },
    }),
    defineRoute({
      method: "get",
      path: "/api/chat/export",
      says: "The conversation of the token to keep: whole as JSON, or as a text to read",
      needs: ["token"],
      query: ExportQuery,
      answers: {
        200: {
          says: "As a file",
          types: ["application/json", "text/plain"],
          schema: ExportAnswer,
        },
      },
      errors: ["conversation-not-found", "overloaded"],
      access: own,
      async answer({ caller, query, req, res }) {
        const kept = await exported(caller);
        res.attachment(`${transcriptName(kept)}.${query.as === "json" ? "json" : "txt"}`);
        if (query.as === "json") {
          const { conversation, pages, state = null, ...rest } = kept;
          await sendParts(res, jsonParts({ conversation }, ["activities", pages], { state, ...rest }));
          return;
        }
        res.type("text/plain; charset=utf-8");
        const origin = requestOrigin(req, config.publicOrigin);
        await sendParts(res, transcriptParts(kept, parts.wordsFor(kept), origin));
      },
    }),
  ];
  const ofTicket = parts.desk ? chatTicketRoutes({ desk: parts.desk.merchants, own }) : [];
  return createRouter([...routes, ...ofTicket], {
    under: "/api/chat",
    cors: true,
    slash: "same",
    last: [notFound, answerErrors({ log, say: sayInChinese })],
  });
}
