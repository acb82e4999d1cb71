// How options stand under a reply: as choices, and whether the first of them leads.
import type { Reply } from "./reply.ts";
import type { Option } from "./state.ts";

/** How options stand under a reply. On and back to the steps is the way on, whatever else can be done there. */
export function choicesOf(options: readonly Option[]): Pick<Reply, "choices" | "leads"> {
  const first = options[0]?.action;
  const leads = first?.do === "command" && (first.command === "next" || first.command === "resume");
  return { choices: options.map(({ label }) => ({ label, value: label })), ...(leads && { leads }) };
}
