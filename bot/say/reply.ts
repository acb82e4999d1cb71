// What the bot says, as data. Channels turn it into activities; the browser reads these types through wire.ts.
import type { OfficialChannel } from "../knowledge/fact.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { PageLink } from "../knowledge/page-url.ts";
import type { DeskView } from "../ports.ts";

/** Which rule, content and facts produced a reply; sent and stored with it. */
export interface Why {
  readonly rule: string;
  readonly reply: string;
  readonly intent?: IntentId;
  readonly provider?: string;
  readonly confidence?: number;
  readonly alternatives?: readonly { readonly intent: IntentId; readonly confidence: number }[];
  /** The utterance most like the message, and the terms that decided, strongest first. */
  readonly nearest?: string;
  readonly terms?: readonly string[];
  /** Id of the article or FAQ that backs it. */
  readonly article?: string;
  readonly facts: readonly string[];
  /** Hash of the content snapshot. */
  readonly content: string;
}

/** Where in a guide the merchant stands; `step` counts from 1. */
export interface GuidePosition {
  readonly id: string;
  readonly provider?: string;
  readonly title: string;
  readonly step: number;
  readonly stepId: string;
  readonly of: number;
  /** Of all steps, for the list behind the progress; transcripts from before it existed have none. */
  readonly titles?: readonly string[];
  /** The step's card in the help center, path-absolute; transcripts from before it existed have none. */
  readonly url?: string;
}

/** A quick reply: `label` is on the button, `value` is what the merchant is seen to say. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

export interface Reply {
  /** Key in replies.yml, or `faq:<id>` / `article:<id>` / `step` for content of their own. Stories assert keys. */
  readonly key: string;
  /** Plain text, lines separated by `\n`. */
  readonly text: string;
  readonly choices: readonly Choice[];
  /** The first choice is the way on, and all others stand beside it; without it they may be answers among equals. */
  readonly leads?: true;
  /** So many choices are shown at once, the rest behind 「更多」; without it, all. */
  readonly shown?: number;
  readonly why: Why;
  /** Its Chinese is in traditional characters; without it, in simplified ones. */
  readonly script?: "traditional";
  readonly guide?: GuidePosition;
  readonly channels?: readonly OfficialChannel[];
  /** What it says of the merchant's place in the queue. */
  readonly desk?: DeskView;
  /** Pages of the help center, path-absolute. */
  readonly links?: readonly PageLink[];
}
