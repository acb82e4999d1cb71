// A rule of understanding as writers write it: what it says, what it must hear and what it must not.
import { z } from "zod";
import { normalise } from "../text/normalise.ts";

const Texts = z.array(z.string().min(1)).min(1);

const RuleFields = z.strictObject({
  /** Literals with `(a|b)` in them; `^` at the beginning and `$` at the end hold them there. */
  any: Texts,
  /** Sentences that it must hear: each alternative at least one. */
  says: Texts,
  /** Sentences near by that it must not hear. */
  not: Texts,
});

/** `rules/<matter>.yml`: id → rule. `why.rule` of a reply names the id. */
export const RulesFile = z.record(
  z.string().regex(/^[a-z][a-z-]*\/[a-z-]+$/, "must be like follow-up/other-provider"),
  RuleFields,
);
export type RulesFile = z.infer<typeof RulesFile>;

/** Rule id → the pattern of all its alternatives, over normalised text. */
export type Rules = ReadonlyMap<string, RegExp>;

export function compileRules(files: readonly RulesFile[]): Rules {
  const rules = files.flatMap((file) => Object.entries(file));
  return new Map(rules.map(([id, { any }]) => [id, new RegExp(any.map(sourceOf).join("|"), "u")]));
}

/** Whether a rule hears a text that was normalised. A content that lacks it hears nothing by it. */
export function hears(rules: Rules, id: string, normalised: string): boolean {
  return rules.get(id)?.test(normalised) ?? false;
}

/**
 * One alternative as the source of a pattern. Only `(`, `|` and `)` are more than themselves, so that no pattern can be
 * slow; at the end punctuation may follow.
 */
export function sourceOf(alternative: string): string {
  const [, begins, body = "", ends] = /^(\^?)(.*?)(\$?)$/u.exec(normalise(alternative)) ?? [];
  const literal = body.replace(/[\\^$.*+?[\]{}]/g, "\\$&").replaceAll("(", "(?:");
  return `${begins ? "^" : ""}${literal}${ends ? "[\\s\\p{P}]*$" : ""}`;
}
