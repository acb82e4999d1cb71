// `POST /api/chat/delete`: a merchant's own conversation, gone for good.
import express, { type Router } from "express";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../chat/conversations.ts";
import { type AccessConfig, ownConversation } from "../http/access.ts";
import { answerErrors, withCors } from "../http/answers.ts";
import { jsonOnly, readJson } from "../http/bodies.ts";
import type { Tokens } from "../http/tokens.ts";
import { sayInChinese } from "../view/wording.ts";

/** Mounted at /api/chat. 204 when it is gone; 404 when it was before. Other paths go on. */
export function createDeleteRoute(parts: {
  conversations: Pick<Conversations, "remove">;
  tokens: Tokens;
  config: AccessConfig;
  log: Log;
}): Router {
  const { conversations } = parts;
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use("/delete", withCors, jsonOnly, readJson);
  router.post("/delete", async (req, res) => {
    await conversations.remove(await ownConversation(req, parts));
    res.status(204).end();
  });
  router.use(answerErrors({ log: parts.log, say: sayInChinese }));
  return router;
}
