// `POST /api/chat/resume-code` and `POST /api/chat/resume`: going on with a conversation on another device.
import express, { type Router } from "express";
import { z } from "zod";
import type { Log } from "../base/log.ts";
import type { Resume } from "../chat/resume.ts";
import { type AccessConfig, assertOrigin, ownConversation } from "../http/access.ts";
import { answerErrors, withCors } from "../http/answers.ts";
import { jsonOnly, readJson } from "../http/bodies.ts";
import { checked } from "../http/checked.ts";
import { type Tokens, tokenReply } from "../http/tokens.ts";
import { sayInChinese } from "../view/wording.ts";

const LONGEST_FIELD = 64;

export const ResumeRequest = z.object({
  code: z.string().max(LONGEST_FIELD),
  /** Name of the provider chosen in that conversation; empty or `none` when it had none. */
  provider: z.string().max(LONGEST_FIELD).default(""),
});

/** Mounted at /api/chat. Other paths go on. */
export function createResumeRoutes(parts: {
  resume: Resume;
  tokens: Tokens;
  config: AccessConfig;
  log: Log;
}): Router {
  const { resume, tokens, config } = parts;
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use(["/resume-code", "/resume"], withCors, jsonOnly, readJson);
  router.post("/resume-code", async (req, res) => {
    res.json(await resume.giveCode(await ownConversation(req, parts)));
  });
  router.post("/resume", async (req, res) => {
    assertOrigin({ origin: req.headers.origin, host: req.headers.host }, config);
    const claims = await resume.redeem({ ...checked(ResumeRequest, req.body), address: req.ip ?? "" });
    res.json(await tokenReply(tokens, claims));
  });
  router.use(answerErrors({ log: parts.log, say: sayInChinese }));
  return router;
}
