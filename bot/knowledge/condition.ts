// `if:` in content: `entity=company & phone=no`, read into data and judged against a situation in three values.
import { type Situation, SLOT_VALUES, SLOTS, type Slot, UNKNOWN } from "./situation.ts";

type Subject = Slot | "class" | "provider";

/** What `provider` is while nobody has said whose terminal it is. */
export const NO_PROVIDER = "none";

export interface Term {
  readonly subject: Subject;
  /** Any of these holds. */
  readonly values: readonly string[];
}

/** All terms hold. Never empty. */
export type Condition = readonly Term[];

export type Verdict = "yes" | "no" | "unknown";

/** Whose guide it is and what the merchant has. */
export interface Case {
  /** The provider's class, or the generic guide's name. */
  readonly class: string;
  readonly provider?: string | undefined;
  readonly situation: Situation;
}

/**
 * Reads `slot=value|value & slot=value`. Besides the slots, `class` and `provider` may stand on the left;
 * `provider=none` holds while it is not known. Answers with what is wrong in words for writers; whether a provider or class exists is for the caller to check.
 */
export function parseCondition(text: string): { condition: Condition } | { problem: string } {
  const terms: Term[] = [];
  for (const part of text.split("&").map((piece) => piece.trim())) {
    const [, subject = "", list = ""] = /^([a-z-]+) *= *([a-z0-9-]+(?: *\| *[a-z0-9-]+)*)$/.exec(part) ?? [];
    if (subject === "")
      return { problem: `「${part}」 is no condition: write slot=value, value|value for or, & for and` };
    if (terms.some((term) => term.subject === subject))
      return { problem: `${subject} stands twice: join its values with |` };
    const values = list.split("|").map((value) => value.trim());
    const known = valuesOf(subject);
    if (!known) return { problem: `${subject} is unknown: ${[...SLOTS, "class", "provider"].join(", ")}` };
    const wrong = values.find((value) => known.length > 0 && !known.includes(value));
    if (wrong !== undefined) return { problem: `${subject} is never ${wrong}: ${known.join(", ")}` };
    terms.push({ subject: subject as Subject, values });
  }
  return { condition: terms };
}

/** The values a subject can have; none listed where the content decides. Undefined for no subject at all. */
function valuesOf(subject: string): readonly string[] | undefined {
  if (subject === "provider" || subject === "class") return [];
  return Object.hasOwn(SLOT_VALUES, subject) ? SLOT_VALUES[subject as Slot] : undefined;
}

/** `no` as soon as one term is known to fail; `unknown` while one that could decide is not known. */
export function judgeCondition(condition: Condition, facts: Case): Verdict {
  const verdicts = condition.map((term) => judgeTerm(term, facts));
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("unknown") ? "unknown" : "yes";
}

function judgeTerm({ subject, values }: Term, facts: Case): Verdict {
  const value = valueIn(facts, subject);
  if (value === undefined || value === UNKNOWN) return "unknown";
  return values.includes(value) ? "yes" : "no";
}

function valueIn(facts: Case, subject: Subject): string | undefined {
  if (subject === "class") return facts.class;
  return subject === "provider" ? (facts.provider ?? NO_PROVIDER) : facts.situation[subject];
}
