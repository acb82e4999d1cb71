// The forms of the rules that no score can outvote: of a danger, and of one known scam, whatever the language.
import type { IntentId } from "../../knowledge/intent.ts";
import type { ScamId } from "../../knowledge/scam.ts";

export interface SafetyRule {
  readonly intent: IntentId;
  readonly name: string;
  /** Over normalised text. */
  readonly pattern: RegExp;
  /** Where this holds too, the message only asks about the danger, and the matcher answers it. */
  readonly unless?: RegExp;
}

export interface FoundScam {
  /** For `why`; without the prefix `safety/`. */
  readonly name: string;
  /** Which of content/scams.yml, when it can be told. */
  readonly scam?: ScamId;
}

export interface ScamRule extends FoundScam {
  /** Each must be in the message, in any order. */
  readonly all: readonly RegExp[];
  /** Where this holds too, the message only asks about the danger, and the matcher answers it. */
  readonly unless?: RegExp;
}
