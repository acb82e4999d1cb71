// What of labels and of typed words is compared, so that a choice is one however it is typed.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { normalise } from "../text/normalise.ts";

export interface Folded {
  /** Letters and digits only. */
  readonly bare: string;
  /** Its words, each between single blanks. */
  readonly words: string;
  readonly isHan: boolean;
}

export function foldedText(text: string): Folded {
  const words = normalise(text).replace(/[\s\p{P}\p{S}]+/gu, " ");
  return {
    bare: words.replaceAll(" ", ""),
    words: ` ${words.trim()} `,
    isHan: /\p{Script=Han}/u.test(text),
  };
}

const MOST_LABELS = 2_000; // more than a content has; never merchants' words

/** What of the labels of a content is compared, each folded once. */
export function foldedLabels(knowledge: Knowledge): (label: string) => Folded {
  return derive(knowledge, foldedLabelsOf);
}

/** Labels come from content and are few; folding them anew in every turn took a third of its time. */
function foldedLabelsOf(_: Knowledge): (label: string) => Folded {
  const foldedLabels = new Map<string, Folded>();
  return (label) => {
    const known = foldedLabels.get(label);
    if (known !== undefined) return known;
    if (foldedLabels.size >= MOST_LABELS) foldedLabels.clear();
    const folded = foldedText(label);
    foldedLabels.set(label, folded);
    return folded;
  };
}
