// Plays a YAML conversation against the pure turn on the real content; stories assert reply keys, never wording.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Effect } from "../../bot/ports.ts";
import type { Reply } from "../../bot/say/reply.ts";
import type { DialogState } from "../../bot/say/state.ts";
import { maskSecrets, secretKinds } from "../../bot/secrets/mask.ts";
import { compiled } from "../../bot/turn/compiled.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import { pauseMs, ToldStory, ToldTurn } from "../../src/diff/story.ts";

const TurnLine = z.strictObject({
  ...ToldTurn.shape,
  /** Reply keys in order. */
  bot: z.array(z.string()).min(1),
  /** `<guide>/<step number>` of the last reply that shows a step. */
  step: z.string().optional(),
  /** Words the replies must hold, where the wording is the point (a hotline, a provider); simplified, however they are written. */
  says: z.array(z.string()).optional(),
});

const Story = z.strictObject({
  ...ToldStory.shape,
  turns: z.array(TurnLine).min(1),
  // biome-ignore lint/suspicious/noThenProperty: the story format's own word; never awaited.
  then: z
    .strictObject({
      provider: z.string().nullable().optional(),
      escalations: z.array(z.string()).optional(),
      never: z.array(z.string()).optional(),
    })
    .optional(),
});
export type Story = z.infer<typeof Story>;

const FOLDER = "test/stories";
/** A working Tuesday; a story without `after` is played at this one moment. */
const NOW = "2026-11-24T02:00:00.000Z";

/** Every story of `test/stories/*.yml`, or of those of another language in its own folder; a file holds a list. */
export function readStories(language = ""): { file: string; story: Story }[] {
  const folder = join(FOLDER, language);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yml"))
    .flatMap((file) => {
      const stories = z.array(Story).parse(parse(readFileSync(join(folder, file), "utf8")));
      return stories.map((story) => ({ file, story }));
    });
}

export interface PlayedTurn {
  readonly merchant: string;
  readonly replies: readonly Reply[];
}

export interface Played {
  readonly turns: readonly PlayedTurn[];
  readonly state: DialogState;
  readonly effects: readonly Effect[];
}

/** A merchant's line, or the line and how long after the last it came. */
export type Line = string | { readonly merchant: string; readonly after?: string | undefined };

/** Plays the merchant's lines; state goes through JSON between turns, as it does through the store. */
export function playStory(knowledge: Knowledge, lines: readonly Line[]): Played {
  const { recognise } = compiled(knowledge);
  let result = runTurn({ state: undefined, event: { kind: "joined" }, knowledge, recognise, now: NOW });
  const effects: Effect[] = [];
  let now = NOW;
  const turns = lines.map((line) => {
    const { merchant, after } = typeof line === "string" ? { merchant: line, after: undefined } : line;
    now = new Date(Date.parse(now) + pauseMs(after)).toISOString();
    const { text, found } = maskSecrets(merchant);
    const secrets = secretKinds(found);
    const state: unknown = JSON.parse(JSON.stringify(result.state));
    result = runTurn({ state, event: { kind: "message", text, secrets }, knowledge, recognise, now });
    effects.push(...result.effects);
    return { merchant, replies: result.replies };
  });
  return { turns, state: result.state, effects };
}
