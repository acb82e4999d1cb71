// The form of a rule that no score can outvote.
import type { IntentId } from "../../knowledge/intent.ts";

export interface SafetyRule {
  readonly intent: IntentId;
  readonly name: string;
  /** Over normalised text. */
  readonly pattern: RegExp;
  /** Where this holds too, the message only asks about the danger, and the matcher answers it. */
  readonly unless?: RegExp;
}
