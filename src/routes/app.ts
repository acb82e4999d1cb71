// The Express app: order of middleware and routes. Everything it serves comes in as a part.
import express, { type Express, type RequestHandler, type Router } from "express";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE, LOCALES, localeOf, localePrefix } from "../../bot/knowledge/locale.ts";
import type { Search } from "../../bot/search/search.ts";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Resume } from "../chat/resume.ts";
import { methodNotAllowed } from "../http/answers.ts";
import type { Assets } from "../http/assets.ts";
import type { Limits } from "../http/limits.ts";
import type { Metrics } from "../http/metrics.ts";
import { securityHeaders } from "../http/security-headers.ts";
import type { Tokens } from "../http/tokens.ts";
import { type Content, createSnapshots, type Snapshot } from "../pages/site.ts";
import { apiRouter } from "./api.ts";
import { checklistRouter } from "./checklist.ts";
import { errorHandler } from "./errors.ts";
import { type FeedbackStore, feedbackRouter } from "./feedback.ts";
import { healthRouter } from "./health.ts";
import { filesRouter, pagesRouter } from "./pages.ts";
import { plainChatRouter } from "./plain-chat.ts";
import { PREVIEW_SCRIPT, type Preview } from "./preview.ts";
import { timelineRouter } from "./timeline.ts";

export interface AppParts {
  readonly content: Content;
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
  /** Everything kept of a conversation. */
  readonly exported: (conversationId: string) => Promise<ConversationExport>;
  /** Mounted at /api/chat. */
  readonly chatRouter: Router;
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
  const { content } = parts;
  const byLocale = new Map(
    LOCALES.map((locale) => [
      locale,
      createSnapshots({
        content,
        locale,
        openSearch: parts.openSearch,
        assets,
        publicOrigin,
        ...(parts.preview && { previewScript: PREVIEW_SCRIPT }),
      }),
    ]),
  );
  const snapshotIn = (tag?: string): Snapshot => {
    const { locale } = content.current(tag);
    const snapshot = byLocale.get(localeOf(locale));
    if (!snapshot) throw new Error(`no pages in ${locale}`);
    return snapshot();
  };
  const served = () => content.locales().map(snapshotIn);
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
  const behindProxy = publicOrigin !== undefined || config.trustProxy > 0;
  app.use(healthRouter({ ready: parts.ready, metrics, metricsToken: config.metricsToken, behindProxy }));
  app.use("/v3/directline", parts.directLineRouter);
  app.route("/api/chat/token").post(parts.chatTokenHandler).all(methodNotAllowed("POST"));
  app.use("/api/chat", parts.chatRouter);
  app.use("/api", apiRouter(snapshotIn));
  app.use(["/api", "/v3"], () => {
    throw new AppError("not-found");
  });
  app.use(filesRouter({ snapshots: served, assets, publicOrigin }));
  for (const locale of LOCALES.filter((one) => one !== BASE_LOCALE)) {
    const pages = localeRouter(parts, () => snapshotIn(locale));
    // A locale may get its first content while we serve.
    app.use(localePrefix(locale), (req, res, next) => {
      if (content.locales().includes(locale)) pages(req, res, next);
      else next();
    });
  }
  app.use(localeRouter(parts, () => snapshotIn(BASE_LOCALE)));
  app.use(errorHandler((path) => snapshotIn(localeOfPath(path)), log));
  return app;
}

/** Everything that is said in a language: pages, forms, chat. */
function localeRouter(parts: AppParts, snapshot: () => Snapshot): Router {
  const { publicOrigin } = parts.config;
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use("/feedback", feedbackRouter({ ...parts, snapshot, publicOrigin }));
  router.use("/chat", plainChatRouter({ ...parts, snapshot, publicOrigin }));
  router.use((req, res, next) => {
    if (req.method === "GET" || req.method === "HEAD") next();
    else methodNotAllowed("GET, HEAD")(req, res, next);
  });
  router.use("/providers", timelineRouter({ snapshot, clock: parts.clock }));
  router.use(checklistRouter({ snapshot, publicOrigin }));
  router.use(pagesRouter(snapshot));
  return router;
}

/** `/en/help` is English, `/engine` is not. */
function localeOfPath(path: string): string {
  return (
    LOCALES.find(
      (locale) => new RegExp(`^${localePrefix(locale)}(?:[/?]|$)`).test(path) && locale !== BASE_LOCALE,
    ) ?? BASE_LOCALE
  );
}
