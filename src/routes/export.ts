// `GET /api/chat/export`: a merchant's own conversation to keep, whole as JSON or as a text to read.
import express, { type Router } from "express";
import { z } from "zod";
import type { Log } from "../base/log.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import { type AccessConfig, ownConversation } from "../http/access.ts";
import { answerErrors, withCors } from "../http/answers.ts";
import { checked } from "../http/checked.ts";
import type { Tokens } from "../http/tokens.ts";
import { transcriptName, transcriptText } from "../view/transcript-text.ts";
import { sayInChinese, type Words } from "../view/wording.ts";

export const ExportQuery = z.object({ as: z.enum(["json", "text"]).default("json") });

/** Mounted at /api/chat. The token's own conversation only; 404 when it is gone. Other paths go on. */
export function exportRouter(parts: {
  exported: (conversationId: string) => Promise<ConversationExport>;
  words: (kept: ConversationExport) => Words;
  tokens: Pick<Tokens, "verify">;
  config: AccessConfig;
  log: Log;
}): Router {
  const { exported, words } = parts;
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use("/export", withCors);
  router.get("/export", async (req, res) => {
    const conversationId = await ownConversation(req, parts);
    const query = checked(ExportQuery, req.query);
    const kept = await exported(conversationId);
    res.set("Cache-Control", "no-store");
    if (query.as === "text") {
      res.attachment(`${transcriptName(kept)}.txt`).type("text/plain; charset=utf-8");
      res.send(transcriptText(kept, words(kept)));
    } else {
      res.attachment(`${transcriptName(kept)}.json`).json(kept);
    }
  });
  router.use(answerErrors({ log: parts.log, say: sayInChinese }));
  return router;
}
