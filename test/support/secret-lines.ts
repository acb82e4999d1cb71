// The lines written against the masker and those it must leave alone, and how many of them come out right.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { maskAcross } from "../../bot/secrets/across.ts";

const FOLDER = new URL("../bot/secrets/", import.meta.url);

const Adversarial = z.strictObject({
  text: z.string(),
  gone: z.union([z.string(), z.array(z.string()).min(1)]).transform((gone) => [gone].flat()),
});
const Lines = z.strictObject({ core: z.array(Adversarial), hard: z.array(Adversarial) });

export type Part = "core" | "hard" | "harmless";
/** The words were tuned on the one half; the other is only counted, so that it tells about lines never looked at. */
export type Half = "tuned" | "held";

export interface Judged {
  readonly part: Part;
  readonly half: Half;
  readonly text: string;
  readonly isRight: boolean;
}

/** Decided by the line itself, so that a new line takes its side without anybody choosing. */
export function halfOf(text: string): Half {
  return (createHash("sha256").update(text).digest()[0] ?? 0) % 2 === 0 ? "tuned" : "held";
}

export function judgeSecretLines(): Judged[] {
  const { core, hard } = Lines.parse(read("adversarial.yml"));
  const harmless = z.array(z.string()).parse(read("harmless.yml"));
  const judged = (part: Part, text: string, isRight: boolean): Judged => ({
    part,
    half: halfOf(text),
    text,
    isRight,
  });
  return [
    ...Object.entries({ core, hard }).flatMap(([part, lines]) =>
      lines.map(({ text, gone }) => {
        if (!gone.every((span) => text.includes(span))) throw new Error(`a span is not in the line: ${text}`);
        const masked = maskAcross([], text).text;
        return judged(part as Part, text, !gone.some((span) => masked.includes(span)));
      }),
    ),
    ...harmless.map((text) => judged("harmless", text, maskAcross([], text).text === text)),
  ];
}

/** The share that came out right, of the lines of a part (and half). */
export function shareRight(judged: readonly Judged[], part: Part, half?: Half): number {
  const own = judged.filter((one) => one.part === part && (half === undefined || one.half === half));
  return own.filter(({ isRight }) => isRight).length / own.length;
}

function read(file: string): unknown {
  return parse(readFileSync(new URL(file, FOLDER), "utf8"));
}
