// A small chat server for tests of the widget: the strict page, tokens, Direct Line, and switches for trouble.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type WebSocket, WebSocketServer } from "ws";
import type { Activity, SearchReply } from "../../src/base/wire.ts";
import { BROWSER_DIR } from "../../src/build/build-browser.ts";

export type Draft = Partial<Activity>;

export interface FakeDirectLine {
  readonly origin: string;
  /** Every message POST that came in, repeats and refused ones included. */
  readonly posts: Draft[];
  /** What the bot answers; undefined is silence. */
  answer: (text: string) => readonly Draft[];
  greeting: readonly Draft[];
  /** What is stored of a posted message, as the server's masking would have it. */
  store: (draft: Draft) => Draft;
  searchResults: SearchReply["results"];
  nearTitles: SearchReply["near"];
  /** The next so many message POSTs get a 500. */
  failPosts: number;
  /** The next so many message POSTs are refused for good. */
  refusePosts: number;
  refuseUpgrades: boolean;
  /** As behind a proxy that neither accepts nor refuses. */
  hangUpgrades: boolean;
  /** The bot speaks unasked, in the newest conversation; `ephemeral` is not stored. */
  say(draft: Draft, options?: { ephemeral?: boolean }): void;
  dropSockets(): void;
  expireTokens(): void;
  /** As after the data was deleted: no old token is worth anything. */
  forgetTokens(): void;
  /** How often a token was renewed before it expired. */
  refreshes: number;
  /** How many conversations have been made. */
  conversations(): number;
  close(): Promise<void>;
}

const PLAIN_CHAT =
  '<section class="chat" data-plain-chat><h2>在线帮助</h2><form method="post"><label>你想问什么<textarea name="text"></textarea></label></form></section>';

const PAGE = (
  manifest: Record<string, string>,
  isChat: boolean,
) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>测试页</title>
<link rel="stylesheet" href="${manifest["help.css"]}"><script type="module" src="${manifest["help.js"]}"></script>
<body><main class="wrap"><h1>测试页</h1>
<form class="search" role="search" action="/search" data-search><input type="search" name="q" aria-label="搜索帮助"><button>搜索</button></form>
<p><a href="/chat?say=x" data-chat-say="拉卡拉怎么换卡">在对话里走一遍</a></p>
<p><a href="/chat">问在线帮助</a></p>${isChat ? PLAIN_CHAT : ""}
<form action="/feedback" method="post" data-feedback><input type="hidden" name="page" value="/"><button name="helpful" value="yes">有帮助</button><button name="helpful" value="no">没解决</button><div class="reasons" hidden><button name="helpful" value="unclear">看不懂</button></div></form>
<p id="call">打官方热线</p></main><a id="huanka-chat" class="chat-launcher" href="/chat" data-huanka-chat data-locale="zh-CN" data-page="/" data-provider="lakala" data-provider-name="拉卡拉"><svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M5 5h14v12h-7l-5 4v-4H5z"/></svg>在线帮助</a></body></html>`;

const STATUSES: Readonly<Record<string, number>> = { expired: 403, refused: 400 };

interface Conversation {
  readonly id: string;
  readonly log: Activity[];
  started: boolean;
}

export async function startFakeDirectLine(): Promise<FakeDirectLine> {
  const manifest = JSON.parse(readFileSync(join(BROWSER_DIR, "manifest.json"), "utf8"));
  const conversations: Conversation[] = [];
  const tokens = new Map<string, Conversation>();
  const expired = new Map<string, Conversation>();
  const sockets = new Map<WebSocket, Conversation>();
  const hung: { destroy(): void }[] = [];
  let issued = 0;

  const server = createServer((req, res) => void respond(req, res));
  const upgrades = new WebSocketServer({ noServer: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const fake: FakeDirectLine = {
    origin: `http://${host}`,
    posts: [],
    answer: (text) => [{ text: `你说：${text}` }],
    greeting: [{ text: "你好，我是换卡助手。" }],
    store: (draft) => draft,
    searchResults: [],
    nearTitles: [],
    failPosts: 0,
    refusePosts: 0,
    hangUpgrades: false,
    refreshes: 0,
    refuseUpgrades: false,
    say: (draft, options) => append(conversations.at(-1), [draft], options?.ephemeral),
    dropSockets() {
      for (const socket of sockets.keys()) socket.terminate();
    },
    expireTokens() {
      for (const [token, conversation] of tokens) expired.set(token, conversation);
      tokens.clear();
    },
    forgetTokens: () => tokens.clear(),
    conversations: () => conversations.length,
    async close() {
      fake.dropSockets();
      for (const socket of hung) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function issue(conversation: Conversation) {
    const token = `t${issued++}.${conversation.id}`;
    tokens.set(token, conversation);
    return { conversationId: conversation.id, token, expires_in: 3600 };
  }

  function append(conversation: Conversation | undefined, drafts: readonly Draft[], ephemeral = false): void {
    if (!conversation) throw new Error("No conversation has been started.");
    const activities = drafts.map((draft, index): Activity => {
      const number = ephemeral ? `t${issued++}` : String(conversation.log.length + index).padStart(7, "0");
      return {
        type: "message",
        from: { id: "huanka", name: "换卡助手", role: "bot" },
        ...draft,
        id: `${conversation.id}|${number}`,
        timestamp: new Date().toISOString(),
        channelId: "directline",
        conversation: { id: conversation.id },
      };
    });
    if (!ephemeral) conversation.log.push(...activities);
    const frame = JSON.stringify({
      activities,
      ...(!ephemeral && { watermark: String(conversation.log.length) }),
    });
    for (const [socket, of] of sockets) if (of === conversation) socket.send(frame);
  }

  const setOf = ({ log }: Conversation, watermark: string | null) => ({
    activities: log.slice(Number(watermark) || 0),
    watermark: String(log.length),
  });

  function takePost(conversation: Conversation, draft: Draft): { id: string } | "refused" | undefined {
    if (draft.type === "message") fake.posts.push(draft);
    if (draft.type === "message" && fake.failPosts > 0) {
      fake.failPosts--;
      return undefined;
    }
    if (draft.type === "message" && fake.refusePosts > 0) {
      fake.refusePosts--;
      return "refused";
    }
    const clientId = draft.channelData?.clientActivityID;
    const before = conversation.log.find(
      (activity) => clientId && activity.channelData?.clientActivityID === clientId,
    );
    if (before) return { id: before.id };
    const own: Draft = { ...fake.store(draft), from: { id: "dl_user", role: "user" } };
    append(conversation, draft.type === "message" ? [own, ...fake.answer(draft.text ?? "")] : [own]);
    return { id: conversation.log.findLast((activity) => activity.from.role === "user")?.id ?? "" };
  }

  function directLine(method: string, url: URL, conversation: Conversation, body: Draft): unknown {
    const path = url.pathname.replace("/v3/directline", "");
    if (path === "/tokens/refresh") {
      fake.refreshes++;
      return issue(conversation);
    }
    const streamUrl = `ws://${host}/stream?c=${conversation.id}&watermark=${url.searchParams.get("watermark") ?? ""}`;
    if (path === "/conversations") {
      if (!conversation.started) append(conversation, fake.greeting);
      conversation.started = true;
      return { ...issue(conversation), streamUrl };
    }
    if (!path.endsWith("/activities")) return { ...issue(conversation), streamUrl };
    if (method === "GET") return setOf(conversation, url.searchParams.get("watermark"));
    return takePost(conversation, body);
  }

  function issueToken(bearer: string): unknown {
    const known = tokens.get(bearer) ?? expired.get(bearer);
    if (known) return issue(known);
    const made = { id: `c${conversations.length}`, log: [], started: false };
    conversations.push(made);
    return issue(made);
  }

  const search = (query: string): SearchReply => ({
    ...{ query, normalised: query, total: fake.searchResults.length },
    ...{ results: fake.searchResults, near: fake.nearTitles },
  });

  function sendPage(path: string, res: ServerResponse): void {
    const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://${host}; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
    res
      .writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy })
      .end(PAGE(manifest, path === "/chat"));
  }

  function sendAsset(path: string, res: ServerResponse): void {
    const type = path.endsWith(".css") ? "text/css" : "text/javascript";
    res.writeHead(200, { "content-type": type }).end(readFileSync(join(BROWSER_DIR, path)));
  }

  function answerApi(
    url: URL,
    { method = "GET", bearer, body }: { method?: string; bearer: string; body: Draft },
  ): unknown {
    if (url.pathname === "/api/chat/token") return issueToken(bearer);
    if (url.pathname === "/api/search") return search(url.searchParams.get("q") ?? "");
    if (url.pathname === "/feedback") return { ok: fake.posts.push({ type: "feedback", value: body }) > 0 };
    const conversation = tokens.get(bearer);
    return conversation ? directLine(method, url, conversation, body) : "expired";
  }

  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", fake.origin);
    if (url.pathname.startsWith("/assets/")) return sendAsset(url.pathname, res);
    if (!/^\/(?:api|v3|feedback)\b/.test(url.pathname)) return sendPage(url.pathname, res);
    const bearer = (req.headers.authorization ?? "").replace("Bearer ", "");
    const method = req.method ?? "GET";
    const reply = answerApi(url, { method, bearer, body: JSON.parse((await text(req)) || "{}") });
    const status = reply === undefined ? 500 : (STATUSES[String(reply)] ?? 200);
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply ?? {}));
  }

  server.on("upgrade", (req, socket, head) => {
    const url = new URL(req.url ?? "/", fake.origin);
    const conversation = conversations.find(({ id }) => id === url.searchParams.get("c"));
    if (fake.hangUpgrades) return void hung.push(socket);
    if (fake.refuseUpgrades || !conversation) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    upgrades.handleUpgrade(req, socket, head, (opened) => {
      sockets.set(opened, conversation);
      opened.on("close", () => sockets.delete(opened));
      opened.send(JSON.stringify(setOf(conversation, url.searchParams.get("watermark"))));
    });
  });
  return fake;
}
