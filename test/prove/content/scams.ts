// Stories of fraud must reach the safety path before anything else, and plain questions must not. Half of the messages,
// by hash, is held out: the rules were written without looking at what fails there.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { ScamId } from "../../../bot/knowledge/scam.ts";
import { intentOption } from "../../../bot/say/options.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { realContent } from "../../support/real-content.ts";
import { type PlayedTurn, playStory } from "../../support/run-story.ts";
import {
  ALARMED_TO,
  type AuthorsScore,
  alarmedOf,
  HEARD_FROM,
  heardOf,
  isHeldOutAuthor,
  scoreAuthors,
} from "../../support/scam-authors.ts";
import type { Proof } from "../proof.ts";

export const RECALL_FROM = 0.95;
export const FALSE_ALARMS_TO = 0.02;
export const LEAST_SCAMS = 220;
export const LEAST_BENIGN = 420;

const Corpus = z.strictObject({
  /** By scam; the empty name is for stories that do not tell which. */
  scams: z.partialRecord(z.union([ScamId, z.literal("")]), z.array(z.string())),
  benign: z.array(z.string()),
});

export interface HalfScore {
  readonly scams: number;
  readonly missed: readonly string[];
  readonly benign: number;
  readonly falseAlarms: readonly string[];
}

export interface ScamProof {
  readonly tuned: HalfScore;
  readonly heldOut: HalfScore;
}

export function readScamMessages(): { scams: string[]; benign: string[] } {
  const { scams, benign } = Corpus.parse(parse(readFileSync("test/data/scam-messages.yml", "utf8")));
  return { scams: Object.values(scams).flat(), benign };
}

/** True for the half that no rule was written by. */
export function isHeldOut(message: string): boolean {
  return (createHash("sha256").update(message).digest()[0] ?? 0) % 2 === 1;
}

/** Plays each message twice, as the first words and in the middle of a guide; both times must come out right. */
export function proveScams(knowledge: Knowledge): ScamProof {
  const { scams, benign } = readScamMessages();
  const score = (isMine: (message: string) => boolean): HalfScore => {
    const stories = scams.filter(isMine);
    const questions = benign.filter(isMine);
    return {
      scams: stories.length,
      missed: stories.filter(
        (message) => !turnsAfter(knowledge, message).every((turn) => isHeard(knowledge, turn)),
      ),
      benign: questions.length,
      falseAlarms: questions.filter((message) => turnsAfter(knowledge, message).some(isSafetyPath)),
    };
  };
  return { tuned: score((message) => !isHeldOut(message)), heldOut: score(isHeldOut) };
}

export function recallOf({ scams, missed }: HalfScore): number {
  return 1 - missed.length / scams;
}

export function falseAlarmsOf({ benign, falseAlarms }: HalfScore): number {
  return falseAlarms.length / benign;
}

/** As the first words, and in the middle of a guide. */
function turnsAfter(knowledge: Knowledge, message: string): (PlayedTurn | undefined)[] {
  const [fresh] = playStory(knowledge, [message]).turns;
  return [fresh, playStory(knowledge, ["拉卡拉换卡", "下一步", message]).turns.at(-1)];
}

/** In doubt the bot asks first whether it is a fraud; one tap then leads to the safety path. */
function isHeard(knowledge: Knowledge, turn: PlayedTurn | undefined): boolean {
  const [first] = turn?.replies ?? [];
  const asks =
    first?.key === "did-you-mean" && normalise(first.choices[0]?.label ?? "") === scamLabel(knowledge);
  return asks || isSafetyPath(turn);
}

/** As it is read, whichever characters it is written in. */
function scamLabel(knowledge: Knowledge): string | undefined {
  const label = intentOption(knowledge, "report_scam")?.label;
  return label === undefined ? undefined : normalise(label);
}

/** The safety path comes before any step of a guide. */
function isSafetyPath(turn: PlayedTurn | undefined): boolean {
  const keys = turn?.replies.map(({ key }) => key) ?? [];
  return keys.some((key) => key === "scam" || key === "scam-like") && !keys.includes("step");
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function line(name: string, half: HalfScore): string {
  const found = `${half.scams - half.missed.length}/${half.scams} (${percent(recallOf(half))})`;
  const wrong = `${half.falseAlarms.length}/${half.benign} (${percent(falseAlarmsOf(half))})`;
  return `${name}: scams on the safety path or asked about first ${found}, false alarms ${wrong}`;
}

function authorsLine(name: string, score: AuthorsScore): string {
  const heard = `${score.told - score.missed.length}/${score.told} (${percent(heardOf(score))})`;
  const alarmed = `${score.alarmed.length}/${score.plain} (${percent(alarmedOf(score))})`;
  return `${name}: heard ${heard}, plain messages alarmed ${alarmed}`;
}

/** Strangers by author, those seen and those held out. */
export async function proveAuthors(): Promise<{ seen: AuthorsScore; heldOut: AuthorsScore }> {
  const contents = { "zh-CN": await realContent(), en: await realContent("en") };
  const judging = { contents, isHeard, isAlarmed: isSafetyPath };
  return {
    seen: scoreAuthors(judging, (author) => !isHeldOutAuthor(author)),
    heldOut: scoreAuthors(judging, isHeldOutAuthor),
  };
}

export const proof = {
  name: "scams",
  promise:
    "A merchant who tells of a fraud is warned before anything else, and one who asks a plain question is not.",
  short: { seconds: 6, options: {} },
  full: { seconds: 6, options: {} },
  async run() {
    const { tuned, heldOut } = proveScams(await realContent());
    const authors = await proveAuthors();
    const isFound = recallOf(heldOut) >= RECALL_FROM;
    const isCalm = falseAlarmsOf(heldOut) <= FALSE_ALARMS_TO;
    return {
      findings: [
        ...(isFound
          ? []
          : [`of the held-out stories only ${percent(recallOf(heldOut))} reach the safety path`]),
        ...(isCalm
          ? []
          : [`${percent(falseAlarmsOf(heldOut))} of the held-out plain questions are taken for fraud`]),
        ...(heardOf(authors.heldOut) >= HEARD_FROM
          ? []
          : [`of what held-out strangers tell only ${percent(heardOf(authors.heldOut))} is heard`]),
        ...(alarmedOf(authors.heldOut) <= ALARMED_TO
          ? []
          : [`${percent(alarmedOf(authors.heldOut))} of held-out strangers' plain messages are alarmed`]),
      ],
      figures: [
        line("half the rules were written by", tuned),
        line("held-out half", heldOut),
        authorsLine("strangers, authors seen", authors.seen),
        authorsLine("strangers, authors held out", authors.heldOut),
        ...tuned.missed.map((message) => `  missed: ${message}`),
        ...tuned.falseAlarms.map((message) => `  false alarm: ${message}`),
        ...authors.seen.missed.map((message) => `  missed: ${message}`),
        ...authors.seen.alarmed.map((message) => `  false alarm: ${message}`),
      ],
    };
  },
} satisfies Proof;
