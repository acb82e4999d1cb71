// What the bot can be brought to say: by all that merchants are known to write, every guide and every button.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { playStory, readStories } from "./run-story.ts";

const UNSEEN = "test/bot/understanding/unseen-messages.yml";
const MOST_STEPS = 30; // of the longest guide, with room
const MOST_ROUNDS = 8; // of buttons that lead to new buttons

export interface HeardReply {
  readonly said: string;
  readonly reply: Reply;
}

/** Every reply to these conversations, each text once, with the words that brought it. */
export function everyReply(knowledge: Knowledge, others: readonly string[] = []): HeardReply[] {
  const heard = new Map<string, HeardReply>();
  const play = (lines: readonly string[]) => {
    for (const { merchant, replies } of playStory(knowledge, lines).turns) {
      for (const reply of replies) {
        const key = `${reply.key}\n${reply.text}`;
        if (!heard.has(key)) heard.set(key, { said: merchant, reply });
      }
    }
  };
  for (const { story } of readStories()) play(story.turns.map(({ merchant }) => merchant));
  for (const line of [...utterancesOf(knowledge), ...others]) play([line]);
  for (const line of others) play(["核对号码真假", line]);
  for (const { name } of knowledge.providers.values()) {
    play([`${name}换卡`, ...Array.from({ length: MOST_STEPS }, () => "下一步")]);
    play([`${name}换卡`, "卡住了", "卡住了", "转人工"]);
    play([`${name}客服电话是多少`, "多久生效"]);
    play([`${name}换卡`, "我好像被骗了，钱转走了"]);
  }
  pressEverything(heard, play);
  return [...heard.values()];
}

function utterancesOf(knowledge: Knowledge): string[] {
  const unseen = z.record(z.string(), z.array(z.string())).parse(parse(readFileSync(UNSEEN, "utf8")));
  const taught = [...knowledge.intents.values()].flatMap(({ utterances }) => utterances);
  return [...taught, ...Object.values(unseen).flat()];
}

/** Each button that any reply shows, as first words and after a guide was begun, until none is new. */
function pressEverything(
  heard: ReadonlyMap<string, HeardReply>,
  play: (lines: readonly string[]) => void,
): void {
  const pressed = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const labels = [...heard.values()].flatMap(({ reply }) => reply.choices.map(({ value }) => value));
    const fresh = [...new Set(labels)].filter((label) => !pressed.has(label));
    if (fresh.length === 0) return;
    for (const label of fresh) {
      pressed.add(label);
      play([label]);
      play(["拉卡拉换卡", "下一步", label]);
    }
  }
}
