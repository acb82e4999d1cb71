// The intents of a draft with all that teaches them: what their own file says, and what every author wrote.
import { taughtIn, WHOLE } from "../knowledge/article.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { Intent } from "../knowledge/knowledge.ts";
import type { Draft } from "./draft.ts";

type Taught = Intent & { readonly id: IntentId };
type Parts = NonNullable<Intent["asked"]>;

/** Every intent; the draft must have passed the checks. */
export function intentsOf(draft: Pick<Draft, "faqs" | "intents" | "utterances">): Taught[] {
  const answered = draft.faqs.map(({ id, yaml }): Taught => {
    const { intent, definition } = yaml.value;
    return { id: intent, definition, ...taughtIn(yaml.value), faq: id };
  });
  const others = draft.intents.map(({ id, yaml }): Taught => ({ id, ...yaml.value }));
  return [...answered, ...others].map((intent) => {
    const authors = draft.utterances.map(({ yaml }) => saidBy(yaml.value, intent.id));
    const utterances = [...intent.utterances, ...authors.flatMap((said) => said.utterances)];
    const { asked } = intent;
    return { ...intent, utterances, ...(asked && { asked: withParts(asked, authors) }) };
  });
}

/** Who writes of parts of answers means by all else the whole; of the others nothing is known of parts. */
function saidBy({ utterances, asked }: Draft["utterances"][number]["yaml"]["value"], id: IntentId) {
  const whole = utterances[id] ?? [];
  const parts: Parts = asked[id] ?? {};
  const isOfParts = Object.keys(asked).length > 0;
  return {
    utterances: [...whole, ...Object.values(parts).flat()],
    parts: isOfParts ? { ...parts, [WHOLE]: whole } : {},
  };
}

function withParts(asked: Parts, authors: readonly { readonly parts: Parts }[]): Parts {
  const joined = Object.entries(asked).map(([heading, texts]): [string, readonly string[]] => [
    heading,
    [...texts, ...authors.flatMap(({ parts }) => parts[heading] ?? [])],
  ]);
  return Object.fromEntries(joined);
}
