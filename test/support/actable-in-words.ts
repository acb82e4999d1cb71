// What a client that shows nothing but text must be able to act on: looked for in the words of a reply.
import { expect } from "vitest";
import { toActivity } from "../../bot/bot.ts";
import type { Reply } from "../../bot/say/reply.ts";
import type { Activity } from "../../src/base/wire.ts";
import { toBotActivity } from "../../src/chat/stamped-activity.ts";
import { inWords } from "../../src/view/in-words.ts";

/** The message of a reply as it is stored. */
export function messageOf(reply: Reply): Activity {
  const stamp = { conversationId: "c", id: "c|0000000", timestamp: "2026-11-29T00:00:00.000Z" };
  return toBotActivity(toActivity(reply), { stamp, userId: "u", replyToId: undefined });
}

/** Answers how many numbers, pages and steps were looked for; nothing may be announced that does not come. */
export function expectActableInWords(reply: Reply, origin: string): number {
  const { text = "" } = inWords(messageOf(reply), origin);
  const { channels = [], links = [], guide } = reply;
  const pages = [...links.map(({ url }) => url), ...(guide?.url === undefined ? [] : [guide.url])];
  const wanted = [...channels.map(({ value }) => value), ...pages.map((url) => origin + url)];
  for (const part of wanted) expect(text, `${reply.key} lacks ${part}`).toContain(part);
  const lines = text.split("\n");
  expect(lines.filter((line, at) => lines.indexOf(line) < at && line.includes(origin))).toEqual([]);
  if (reply.choices.length === 0) expect(text, reply.key).not.toMatch(/[：:]\s*$/);
  return wanted.length;
}
