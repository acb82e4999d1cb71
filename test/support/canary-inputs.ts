// Every way by which a text of a client's can come into the service.
import type { Canary } from "./canaries.ts";
import type { Chat } from "./plain-client.ts";

export interface Input {
  readonly name: string;
  /** True where the service stores something: a refusal would mean that nothing was tried. */
  readonly stored: boolean;
  send(text: string): Promise<Response>;
}

const CONVERSATIONS = "/v3/directline/conversations";

export function canaryInputs(origin: string, { id, token }: Chat, kind: Canary["kind"]): readonly Input[] {
  const authorised = { authorization: `Bearer ${token}` };
  const json = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const form = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { origin, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams(fields),
    });
  const activity = (fields: (text: string) => object) => (text: string) =>
    json(`${CONVERSATIONS}/${id}/activities`, { type: "message", text: "你好", ...fields(text) }, authorised);
  const header = (name: string) => (text: string) =>
    fetch(`${origin}/`, { headers: { [name]: encodeURIComponent(text) } });
  const query = (path: string) => (text: string) => fetch(origin + path + encodeURIComponent(text));

  const stored: Readonly<Record<string, (text: string) => Promise<Response>>> = {
    "message text": activity((text) => ({ text })),
    "activity value": activity((text) => ({ value: { deep: [{ text }], text } })),
    channelData: activity((text) => ({ channelData: { note: text, [text]: 1, list: [text] } })),
    "event name": activity((text) => ({ type: "event", name: text, value: text })),
    "sender's name and id": activity((text) => ({ from: { id: text, name: text } })),
    "locale and text format": activity((text) => ({ locale: text, textFormat: text })),
    attachments: activity((text) => ({
      attachments: [{ contentType: "text/plain", content: text, contentUrl: `data:,${text}`, name: text }],
    })),
    "suggested actions": activity((text) => ({
      suggestedActions: { to: [], actions: [{ type: "imBack", title: text, value: text }] },
    })),
    "entities and unknown fields": activity((text) => ({
      entities: [{ type: text }],
      summary: text,
      [text]: text,
    })),
    "locale of a new chat": (text) => json("/api/chat/token", { locale: text }),
    "locale of a start": (text) => json(CONVERSATIONS, { locale: text }, authorised),
    "plain chat form": (text) => form("/chat", { text }),
    "plain chat button": (text) => form("/chat", { text: "", say: text }),
  };
  const others: Readonly<Record<string, (text: string) => Promise<Response>>> = {
    "plain chat resume": (text) => form("/chat", { action: "resume", code: text, provider: text }),
    "feedback form": (text) => form("/feedback", { page: text, helpful: "yes" }),
    "search query": query("/api/search?q="),
    "search page": query("/search?q="),
    "channels check": query("/api/channels/check?value="),
    "draft in the address": query("/chat?say="),
    "address path": query("/"),
    "API path": query("/api/"),
    "channel path": query(`${CONVERSATIONS}/`),
    watermark: (text) =>
      fetch(`${origin}${CONVERSATIONS}/${id}/activities?watermark=${encodeURIComponent(text)}`, {
        headers: authorised,
      }),
    "resume code": (text) => json("/api/chat/resume", { code: text, provider: text }),
    "broken JSON": (text) => json(`${CONVERSATIONS}/${id}/activities`, `{"text":"${text}`, authorised),
    "too large a message": activity((text) => ({ text: text.repeat(1_000) })),
    "forged token": (text) =>
      json(CONVERSATIONS, {}, { authorization: `Bearer ${encodeURIComponent(text)}` }),
    "User-Agent": header("user-agent"),
    Referer: header("referer"),
    "X-Forwarded-For": header("x-forwarded-for"),
    Origin: header("origin"),
    Cookie: header("cookie"),
    "Accept-Language": header("accept-language"),
  };
  // A word is part of many ids, so that only numbers are looked for in them.
  const numbers = {
    "client's id": activity((text) => ({ channelData: { clientActivityID: text.replace(/[^\dx]/g, "") } })),
  };
  const toInputs = (from: typeof stored, isStored: boolean): Input[] =>
    Object.entries(from).map(([name, send]) => ({ name, stored: isStored, send }));
  const isNumber = kind === "pan" || kind === "id-card";
  return [...toInputs({ ...stored, ...(isNumber && numbers) }, true), ...toInputs(others, false)];
}
