// The Express app: order of middleware and routes. Everything it serves comes in as a part.
import express, { type Express } from "express";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE, LOCALES, localeOf, localePrefix } from "../../bot/knowledge/locale.ts";
import type { Search } from "../../bot/search/search.ts";
import { spokenLocale } from "../../bot/turn/older-content.ts";
import type { Config } from "../base/config.ts";
import type { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Meters } from "../base/meters.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Resume } from "../chat/resume.ts";
import type { Desk } from "../desk/desk.ts";
import { notFound } from "../http/answers.ts";
import type { Assets } from "../http/assets.ts";
import type { Limits } from "../http/limits.ts";
import type { Metrics } from "../http/metrics.ts";
import { observed } from "../http/observed.ts";
import type { Router } from "../http/router.ts";
import { requireOwnName, varyByHost } from "../http/same-origin.ts";
import { securityHeaders } from "../http/security-headers.ts";
import { refuseUnread } from "../http/server.ts";
import type { Tokens } from "../http/tokens.ts";
import { type Content, createSnapshots, named, type Snapshot } from "../pages/site.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { wordsOf } from "../view/wording.ts";
import { type BotFrameworkParts, botFrameworkRoutes } from "./bot/messages.ts";
import { channelRoutes } from "./channels.ts";
import { chatRoutes } from "./chat.ts";
import { checklistRoutes } from "./checklist.ts";
import { consoleRoutes } from "./console.ts";
import { deskRoutes } from "./desk/desk-routes.ts";
import { embedRoutes } from "./embed.ts";
import { errorHandler } from "./errors.ts";
import { type FeedbackStore, feedbackRoutes } from "./feedback.ts";
import { healthRoutes } from "./health.ts";
import { openApiRoutes } from "./openapi.ts";
import { pageRoutes } from "./pages.ts";
import { plainChatRoutes } from "./plain-chat.ts";
import { PREVIEW_SCRIPT, type Preview, previewRoutes } from "./preview.ts";
import { searchPageRoutes, searchRoutes } from "./search.ts";
import { drawingRoutes } from "./site/drawings.ts";
import { fileRoutes } from "./site/files.ts";
import { oneAddress } from "./site/one-address.ts";
import { sharingRoutes } from "./site/sharing.ts";
import { ticketPageRoutes } from "./ticket.ts";
import { timelineRoutes } from "./timeline.ts";

export interface AppParts {
  readonly content: Content;
  readonly openSearch: (knowledge: Knowledge) => Promise<Search>;
  readonly conversations: Conversations;
  readonly tokens: Pick<Tokens, "issue" | "verify" | "ttlSeconds">;
  readonly admission: Admission;
  readonly epochs: Pick<LiveEpochs, "raise">;
  /** Absent only for load tests. */
  readonly limits: Limits | undefined;
  readonly directLine: Router;
  /** Absent where nobody answers merchants. */
  readonly desk?: Desk | undefined;
  /** Absent unless the channels of the Bot Framework are connected. */
  readonly botFramework?: BotFrameworkParts | undefined;
  readonly resume: Resume;
  /** Everything kept of a conversation. */
  readonly exported: (conversationId: string) => Promise<ConversationExport>;
  readonly feedback: FeedbackStore;
  readonly config: Pick<
    Config,
    | "directLineSecret"
    | "publicOrigin"
    | "trustedOrigins"
    | "trustProxy"
    | "metricsToken"
    | "site"
    | "transcriptDays"
  >;
  readonly log: Log;
  readonly assets: Assets;
  readonly ready: () => Promise<boolean>;
  /** Whether it was told to stop, and serves on only for whoever does not know yet. */
  readonly isDraining?: () => boolean;
  /** Why no conversation can be begun, if so. */
  readonly problemOfRoom: () => Promise<AppError | undefined>;
  readonly metrics: Metrics;
  readonly meters: Meters;
  readonly clock: () => Date;
  /** Only where writers look at their work. */
  readonly preview?: Preview | undefined;
}

type CommonParts = AppParts & Site & Parameters<typeof chatRoutes>[0];
type LocaleParts = AppParts & Site & { readonly snapshot: () => Snapshot; readonly prefix: string };

/** What is the same in every language. A new file of routes adds itself here or below, and is documented thereby. */
const COMMON: readonly ((parts: CommonParts) => Router)[] = [
  healthRoutes,
  ({ directLine }) => directLine,
  chatRoutes,
  searchRoutes,
  channelRoutes,
  fileRoutes,
  sharingRoutes,
  consoleRoutes,
];

/** What is said in a language: pages, forms, chat. The last one answers what nobody knows. */
const OF_A_LOCALE: readonly ((parts: LocaleParts) => Router)[] = [
  feedbackRoutes,
  plainChatRoutes,
  ticketPageRoutes,
  timelineRoutes,
  checklistRoutes,
  drawingRoutes,
  embedRoutes,
  searchPageRoutes,
  pageRoutes,
];

/** Joins the routes. Headers come first, so that errors carry them too; the error handler comes last. */
export function createApp(parts: AppParts): Express {
  const { content, config, log } = parts;
  const { publicOrigin } = config;
  const site = siteOf(parts);
  const common = COMMON.map((routesOf) =>
    routesOf({
      ...parts,
      ...site,
      wordsFor: ({ conversation: { locale }, state }) =>
        named(wordsOf(content.current(spokenLocale(state) ?? locale)), config.site.name),
    }),
  );
  const desk = parts.desk
    ? [deskRoutes({ ...parts, desk: parts.desk, calendar: () => content.current().calendar })]
    : [];
  const bot = parts.botFramework ? [botFrameworkRoutes(parts.botFramework, config)] : [];
  const preview = parts.preview
    ? [previewRoutes({ preview: parts.preview, snapshot: site.snapshotIn, assets: parts.assets })]
    : [];
  const inLocales = LOCALES.toReversed().map((locale) => ({
    locale,
    routers: OF_A_LOCALE.map((routesOf) =>
      routesOf({ ...parts, ...site, prefix: localePrefix(locale), snapshot: () => site.snapshotIn(locale) }),
    ),
  }));
  const listed = () =>
    [
      ...preview,
      ...common,
      ...desk,
      ...bot,
      openApi,
      ...inLocales.flatMap(({ locale, routers }) => (isServed(locale, content) ? routers : [])),
    ].flatMap(({ routes }) => routes);
  const openApi = openApiRoutes({ listed });
  const app = express();
  app.disable("x-powered-by");
  // Express prints stacks in any other environment should the error handler itself fail.
  app.set("env", "production");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", config.trustProxy);
  app.use(observed(parts.meters, config));
  app.use(
    securityHeaders(publicOrigin),
    refuseUnread,
    varyByHost(publicOrigin),
    requireOwnName(config),
    oneAddress(listed),
  );
  app.use(...preview, ...common, ...desk, ...bot, openApi);
  app.use(["/api", "/v3"], notFound);
  app.use(oneAddress(listed));
  for (const { locale, routers } of inLocales) {
    const inLocale = express.Router();
    // A locale may get its first content while we serve.
    inLocale.use((_req, _res, next) => next(isServed(locale, content) ? undefined : "router"));
    app.use(inLocale.use(...routers));
  }
  app.use(errorHandler((path) => site.snapshotIn(localeOfPath(path)), log));
  return app;
}

interface Site {
  readonly snapshotIn: (locale?: string) => Snapshot;
  /** One for each locale that has content. */
  readonly served: () => readonly Snapshot[];
}

function siteOf({ content, openSearch, assets, config, preview }: AppParts): Site {
  const byLocale = new Map(
    LOCALES.map((locale) => [
      locale,
      createSnapshots({
        content,
        locale,
        openSearch,
        assets,
        config,
        ...(preview && { previewScript: PREVIEW_SCRIPT }),
      }),
    ]),
  );
  const snapshotIn = (tag?: string): Snapshot => {
    const { locale } = content.current(tag);
    const snapshot = byLocale.get(localeOf(locale));
    if (!snapshot) throw new Error(`no pages in ${locale}`);
    return snapshot();
  };
  return { snapshotIn, served: () => content.locales().map(snapshotIn) };
}

function isServed(locale: string, content: Content): boolean {
  return locale === BASE_LOCALE || content.locales().includes(locale);
}

/** `/en/help` is English, `/engine` is not. */
function localeOfPath(path: string): string {
  return (
    LOCALES.find(
      (locale) => new RegExp(`^${localePrefix(locale)}(?:[/?]|$)`).test(path) && locale !== BASE_LOCALE,
    ) ?? BASE_LOCALE
  );
}
