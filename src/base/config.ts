// Every setting, read once from the environment; a test compares the table of docs/operators.md with this schema.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import {
  BOT_FRAMEWORK_SETTINGS,
  type BotCredentials,
  botFramework,
  missingOfBotFramework,
} from "./bot-framework-settings.ts";
import { StartError } from "./errors.ts";
import { DatabaseUrl, isLoopback, ListenHost } from "./listen-address.ts";
import { Origin, Origins } from "./origins.ts";
import { SITE_SETTINGS, type SiteIdentity, siteIdentity } from "./site-identity.ts";

/** Who has got hold of a token has it for so long at most; it cannot be renewed once the chat was ended. */
const LONGEST_TOKEN_S = 1_800;
/** Microsoft's client renews after a quarter of an hour. */
const SHORTEST_TOKEN_S = 1_200;

const text = (fallback: string, description: string) =>
  z.string().min(1).default(fallback).describe(description);
/** Fewer different characters are a pattern that somebody typed, whatever the length. */
const FEWEST_CHARACTERS = 10;
const PLACEHOLDER =
  /change.?me|placeholder|example|your[-_ ]|password|default|dummy|secret.?(?:key|token)|123456|abcdef/i;
const secret = (shortest: number) =>
  z
    .string()
    .min(shortest)
    .refine(
      (value) => new Set(value).size >= FEWEST_CHARACTERS,
      "is too easy to guess: use `openssl rand -hex 32`",
    )
    .refine((value) => !PLACEHOLDER.test(value), "is a placeholder: use `openssl rand -hex 32`");
const fileOf = (name: string) =>
  z
    .string()
    .min(1)
    .optional()
    .describe(`File with ${name}, for secrets that a container or systemd hands over`);
/** Digits alone: what else a program may read as a number, a blank or 1e3, was meant otherwise. */
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .refine(
      (typed) => /^\d{1,9}$/.test(typed) && Number(typed) >= least && Number(typed) <= most,
      `has to be a whole number from ${least} to ${most}`,
    )
    .transform(Number)
    .default(fallback);
/** More proxies than anybody has. */
const MOST_PROXIES = 16;

export const Environment = z
  .object({
    PORT: whole(0, 65_535, 3978).describe("Port to listen on; 0 picks a free one"),
    HOST: ListenHost.default("127.0.0.1").describe("Address to listen on"),
    DATA_DIR: text("./data", "Folder for the database and the token key"),
    DATABASE_URL: DatabaseUrl.optional().describe(
      "`postgres://…` for several nodes; without it SQLite in DATA_DIR",
    ),
    DATABASE_URL_FILE: fileOf("DATABASE_URL"),
    DATABASE_WAKE: z
      .enum(["notify", "poll"])
      .default("notify")
      .describe(
        "How PostgreSQL's nodes learn of each other's messages: `poll` every 2 s where LISTEN is missing, as behind PgBouncer in transaction mode",
      ),
    CONTENT_DIR: text("./content", "Folder with the Markdown content"),
    PUBLIC_ORIGIN: Origin.optional().describe(
      "Address merchants use, for links and stream URLs behind a proxy",
    ),
    RATE_LIMIT: z.enum(["on", "off"]).default("on").describe("`off` only on loopback, for load tests"),
    TRUST_PROXY: whole(0, MOST_PROXIES, 0).describe(
      "How many proxies stand in front; their X-Forwarded-For is believed",
    ),
    DRAIN_SECONDS: whole(0, 60, 0).describe(
      "How long it serves on after the stop signal, with /readyz at 503: 5 behind a balancer",
    ),
    TOKEN_TTL_SECONDS: whole(SHORTEST_TOKEN_S, LONGEST_TOKEN_S, LONGEST_TOKEN_S).describe(
      "Life of a chat token, which open chats renew by themselves; 1200 to 1800",
    ),
    TOKEN_KEY_FILE: z
      .string()
      .min(1)
      .optional()
      .describe("File with the key that signs chat tokens, the same for all nodes; without it see below"),
    TRANSCRIPT_DAYS: whole(30, 180, 90).describe(
      "Days after its last message at which a conversation is deleted; 30 to 180",
    ),
    DIRECT_LINE_SECRET: secret(32)
      .optional()
      .describe("Lets your own servers make chat tokens; never put it in a page"),
    DIRECT_LINE_SECRET_FILE: fileOf("DIRECT_LINE_SECRET"),
    TRUSTED_ORIGINS: Origins.optional().describe("Other sites that may use the chat, separated by commas"),
    METRICS_TOKEN: secret(16)
      .optional()
      .describe("Bearer token for /metrics from other machines, and always behind a proxy"),
    METRICS_TOKEN_FILE: fileOf("METRICS_TOKEN"),
    ...BOT_FRAMEWORK_SETTINGS,
    ...SITE_SETTINGS,
    LOG_LEVEL: z
      .enum(["debug", "info", "warn", "error", "silent"])
      .default("info")
      .describe("What is logged to standard output, as JSON lines"),
    PREVIEW: z
      .enum(["on", "off"])
      .default("off")
      .describe("`on` only on loopback, for writers: open pages follow the content as it is saved"),
  })
  .refine((env) => env.BOTFRAMEWORK === "off" || isLoopback(env.HOST), {
    path: ["BOTFRAMEWORK"],
    message: "playground is accepted only when HOST is a loopback address",
  })
  .refine((env) => missingOfBotFramework(env).length === 0, {
    path: ["BOTFRAMEWORK_APP_ID"],
    message: "goes with BOTFRAMEWORK_TENANT_ID and BOTFRAMEWORK_APP_SECRET: set all three, or none",
  })
  .refine((env) => env.PREVIEW === "off" || isLoopback(env.HOST), {
    path: ["PREVIEW"],
    message: "on is accepted only when HOST is a loopback address",
  })
  .refine((env) => isLoopback(env.HOST) || env.PUBLIC_ORIGIN?.startsWith("https://"), {
    path: ["PUBLIC_ORIGIN"],
    message:
      "has to be an https address when HOST is reachable from other machines: put a TLS proxy in front",
  })
  .refine((env) => env.TRUST_PROXY > 0 || !env.PUBLIC_ORIGIN?.startsWith("https://"), {
    path: ["TRUST_PROXY"],
    message:
      "has to say how many proxies stand in front (mostly 1), since PUBLIC_ORIGIN is https and huanka itself speaks http: else all merchants count as one address",
  })
  .refine((env) => env.RATE_LIMIT === "on" || isLoopback(env.HOST), {
    path: ["RATE_LIMIT"],
    message: "off is accepted only when HOST is a loopback address",
  });

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly databaseWake: "notify" | "poll";
  readonly contentDir: string;
  readonly publicOrigin: string | undefined;
  readonly rateLimit: boolean;
  readonly trustProxy: number;
  readonly drainSeconds: number;
  readonly tokenTtlSeconds: number;
  readonly tokenKeyFile: string | undefined;
  readonly transcriptDays: number;
  readonly directLineSecret: string | undefined;
  readonly trustedOrigins: readonly string[];
  readonly metricsToken: string | undefined;
  /** Undefined where the channels of the Bot Framework are not connected. */
  readonly botFramework: BotCredentials | "playground" | undefined;
  readonly site: SiteIdentity;
  readonly preview: boolean;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** Settings whose values must not be printed, not even when they are wrong. */
const SECRET = /SECRET|TOKEN$|DATABASE_URL/;

/** Reads and checks all settings. Throws one StartError that lists every problem with what was found. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(Environment.shape);
  const given: Record<string, string | undefined> = Object.fromEntries(
    known.flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
  );
  const unread = readSecretFiles(given);
  const parsed = Environment.safeParse(given);
  if (unread.length > 0 || !parsed.success) {
    const lines = (parsed.error?.issues ?? []).map((issue) => {
      const key = String(issue.path[0]);
      const said = sentenceOf(issue);
      return said.includes("; found ") ? `  ${key}: ${said}` : `  ${key}: ${said}; ${foundOf(key, given)}`;
    });
    throw new StartError(`The configuration is wrong:\n${[...unread, ...lines].join("\n")}`);
  }
  const settings = parsed.data;
  const dataDir = resolve(settings.DATA_DIR);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? `sqlite:${resolve(dataDir, "huanka.db")}`,
    databaseWake: settings.DATABASE_WAKE,
    contentDir: resolve(settings.CONTENT_DIR),
    publicOrigin: settings.PUBLIC_ORIGIN,
    rateLimit: settings.RATE_LIMIT === "on",
    trustProxy: settings.TRUST_PROXY,
    drainSeconds: settings.DRAIN_SECONDS,
    tokenTtlSeconds: settings.TOKEN_TTL_SECONDS,
    tokenKeyFile: settings.TOKEN_KEY_FILE && resolve(settings.TOKEN_KEY_FILE),
    transcriptDays: settings.TRANSCRIPT_DAYS,
    directLineSecret: settings.DIRECT_LINE_SECRET,
    trustedOrigins: settings.TRUSTED_ORIGINS ?? [],
    metricsToken: settings.METRICS_TOKEN,
    logLevel: settings.LOG_LEVEL,
    botFramework: botFramework(settings),
    site: siteIdentity(settings),
    preview: settings.PREVIEW === "on",
  };
}

/** What has to stand there, where the schema has no sentence of its own. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small") return `has to have ${issue.minimum} characters at least`;
  if (issue.code === "too_big") return `may have ${issue.maximum} characters at most`;
  if (issue.code === "invalid_value") return `has to be ${issue.values.join(" or ")}`;
  return issue.message;
}

function foundOf(key: string, given: Readonly<Record<string, string | undefined>>): string {
  if (given[key] === undefined) return "it is not set";
  const file = given[`${key}_FILE`];
  return `found ${SECRET.test(key) ? "(hidden)" : JSON.stringify(given[key])}${file === undefined ? "" : ` in ${key}_FILE, ${file}`}`;
}

const FROM_FILES = ["DATABASE_URL", "DIRECT_LINE_SECRET", "METRICS_TOKEN", "BOTFRAMEWORK_APP_SECRET"];

/** Puts the contents of `…_FILE` in place of the variable it stands for. Answers what went wrong, one line each. */
function readSecretFiles(given: Record<string, string | undefined>): string[] {
  return FROM_FILES.flatMap((name) => {
    const file = given[`${name}_FILE`];
    if (file === undefined) return [];
    if (given[name] !== undefined) return [`  ${name}_FILE: ${name} is set as well; keep one of them`];
    try {
      given[name] = readFileSync(file, "utf8").trim();
      return [];
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return [`  ${name}_FILE: ${why}: name a file that this user can read; found ${JSON.stringify(file)}`];
    }
  });
}
