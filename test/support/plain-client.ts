// A chat over single HTTP requests: each refusal is told to the caller and nothing is repeated.
import type { Activity, ActivitySet } from "../../src/base/wire.ts";

const BASE = "/v3/directline/conversations";

export interface Chat {
  readonly id: string;
  readonly token: string;
}

export interface Posted {
  /** 0 when the connection was cut before an answer. */
  readonly status: number;
  readonly activityId: string | undefined;
}

export async function openChat(origin: string): Promise<Chat> {
  const headersOf = (token: string) => ({ authorization: `Bearer ${token}` });
  const issued = await fetch(`${origin}/api/chat/token`, { method: "POST" });
  const { token } = (await issued.json()) as { token: string };
  const opened = await fetch(origin + BASE, { method: "POST", headers: headersOf(token) });
  if (!opened.ok) throw new Error(`${BASE}: ${opened.status} ${await opened.text()}`);
  const { conversationId } = (await opened.json()) as { conversationId: string };
  return { id: conversationId, token };
}

export async function postOnce(
  origin: string,
  { id, token }: Chat,
  { text, clientId, padding }: { text: string; clientId?: string; padding?: string },
): Promise<Posted> {
  const channelData = {
    ...(clientId !== undefined && { clientActivityID: clientId }),
    ...(padding && { padding }),
  };
  try {
    const reply = await fetch(`${origin}${BASE}/${id}/activities`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ type: "message", text, from: { id: "merchant" }, channelData }),
    });
    const body = (await reply.json()) as { id?: string };
    return { status: reply.status, activityId: reply.ok ? body.id : undefined };
  } catch {
    return { status: 0, activityId: undefined };
  }
}

/** The whole conversation, page by page. */
export async function readChat(origin: string, { id, token }: Chat): Promise<readonly Activity[]> {
  const all: Activity[] = [];
  for (let watermark = "0"; ; ) {
    const reply = await fetch(`${origin}${BASE}/${id}/activities?watermark=${watermark}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!reply.ok) throw new Error(`reading ${id}: ${reply.status}`);
    const page = (await reply.json()) as ActivitySet;
    if (page.activities.length === 0) return all;
    all.push(...page.activities);
    watermark = page.watermark ?? String(all.length);
  }
}

/** Counts gaps in the sequence that is part of every activity's id. */
export function gapsIn(stored: readonly Activity[]): number {
  return stored.filter(({ id }, index) => Number(id.split("|")[1]) !== index).length;
}
