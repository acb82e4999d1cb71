// The facts that texts refer to, so that a page can show where its claims come from.
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { Guide } from "../../bot/knowledge/guide.ts";
import { resolveText } from "../../bot/knowledge/references.ts";
import type { MarkdownContext } from "./markdown.ts";

/** Each fact once, in the order of its first mention. */
export function citedFacts(
  texts: readonly string[],
  { knowledge, provider }: MarkdownContext,
): readonly Fact[] {
  const context = provider ? { knowledge, provider } : { knowledge };
  const { facts } = resolveText(texts.join("\n"), context);
  return facts.flatMap((id) => knowledge.facts.get(id) ?? []);
}

/** Everything a reader reads of a guide's steps. */
export function textsOf(guide: Guide): readonly string[] {
  return guide.steps.flatMap(({ title, text, stuck = "" }) => [title, text, stuck]);
}
