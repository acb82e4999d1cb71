// A rule of understanding as writers write it: what it hears, what it must hear and what it must not.
import { z } from "zod";

const Texts = z.array(z.string().min(1)).min(1);

const RuleFields = z
  .strictObject({
    /** Patterns one of which stands in the message; see docs/writers.md for their form. */
    any: Texts.optional(),
    /** Patterns one of which is the whole message. */
    whole: Texts.optional(),
    /** Several lists of patterns: one of each stands in the message, in any order. */
    all: z.array(Texts).min(2).optional(),
    /** Words and signs of which the whole message is made. */
    only: Texts.optional(),
    /** Where one of these stands in the message too, nothing is heard. */
    unless: Texts.optional(),
    /** Longer words that hold one of the patterns and mean something else. */
    except: Texts.optional(),
    /**
     * What it is about: of a rule for what has happened in a fraud, `none`, `secrets`, `terminal` or `money`; of one for
     * a known fraud its id in `scams.yml`; of one for a merchant's own case what and how, `entity=individual`.
     */
    about: z.string().optional(),
    /** Sentences that it must hear: each alternative that is more than plain words at least one. */
    says: Texts,
    /** Sentences near by that it must not hear. */
    not: Texts,
  })
  .refine(({ any, whole, all, only }) => [any, whole, all, only].filter(Boolean).length === 1, {
    message: "needs one of any, whole, all, only",
  });
export type RuleFields = z.infer<typeof RuleFields>;

/** `rules/<matter>.yml`: id → rule. `why.rule` of a reply names the id. */
export const RulesFile = z.record(
  z.string().regex(/^[a-z][a-z-]*\/[a-z-]+$/, "must be like follow-up/other-provider"),
  RuleFields,
);
export type RulesFile = z.infer<typeof RulesFile>;

/** `rules/words.yml`: name → what `<name>` stands for. */
export const WordsFile = z.record(z.string().regex(/^[a-z][a-z-]*$/, "must be like old-card"), Texts);
export type WordsFile = z.infer<typeof WordsFile>;
