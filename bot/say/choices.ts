// How options stand under a reply: as choices, whether the first of them leads, and how many are shown at once.
import type { Reply } from "./reply.ts";
import type { Option } from "./state.ts";

const MOST_BESIDE = 3; // quiet ones beside the way on; 「更多」 is one of them

/**
 * How options stand under a reply. On and back to the steps is the way on, whatever else can be done there; beside it stand
 * three, and where there are more, two and a way to the rest. What may be needed at once comes first in the options.
 */
export function choicesOf(options: readonly Option[]): Pick<Reply, "choices" | "leads" | "shown"> {
  const first = options[0]?.action;
  const leads = first?.do === "command" && (first.command === "next" || first.command === "resume");
  const isFolded = leads && options.length > 1 + MOST_BESIDE;
  return {
    choices: options.map(({ label }) => ({ label, value: label })),
    ...(leads && { leads }),
    ...(isFolded && { shown: MOST_BESIDE }),
  };
}
