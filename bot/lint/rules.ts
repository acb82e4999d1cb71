// Whether the rules of understanding can be read, hear what they say they hear, and nothing near by.
import { ScamId } from "../knowledge/scam.ts";
import { Situation } from "../knowledge/situation.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";
import { listsOf } from "../reading/draft-rules.ts";
import { bareOf, compileRules, hears } from "../rules/heard-rules.ts";
import { type Lists, sourceOf } from "../rules/pattern.ts";
import type { RuleFields } from "../rules/rule-file.ts";
import { normalise } from "../text/normalise.ts";

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** Every pattern is in the form, every list that it names is there, and what a rule is about is known. What is served must at least be readable. */
export function checkRuleForms(draft: Draft, report: Report): void {
  const lists = listsOf(draft);
  for (const entry of draft.words) {
    for (const [name, texts] of Object.entries(entry.yaml.value)) {
      for (const fault of misshapen([[name], texts], new Map()))
        report(entryProblem(entry, fault.path, fault.problem));
    }
  }
  for (const entry of draft.rules) {
    for (const [id, rule] of Object.entries(entry.yaml.value)) {
      const faults = patternsOf(rule).flatMap(([path, texts]) => misshapen([[id, ...path], texts], lists));
      for (const { path, problem } of [...faults, ...aboutNothing(id, rule)])
        report(entryProblem(entry, path, problem));
    }
  }
}

/** Every sentence of `says` is heard, none of `not`, and every alternative that is no plain word is shown by a sentence. */
export function checkRules(draft: Draft, report: Report): void {
  const lists = listsOf(draft);
  for (const entry of draft.rules) {
    for (const [id, rule] of Object.entries(entry.yaml.value)) {
      // What cannot be read was reported as such.
      if (patternsOf(rule).some((of) => misshapen(of, lists).length > 0)) continue;
      for (const { path, problem } of faultsOf(id, rule, lists))
        report(entryProblem(entry, [id, ...path], problem));
    }
  }
}

type Patterns = readonly [path: readonly PropertyKey[], texts: readonly string[]];

function patternsOf({
  any = [],
  whole = [],
  all = [],
  only = [],
  unless = [],
  except = [],
}: RuleFields): Patterns[] {
  return [
    [["any"], any],
    [["whole"], whole],
    ...all.map((texts, at): Patterns => [["all", at], texts]),
    [["only"], only],
    [["unless"], unless],
    [["except"], except],
  ];
}

function misshapen([path, texts]: Patterns, lists: Lists): Fault[] {
  return texts.flatMap((text, at) => {
    try {
      new RegExp(sourceOf(text, lists), "u");
      return [];
    } catch (error) {
      const problem =
        error instanceof RangeError
          ? error.message
          : "cannot be read: a bracket is open, or nothing stands before ?";
      return [{ path: [...path, at], problem: `「${text}」 ${problem}` }];
    }
  });
}

function faultsOf(id: string, rule: RuleFields, lists: Lists): Fault[] {
  const compiled = compileRules([{ [id]: rule }], lists);
  const read = (text: string) => (rule.whole ? bareOf(normalise(text)) : normalise(text));
  const isHeard = (text: string) => hears(compiled, id, read(text));
  const said = rule.says.map(read);
  const isShown = (field: PropertyKey | undefined, alternative: string) => {
    const source = sourceOf(alternative, lists);
    const pattern = new RegExp(field === "whole" ? `^(?:${source})$` : source, "u");
    return isPlain(alternative) || said.some((text) => pattern.test(text));
  };
  const shown = patternsOf(rule).filter(
    ([[field]]) => field !== "unless" && field !== "except" && field !== "only",
  );
  return [
    ...faulty(["says"], rule.says, (text) => !isHeard(text) && `「${text}」 is not heard by ${id}`),
    ...faulty(["not"], rule.not, (text) => isHeard(text) && `「${text}」 is heard by ${id}`),
    ...shown.flatMap(([path, texts]) =>
      faulty(path, texts, (text) => !isShown(path[0], text) && `no sentence of says shows 「${text}」`),
    ),
  ];
}

/** What tells of a known fraud says of which, or cannot tell; what tells of a merchant's case says a slot and its value. */
function aboutNothing(id: string, { about = "" }: RuleFields): Fault[] {
  const [slot = "", value] = about.split("=");
  const isScam = about === "" || ScamId.safeParse(about).success;
  const isCase = value !== undefined && Situation.safeParse({ [slot]: value }).success;
  const problem = (what: string) => [{ path: [id, "about"], problem: `「${about}」 is ${what}` }];
  if (id.startsWith("scam/") && !isScam) return problem("no fraud of scams.yml");
  return /^situation(?:-answer|-undone)?\//.test(id) && !isCase
    ? problem("no slot with its value: write phone=no")
    : [];
}

/** A word alone is its own example. */
function isPlain(alternative: string): boolean {
  return /^\^?[\p{L}\p{N} ]+\$?$/u.test(alternative);
}

function faulty(
  path: readonly PropertyKey[],
  texts: readonly string[],
  problemOf: (text: string) => string | false,
): Fault[] {
  return texts.flatMap((text, at) => {
    const problem = problemOf(text);
    return problem === false ? [] : [{ path: [...path, at], problem }];
  });
}
