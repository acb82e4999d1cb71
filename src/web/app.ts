// The Express app: order of middleware and routes. Everything it serves comes in as a part.
import express, { type Express, type RequestHandler, type Router } from "express";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Search } from "../../bot/knowledge/search.ts";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../channels/conversations.ts";
import type { Limits } from "../channels/direct-line/limits.ts";
import type { Tokens } from "../channels/direct-line/tokens.ts";
import type { Resume } from "../channels/resume.ts";
import type { Assets } from "./assets.ts";
import { errorHandler, methodNotAllowed } from "./errors.ts";
import type { Metrics } from "./metrics.ts";
import { plainChatRouter } from "./plain-chat.ts";
import { PREVIEW_SCRIPT, type Preview } from "./preview.ts";
import { apiRouter } from "./routes/api.ts";
import { checklistRouter } from "./routes/checklist.ts";
import { type FeedbackStore, feedbackRouter } from "./routes/feedback.ts";
import { healthRouter } from "./routes/health.ts";
import { pagesRouter } from "./routes/pages.ts";
import { timelineRouter } from "./routes/timeline.ts";
import { securityHeaders } from "./security-headers.ts";
import { createSnapshots } from "./site.ts";

export interface AppParts {
  readonly content: { current(): Knowledge };
  readonly openSearch: (knowledge: Knowledge) => Promise<Search>;
  readonly conversations: Conversations;
  readonly tokens: Pick<Tokens, "issue" | "verify" | "ttlSeconds">;
  /** Absent only for load tests. */
  readonly limits: Limits | undefined;
  /** Mounted at /v3/directline. */
  readonly directLineRouter: Router;
  /** POST /api/chat/token. */
  readonly chatTokenHandler: RequestHandler;
  readonly resume: Resume;
  /** Mounted at /api/chat. */
  readonly resumeRouter: Router;
  readonly feedback: FeedbackStore;
  readonly config: Pick<Config, "publicOrigin" | "trustProxy" | "metricsToken">;
  readonly log: Log;
  readonly assets: Assets;
  readonly ready: () => Promise<boolean>;
  readonly metrics: Metrics;
  readonly clock: () => Date;
  /** Only where writers look at their work. */
  readonly preview?: Preview | undefined;
}

/** Joins the routes. Headers come first, so that errors carry them too; the error handler comes last. */
export function createApp(parts: AppParts): Express {
  const { config, log, metrics, assets } = parts;
  const { publicOrigin } = config;
  const snapshot = createSnapshots({
    content: parts.content,
    openSearch: parts.openSearch,
    assets,
    publicOrigin,
    ...(parts.preview && { previewScript: PREVIEW_SCRIPT }),
  });
  const app = express();
  app.disable("x-powered-by");
  // Express prints stacks in any other environment should the error handler itself fail.
  app.set("env", "production");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", config.trustProxy);
  app.use((_req, res, next) => {
    res.on("finish", () => metrics.countResponse(res.statusCode));
    next();
  });
  app.use(securityHeaders(publicOrigin));
  if (parts.preview) app.use(parts.preview.router);
  app.use(healthRouter({ ready: parts.ready, metrics, metricsToken: config.metricsToken }));
  app.use("/v3/directline", parts.directLineRouter);
  app.route("/api/chat/token").post(parts.chatTokenHandler).all(methodNotAllowed("POST"));
  app.use("/api/chat", parts.resumeRouter);
  app.use("/api", apiRouter(snapshot));
  app.use(["/api", "/v3"], () => {
    throw new AppError("not-found");
  });
  app.use("/feedback", feedbackRouter({ ...parts, snapshot, publicOrigin }));
  app.use("/chat", plainChatRouter({ ...parts, snapshot, publicOrigin }));
  app.use((req, res, next) => {
    if (req.method === "GET" || req.method === "HEAD") next();
    else methodNotAllowed("GET, HEAD")(req, res, next);
  });
  app.use("/providers", timelineRouter({ snapshot, clock: parts.clock }));
  app.use(checklistRouter({ snapshot, publicOrigin }));
  app.use(pagesRouter({ snapshot, assets, publicOrigin }));
  app.use(errorHandler(snapshot, log));
  return app;
}
