// Articles and FAQs: Markdown with checked front matter. One FAQ file is page, answer and training data.
import { z } from "zod";
import { shortText } from "../text/width.ts";
import { IntentId } from "./intent.ts";

/** Drawings of where a merchant finds the name, in the order in which they are quickest. */
export const DRAWINGS = ["sales-slip", "machine-label", "contract"] as const;
export type Drawing = (typeof DRAWINGS)[number];

const shared = {
  category: z.string().min(1),
  /** For search results and the description meta tag. */
  summary: shortText(10, 120),
  updated: z.iso.date(),
  /** Other words readers search by. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Ids of related articles or FAQs, most useful first. */
  related: z.array(z.string().min(1)).default([]),
  /** Intent whose dialog carries out what the page describes; the page offers to start it. */
  start: IntentId.optional(),
  /** Keys of replies.yml whose words this page stands behind; the bot links the page under them. */
  backs: z.array(z.string().min(1)).optional(),
  /** What the page shows beside its words: drawings above them, a table of what we know below. */
  shows: z.array(z.enum([...DRAWINGS, "merchant-codes"])).optional(),
};

/** The drawings among what a page shows. */
export function drawingsOf({
  shows,
}: {
  readonly shows?: readonly string[] | undefined;
}): readonly Drawing[] {
  return DRAWINGS.filter((drawing) => shows?.includes(drawing));
}

export const ArticleFields = z.strictObject({
  title: shortText(2, 40),
  /** Intents this article serves, used as topics in search. */
  intents: z.array(IntentId).default([]),
  /** Order within its category; lower first. */
  order: z.number().int().default(100),
  ...shared,
});
export type ArticleFields = z.infer<typeof ArticleFields>;

export const FaqFields = z.strictObject({
  question: shortText(2, 40),
  intent: IntentId,
  /** What the intent means, so that a stranger can label messages by it. */
  definition: z.string().min(10),
  utterances: z.array(z.string().min(1)).min(5),
  /** Heading of a part → how merchants ask for just that: the bot says the part, and not the answer to the whole. */
  asked: z.record(z.string().min(1), z.array(z.string().min(1)).min(1)).default({}),
  /**
   * Another question's page → the part of this page that answers it in this case: 「要带什么」 after the owner's death is
   * another list. It counts while this page is the last that was told.
   */
  instead: z.record(z.string().min(1), z.string().min(1)).default({}),
  /**
   * A part of this page → what holds in place of `instead` while that part is what was told last: 「钱去哪了」 after a lost card
   * is not asked of a closed one. `{}` leaves every other page its own answer.
   */
  after: z.record(z.string().min(1), z.record(z.string().min(1), z.string().min(1))).default({}),
  /** The case holds for the rest of a talk: `instead` counts and next questions lean on it, whatever was told since. */
  lasting: z.boolean().optional(),
  order: z.number().int().default(100),
  ...shared,
});
export type FaqFields = z.infer<typeof FaqFields>;

interface Page {
  /** Unique over articles and FAQs: the file's slug. */
  readonly id: string;
  readonly file: string;
  /** Markdown, references still in it. */
  readonly body: string;
  /** Set where a translation shows the Chinese original because nobody has translated it. */
  readonly fallback?: "zh-CN";
}
export type Article = ArticleFields & Page & { readonly kind: "article" };
/** What the bot says is the body before its first `##` heading, or one part of `asked`; the page shows all of it. */
export type Faq = FaqFields & Page & { readonly kind: "faq" };

/** Stands for the answer to the whole among the headings of its parts. */
export const WHOLE = "";

/** Every way in which merchants ask what an FAQ answers, and which of them ask for the whole and for each part. */
export function taughtIn({ utterances, asked }: Pick<FaqFields, "utterances" | "asked">) {
  return {
    utterances: [...utterances, ...Object.values(asked).flat()],
    asked: { [WHOLE]: utterances, ...asked },
  };
}

export const CategoriesFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: z.string().min(1),
    summary: z.string().min(1),
  }),
);
export type Category = z.infer<typeof CategoriesFile>[number];
