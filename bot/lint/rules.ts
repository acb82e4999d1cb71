// Whether the rules of understanding hear what they say they hear, and nothing near by.

import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";
import { compileRules, hears, type RulesFile, sourceOf } from "../rules/heard-rules.ts";
import { normalise } from "../text/normalise.ts";

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** Every sentence of `says` is heard, none of `not`, and every alternative is shown by a sentence. */
export function checkRules({ rules }: Draft, report: Report): void {
  for (const entry of rules) {
    for (const [id, rule] of Object.entries(entry.yaml.value)) {
      for (const { path, problem } of faultsOf(id, rule)) report(entryProblem(entry, [id, ...path], problem));
    }
  }
}

function faultsOf(id: string, rule: RulesFile[string]): Fault[] {
  const compiled = compileRules([{ [id]: rule }]);
  const isHeard = (text: string) => hears(compiled, id, normalise(text));
  const isShown = (alternative: string) => {
    const pattern = new RegExp(sourceOf(alternative), "u");
    return rule.says.some((text) => pattern.test(normalise(text)));
  };
  return [
    ...faulty("says", rule.says, (text) => !isHeard(text) && `「${text}」 is not heard by ${id}`),
    ...faulty("not", rule.not, (text) => isHeard(text) && `「${text}」 is heard by ${id}`),
    ...faulty("any", rule.any, (text) => !isShown(text) && `no sentence of says shows 「${text}」`),
  ];
}

function faulty(
  field: string,
  texts: readonly string[],
  problemOf: (text: string) => string | false,
): Fault[] {
  return texts.flatMap((text, at) => {
    const problem = problemOf(text);
    return problem === false ? [] : [{ path: [field, at], problem }];
  });
}
