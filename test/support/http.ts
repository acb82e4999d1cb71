// Short requests to a chat server: JSON in, status, headers and JSON out.
import type { Activity, ConversationReply, TokenReply } from "../../src/base/wire.ts";
import { type ChatServer, SECRET } from "./chat-server.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server says
  readonly body: any;
}

export interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function call(
  server: Pick<ChatServer, "origin">,
  path: string,
  options: Call = {},
): Promise<Answer> {
  const { body, token } = options;
  const response = await fetch(`${server.origin}${path}`, {
    method: options.method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export const DL = "/v3/directline";

export async function chatToken(server: ChatServer): Promise<TokenReply> {
  return (await call(server, "/api/chat/token", { method: "POST" })).body;
}

export async function secretToken(server: ChatServer, body: unknown = {}): Promise<TokenReply> {
  return (await call(server, `${DL}/tokens/generate`, { token: SECRET, body })).body;
}

/** A started conversation with a token for it. */
export async function startChat(server: ChatServer, token?: string): Promise<ConversationReply> {
  const bearer = token ?? (await chatToken(server)).token;
  return (await call(server, `${DL}/conversations`, { token: bearer, body: { user: {} } })).body;
}

export type Chat = Pick<ConversationReply, "conversationId" | "token">;

export function post(server: ChatServer, chat: Chat, activity: unknown): Promise<Answer> {
  const path = `${DL}/conversations/${chat.conversationId}/activities`;
  return call(server, path, { token: chat.token, body: activity });
}

export function say(
  server: ChatServer,
  chat: Chat,
  text: string,
  clientActivityID?: string,
): Promise<Answer> {
  const channelData = clientActivityID === undefined ? {} : { clientActivityID };
  return post(server, chat, { type: "message", text, from: { id: "dl_x" }, channelData });
}

export async function read(
  server: ChatServer,
  chat: Chat,
  watermark?: string,
): Promise<{ activities: Activity[]; watermark: string }> {
  const query = watermark === undefined ? "" : `?watermark=${watermark}`;
  const path = `${DL}/conversations/${chat.conversationId}/activities${query}`;
  return (await call(server, path, { token: chat.token })).body;
}
