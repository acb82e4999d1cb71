// Strangers who tell of a fraud, and the same people with plain matters: each message as the first words, in its language.
// Authors with an even number are held out: nothing was written by looking at what fails with them.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { languageOf } from "../../bot/text/language.ts";
import { type PlayedTurn, playStory } from "./run-story.ts";

/** What is reached, and not what is wanted: 92 and 1 in a hundred are. */
export const HEARD_FROM = 0.86;
export const ALARMED_TO = 0.03;

const Authors = z.array(
  z.strictObject({
    author: z.string().regex(/^f\d\d$/),
    persona: z.string(),
    told: z.array(z.string()).min(1),
    plain: z.array(z.string()).min(1),
  }),
);
type Author = z.infer<typeof Authors>[number];

export interface AuthorsScore {
  readonly told: number;
  readonly missed: readonly string[];
  readonly plain: number;
  readonly alarmed: readonly string[];
}

/** The contents by locale, and how a turn is judged. */
export interface Judging {
  readonly contents: Readonly<Record<"zh-CN" | "en", Knowledge>>;
  readonly isHeard: (knowledge: Knowledge, turn: PlayedTurn | undefined) => boolean;
  readonly isAlarmed: (turn: PlayedTurn | undefined) => boolean;
}

export function readScamAuthors(): readonly Author[] {
  return Authors.parse(parse(readFileSync("test/data/scam-authors.yml", "utf8")));
}

export function heardOf({ told, missed }: AuthorsScore): number {
  return 1 - missed.length / told;
}

export function alarmedOf({ plain, alarmed }: AuthorsScore): number {
  return alarmed.length / plain;
}

export function isHeldOutAuthor({ author }: Pick<Author, "author">): boolean {
  return Number(author.slice(1)) % 2 === 0;
}

/** What is heard of the told messages and alarmed of the plain ones, of the authors that are asked for. */
export function scoreAuthors(judging: Judging, isMine: (author: Author) => boolean): AuthorsScore {
  const mine = readScamAuthors().filter(isMine);
  const told = mine.flatMap((author) => author.told);
  const plain = mine.flatMap((author) => author.plain);
  const play = (text: string) => {
    const knowledge = judging.contents[languageOf(text) ?? "zh-CN"];
    return { knowledge, turn: playStory(knowledge, [text]).turns[0] };
  };
  return {
    told: told.length,
    missed: told.filter((text) => {
      const { knowledge, turn } = play(text);
      return !judging.isHeard(knowledge, turn);
    }),
    plain: plain.length,
    alarmed: plain.filter((text) => judging.isAlarmed(play(text).turn)),
  };
}
