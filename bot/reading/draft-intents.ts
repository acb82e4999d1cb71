// The intents of a draft, with all that teaches them.
import { taughtIn } from "../knowledge/article.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { Intent } from "../knowledge/knowledge.ts";
import type { Draft } from "./draft.ts";

/** Those that an FAQ answers first; what merchants say of an intent stands in files of utterances too. */
export function intentsOf(
  draft: Pick<Draft, "faqs" | "intents" | "utterances">,
): (Intent & { readonly id: IntentId })[] {
  const answered = draft.faqs.map(({ id, yaml }) => {
    const { intent, definition } = yaml.value;
    return { id: intent, definition, ...taughtIn(yaml.value), faq: id };
  });
  const others = draft.intents.map(({ id, yaml }) => ({ id, ...yaml.value }));
  const said = (id: IntentId) => draft.utterances.flatMap(({ yaml }) => yaml.value.utterances[id] ?? []);
  return [...answered, ...others].map((intent) => ({
    ...intent,
    utterances: [...intent.utterances, ...said(intent.id)],
  }));
}
