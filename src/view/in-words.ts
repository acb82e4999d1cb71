// A message of the bot in words alone: what our own pages show beside the text is said in it, for clients that know text only.
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { createTraditional } from "../../bot/text/traditional.ts";
import type { Activity, BotChannelData } from "../base/wire.ts";
import { type Words, wordsOf } from "./wording.ts";

type Channel = NonNullable<BotChannelData["channels"]>[number];

/**
 * The message with every official number, address and page in its text, below its own words, pages as absolute addresses
 * under `origin`. `channelData.textEnd` says where its own words end, for clients that show the rest themselves.
 * Whatever nobody of ours said comes back as it is.
 */
export function inWords(activity: Activity, origin: string): Activity {
  if (activity.type !== "message" || activity.from.role !== "bot") return activity;
  const { text = "", channelData } = activity;
  const lines = linesBelow(text, (channelData ?? {}) as Partial<BotChannelData>, origin);
  if (lines.length === 0) return activity;
  return {
    ...activity,
    text: [text, lines.join("\n")].filter((part) => part !== "").join("\n\n"),
    channelData: { ...channelData, textEnd: text.length },
  };
}

type Write = (words: string) => string;

let traditional: Write | undefined;

/** Made when it is first needed; what content would write otherwise is none of these words. */
function inTraditional(): Write {
  traditional ??= createTraditional(new Map());
  return traditional;
}

/** A number that the sentence above has named is not said again, unless that sentence announces a list. */
function linesBelow(
  text: string,
  { channels = [], links = [], guide, script }: Partial<BotChannelData>,
  origin: string,
): string[] {
  const write = script === "traditional" ? inTraditional() : (words: string) => words;
  const announces = /[：:]\s*$/.test(text);
  return [
    ...channels
      .filter(({ value }) => announces || !text.includes(value))
      .map((channel) => channelLine(channel, write)),
    ...links.map(
      ({ title, url }) => `${title}${/\p{P}$/u.test(title) ? " " : wordsFor(title).colon}${origin}${url}`,
    ),
    ...(guide ? [stepLine(guide, origin, write)] : []),
  ];
}

function channelLine({ label, value, grade, verified }: Channel, write: Write): string {
  const { colon, grades, comma, verified: onDay, aside } = wordsFor(label);
  const evidence = write(`${grades[grade]}${comma}${onDay(verified.slice(0, 10))}`);
  return `${label}${colon}${value}${aside(evidence)}`;
}

function stepLine(
  { title, step, of, url }: NonNullable<BotChannelData["guide"]>,
  origin: string,
  write: Write,
): string {
  const { inChat, colon } = wordsFor(title);
  const place = write(inChat.step(step, of));
  return url === undefined ? place : `${place}${colon}${origin}${url}`;
}

/** A line is in the language of what it names: a stored message does not say in which it was. */
function wordsFor(name: string): Words {
  return wordsOf({ locale: /\p{Script=Han}/u.test(name) ? BASE_LOCALE : "en" });
}
