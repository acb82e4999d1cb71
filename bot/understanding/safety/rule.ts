// The form of a rule that tells one known scam from another, whatever the language.
import type { ScamId } from "../../knowledge/scam.ts";

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
