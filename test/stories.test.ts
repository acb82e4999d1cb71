// Whole conversations on the real content.
import { beforeAll, describe, expect, it } from "vitest";
import { SAID_IN_STORIES } from "../bot/flows/check-coverage.ts";
import type { Knowledge } from "../bot/knowledge/knowledge.ts";
import type { Reply } from "../bot/say/reply.ts";
import { simplified } from "../bot/text/simplified.ts";
import { realContent } from "./support/real-content.ts";
import { type Played, playStory, readStories } from "./support/run-story.ts";

const MOST_CHOICES = 9; // more cannot be chosen by one digit
const LONGEST_REPLY: Readonly<Record<string, number>> = { "zh-CN": 420, en: 840 }; // characters; about one phone screen

let chinese: Knowledge;
let english: Knowledge;
beforeAll(async () => {
  chinese = await realContent();
  english = await realContent("en");
});

const STORIES = [
  ...readStories().map((told) => ({ ...told, knowledgeOf: () => chinese })),
  ...readStories("en").map(({ file, story }) => ({ file: `en/${file}`, story, knowledgeOf: () => english })),
];

describe.each(STORIES)("$file: $story.story", ({ story, knowledgeOf }) => {
  it("goes as written", () => {
    const knowledge = knowledgeOf();
    const played = playStory(knowledge, story.turns);
    expect(
      played.turns.map(({ merchant, replies }) => ({ merchant, bot: replies.map(({ key }) => key) })),
    ).toEqual(story.turns.map(({ merchant, bot }) => ({ merchant, bot })));
    for (const [index, line] of story.turns.entries()) {
      const replies = played.turns[index]?.replies ?? [];
      const guide = replies.findLast((reply) => reply.guide)?.guide;
      if (line.step !== undefined) expect(`${guide?.provider ?? guide?.id}/${guide?.step}`).toBe(line.step);
      for (const words of line.says ?? []) expect(replies.map(asWrittenHere).join("\n")).toContain(words);
    }
    expectEnd(played, story.then ?? {});
    expectSound(played, knowledge);
  });
});

it("say what the walk through every state does not reach", () => {
  const told = new Set(readStories().flatMap(({ story }) => story.turns.flatMap(({ bot }) => bot)));
  expect(SAID_IN_STORIES.filter((key) => !told.has(key))).toEqual([]);
});

/** Stories say in simplified characters what is in whichever the merchant writes. */
function asWrittenHere({ text, script }: Reply): string {
  return script === "traditional" ? simplified(text) : text;
}

function expectEnd(
  played: Played,
  end: {
    provider?: string | null | undefined;
    escalations?: string[] | undefined;
    never?: string[] | undefined;
  },
) {
  if (end.provider !== undefined) expect(played.state.provider ?? null).toBe(end.provider);
  if (end.escalations) expect(played.effects.map(({ reason }) => reason)).toEqual(end.escalations);
  const everything = simplified(JSON.stringify(played.turns.map(({ replies }) => replies)));
  for (const words of end.never ?? []) expect(everything).not.toContain(words);
}

function expectSound(played: Played, knowledge: Knowledge) {
  for (const { replies } of played.turns) {
    for (const reply of replies) {
      expect(reply.text).not.toMatch(/\{\{|\}\}|undefined/);
      expect(reply.text.length).toBeGreaterThan(0);
      expect(reply.text.length).toBeLessThanOrEqual(LONGEST_REPLY[knowledge.locale] ?? 0);
      expect(reply.choices.length).toBeLessThanOrEqual(MOST_CHOICES);
      expect(new Set(reply.choices.map(({ label }) => label)).size).toBe(reply.choices.length);
      expect(reply.why.content).toBe(knowledge.hash);
      expect(reply.why.rule).not.toBe("");
    }
    expect(replies.at(-1)?.choices.length, "the last reply offers a way on").toBeGreaterThan(0);
  }
}
