// Which facts only the company itself can confirm, as questions by company; the others are compared with their sources.
import { stringify } from "yaml";
import { z } from "zod";
import type { FactFields } from "../../bot/knowledge/fact.ts";
import type { ProviderFields } from "../../bot/knowledge/provider.ts";
import type { MarkdownEntry } from "../../bot/reading/draft.ts";
import type { DraftFact } from "../../bot/reading/draft-facts.ts";
import { problemAt } from "../../bot/reading/source-files.ts";
import { CALLS_ZH, questionOf } from "../view/wording/calls-zh-cn.ts";

/** The form that is printed, filled in by whoever calls, and read again. */
export const CallSheet = z.strictObject({
  /** The day of the calls. */
  day: z.iso.date(),
  calls: z.array(
    z.strictObject({
      provider: z.string(),
      name: z.string(),
      call: z.string(),
      questions: z.array(
        z.strictObject({
          fact: z.string(),
          ask: z.string(),
          /** For what it holds and where it is from, for whoever calls. */
          about: z.string().optional(),
          /** What merchants read now: an answer to another text is no answer. */
          written: z.string(),
          /** Where the answer goes, as `file:line`. */
          goes: z.string(),
          answer: z.string().nullish(),
        }),
      ),
      /** What nobody has published: `goes` is the file that an answer belongs into. */
      unknown: z
        .array(z.strictObject({ ask: z.string(), goes: z.string(), answer: z.string().nullish() }))
        .default([]),
    }),
  ),
});
export type CallSheet = z.infer<typeof CallSheet>;

/** Facts in two heaps: `phoned` by company, and what is compared with its sources again. */
export interface Heaps {
  readonly phoned: ReadonlyMap<string, readonly DraftFact[]>;
  readonly lookedUp: readonly DraftFact[];
}

/**
 * What a company can be asked at its own number: that number itself, and every claim that does not come from an official
 * source. An address on the web is opened, the law is read, and who has no number cannot be called.
 */
export function sortedOut(due: readonly DraftFact[], all: readonly DraftFact[]): Heaps {
  const isPhoned = ({ fact, provider }: DraftFact) =>
    provider !== undefined && isAskable(fact) && hotlineOf(provider, all) !== undefined;
  const phoned = Map.groupBy(due.filter(isPhoned), ({ provider = "" }) => provider);
  return { phoned, lookedUp: due.filter((one) => !isPhoned(one)) };
}

function isAskable({ kind, grade }: Pick<FactFields, "kind" | "grade">): boolean {
  return kind === "phone" || (kind !== "website" && grade !== "official");
}

/** The number at which a company is asked: its first. */
export function hotlineOf(provider: string, all: readonly DraftFact[]): string | undefined {
  return all.find((one) => one.provider === provider && one.fact.kind === "phone")?.fact.value;
}

/** What a company can be asked beside its facts: what it has not published. */
export function unknownOf({ steps, yaml }: MarkdownEntry<ProviderFields>): readonly string[] {
  const missing = yaml.value.missing.map(CALLS_ZH.unknown);
  return steps.length > 0 ? missing : [...CALLS_ZH.unpublished, ...missing];
}

/** The sheet as text. `names` are those of the providers; `folder` is the content's, for the places. */
export function callSheet(
  { phoned }: Heaps,
  given: {
    readonly all: readonly DraftFact[];
    readonly names: ReadonlyMap<string, string>;
    readonly unknown: ReadonlyMap<string, readonly string[]>;
    readonly folder: string;
    readonly day: string;
  },
): string {
  const calls = [...phoned].map(([provider, facts]) => {
    const name = given.names.get(provider) ?? provider;
    const questions = facts.map(({ id, fact, entry, path }) => {
      const { file, line } = problemAt(entry.file, entry.yaml.offsetOf(path), "", "");
      return {
        fact: id,
        ask: questionOf(fact, name),
        ...(fact.scope !== undefined && { about: fact.scope }),
        written: fact.value,
        goes: `${given.folder}/${file}:${line}`,
        answer: null,
      };
    });
    const goes = `${given.folder}/providers/${provider}.md`;
    const unknown = (given.unknown.get(provider) ?? []).map((ask) => ({ ask, goes, answer: null }));
    return { provider, name, call: hotlineOf(provider, given.all) ?? "", questions, unknown };
  });
  const sheet: CallSheet = { day: given.day, calls };
  const head = CALLS_ZH.head.map((line) => `# ${line}\n`).join("");
  return `${head}${stringify(sheet, { lineWidth: 0, nullStr: "" })}`;
}
