// One line of `huanka recognise --jsonl`: a message with what came before, understood by the very code path of a turn.
import { z } from "zod";
import { IntentId } from "../../../bot/knowledge/intent.ts";
import { BASE_LOCALE, type Locale, localeOf } from "../../../bot/knowledge/locale.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { localesIn } from "../../../bot/reading/read-folder.ts";
import { maskSecrets, secretKinds } from "../../../bot/secrets/mask.ts";
import { languageOf } from "../../../bot/text/language.ts";
import { type Compiled, compiled } from "../../../bot/turn/compiled.ts";
import { MODEL_DIR } from "../../served/model-files.ts";
import { supplyKeptModels } from "../../served/model-source.ts";

export const RecogniseLine = z.object({
  text: z.string(),
  /** What the conversation is held in, a language tag; a message that tells its own language is read in that. */
  locale: z.string().nullish(),
  /** What came before: whether a guide is running, what the last answer was about, whose terminal it is. */
  context: z
    .object({
      inGuide: z.boolean().nullish(),
      lastIntent: IntentId.nullish().catch(undefined),
      provider: z.string().nullish(),
    })
    .loose()
    .nullish(),
  provider: z.string().nullish(),
});
export type RecogniseLine = z.infer<typeof RecogniseLine>;

/** Loads each language when a line first asks for it. Throws ContentError as the loader does. */
export function createLineRecogniser(dir: string): (line: RecogniseLine) => Promise<object> {
  const kept = new Map<Locale, Promise<Compiled>>();
  const contentOf = (tag: string | undefined) => {
    const asked = localeOf(tag);
    const locale = localesIn(dir).includes(asked) ? asked : BASE_LOCALE;
    const loaded =
      kept.get(locale) ??
      loadKnowledge(dir, locale).then((knowledge) => compiled(supplyKeptModels(knowledge, MODEL_DIR)));
    kept.set(locale, loaded);
    return loaded;
  };
  return async ({ text, locale, context, provider }) => {
    const masked = maskSecrets(text);
    const { knowledge, recognise } = await contentOf(languageOf(masked.text) ?? locale ?? undefined);
    const secrets = secretKinds(masked.found);
    const whose = provider ?? context?.provider ?? undefined;
    const found = recognise(masked.text, {
      inGuide: context?.inGuide === true,
      secrets,
      ...(context?.lastIntent && { lastIntent: context.lastIntent }),
      ...(whose !== undefined && { provider: whose }),
    });
    return {
      intent: found.intent,
      provider: (found.guessed ? undefined : found.provider) ?? whose ?? null,
      ...(found.guessed && { guessed: found.provider }),
      ...(found.unlisted !== undefined && { unlisted: found.unlisted }),
      confidence: found.confidence,
      zone: found.zone,
      alternatives: found.alternatives,
      rule: found.rule,
      locale: knowledge.locale,
      ...(found.reasons && { reasons: found.reasons }),
      entities: { ...found.entities, secrets },
    };
  };
}
