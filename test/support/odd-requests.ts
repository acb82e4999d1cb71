// Requests that no client of ours sends, for every route there is: made by fast-check, replayable by seed.
import fc from "fast-check";

export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Every route, with `*` where an id or a word goes. */
// biome-ignore format: one line each would be a page
export const ROUTES = [
  "/", "/search", "/chat", "/feedback", "/sitemap.xml", "/robots.txt", "/favicon.svg", "/healthz", "/readyz", "/metrics",
  "/providers", "/providers/*", "/providers/*/timeline", "/providers/*/timeline.ics", "/providers/*/checklist",
  "/guides/*", "/guides/*/checklist", "/articles/*", "/faqs/*", "/assets/*", "/en/*", "/*",
  "/api/search", "/api/channels/check", "/api/chat/token", "/api/chat/resume", "/api/chat/resume-code", "/api/*",
  "/v3/directline/tokens/generate", "/v3/directline/tokens/refresh", "/v3/directline/conversations",
  "/v3/directline/conversations/connect", "/v3/directline/conversations/*", "/v3/directline/conversations/*/activities",
  "/v3/directline/conversations/*/upload", "/v3/directline/conversations/*/stream", "/v3/directline/session/getsessionid",
  "/v3/*",
] as const;

// biome-ignore format: one line each would be a page
const WORDS = [
  "lakala", "换卡", "..", "../../etc/passwd", "%2e%2e%2f", "%00", "%E0%A4%A", "%", "__proto__", "constructor", "'", "\"",
  "' OR 1=1--", "*", "%_", "{{fact:x}}", "<script>", "\\", "a".repeat(300), "-1", "NaN", "1e309", "\u202e", "😀",
  "cnv_x", "null", "[]", "toString", "data.db", ".env", "node_modules", "src/main.ts",
];

const word = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const inPath = word.map((text) => (/^[\w.%*-]*$/.test(text) ? text : safelyEncoded(text)));
const query = fc
  .dictionary(
    fc.constantFrom(
      "q",
      "limit",
      "provider",
      "locale",
      "value",
      "say",
      "page",
      "watermark",
      "t",
      "userId",
      "x[y]",
      "__proto__",
    ),
    word,
    { maxKeys: 4 },
  )
  .map((keys) =>
    Object.entries(keys)
      .map(([key, value]) => `${key}=${safelyEncoded(value)}`)
      .join("&"),
  );
const path = fc
  .tuple(fc.constantFrom(...ROUTES), inPath, query)
  .map(([route, part, search]) => route.replaceAll("*", part) + (search === "" ? "" : `?${search}`));
const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc
    .record(
      {
        type: fc.oneof(fc.constantFrom("message", "event", "invoke"), word),
        text: fc.oneof(word, fc.jsonValue()),
        from: fc.oneof(fc.record({ id: word }), fc.jsonValue()),
        channelData: fc.oneof(fc.record({ clientActivityID: word }), fc.jsonValue()),
        code: word,
        provider: word,
        page: word,
        helpful: fc.jsonValue(),
        locale: word,
        user: fc.jsonValue(),
        value: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.string(),
  fc.constantFrom("{", "[".repeat(5_000), '{"a":', "nul", '"\\ud800"', "x".repeat(40_000)),
);
const headers = fc.dictionary(
  fc.constantFrom(
    "content-type",
    "authorization",
    "origin",
    "cookie",
    "accept-language",
    "accept-encoding",
    "if-none-match",
    "range",
    "x-forwarded-for",
    "sec-fetch-site",
    "x-http-method-override",
  ),
  fc.oneof(
    fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "application/json; charset=klingon",
      "Bearer x",
      "Bearer a.b.c",
      "Basic eDp5",
      "null",
      "https://evil.example",
      "huanka_chat=x",
      "huanka_chat=a.b.c",
      "same-origin",
      "cross-site",
      "gzip, br;q=0",
      "bytes=0-99999999999",
      "en;q=9",
      "127.0.0.1",
      "DELETE",
    ),
    fc.string({ maxLength: 30 }).map((text) => text.replace(/[^ -~]/g, "x")),
  ),
  { maxKeys: 4 },
);

/** `token` is that of a conversation of the fuzzer's own, so that some requests get through. */
export function oddRequests(token: string, conversationId: string): fc.Arbitrary<OddRequest> {
  return fc
    .record({
      method: fc.constantFrom(
        "GET",
        "POST",
        "HEAD",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "PROPFIND",
      ),
      path,
      headers,
      body: fc.option(json, { nil: undefined }),
      isOwn: fc.boolean(),
    })
    .map(({ method, path: asked, headers: sent, body, isOwn }) => ({
      method,
      path: isOwn ? asked.replace(/(conversations\/)[^/?]+/, `$1${conversationId}`) : asked,
      headers: isOwn
        ? { "content-type": "application/json", ...sent, authorization: `Bearer ${token}` }
        : sent,
      body: method === "GET" || method === "HEAD" || method === "TRACE" ? undefined : body,
    }));
}

/** Lone halves of characters cannot be written in an address. */
function safelyEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** What an answer must never show: paths, stacks, the database, packages, types of errors. */
export const INSIDE =
  /\/home\/|\/root\/|\/work\/|\/tmp\/|node_modules|SQLITE_|sqlite3|\bat \S+ \(|\bat (?:async )?\S+:\d+:\d+|file:\/\/|\.ts:\d|(?:Type|Reference|Range|Syntax|Zod|App)Error\b|ECONN|EACCES|ENOENT|kysely|express|zod\b|better-sqlite/i;
