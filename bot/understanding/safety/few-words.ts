// Nobody is accused for a word or two that only look like what somebody else asked for.
import type { IntentId } from "../../knowledge/intent.ts";
import type { Intent } from "../../knowledge/knowledge.ts";
import { normalise } from "../../text/normalise.ts";

/** What nobody should be taken for by mistake. */
const ACCUSING: readonly IntentId[] = ["illegal_request", "abusive"];
/** Letters; more tell what they ask for. */
const FEW = 3;
/** Sentences of a kind that hold the words: then they mean it by themselves. */
const SAID_OFTEN = 3;

interface Decided {
  readonly intent: IntentId;
  readonly zone: "answer" | "ask" | "unknown";
  readonly rule: string;
}

/**
 * Makes an accusation not understood where the message is a word or two that its sentences hardly hold: 「黑色」 is what a
 * machine looks like, and 「帮个忙」 no insult.
 */
export function createFairness(
  intents: ReadonlyMap<IntentId, Pick<Intent, "utterances">>,
): <D extends Decided>(decision: D, plain: string) => D {
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const said = new Map(
    ACCUSING.map((id) => [id, (intents.get(id)?.utterances ?? []).map((text) => bare(normalise(text)))]),
  );
  const isMeant = (intent: IntentId, letters: string) => {
    const sentences = said.get(intent);
    if (sentences === undefined || sentences.includes(letters)) return true;
    return sentences.filter((one) => one.includes(letters)).length >= SAID_OFTEN;
  };
  return (decision, plain) => {
    const letters = bare(plain);
    if ([...letters].length > FEW || isMeant(decision.intent, letters)) return decision;
    return { ...decision, intent: "out_of_scope", zone: "unknown", rule: "matcher/few-words" };
  };
}
