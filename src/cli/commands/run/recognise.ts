// `npm run -s recognise -- --jsonl`: one recognition a line, by the very code path of a turn.
import { createInterface } from "node:readline";
import { z } from "zod";
import { IntentId } from "../../bot/knowledge/intent.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { maskSecrets } from "../../bot/secrets/mask.ts";
import { createRecogniser } from "../../bot/understanding/recognise.ts";
import { parseConfig } from "../base/config.ts";
import { StartError } from "../base/errors.ts";
import { reportAndExit } from "../base/report.ts";

const Line = z.object({
  text: z.string(),
  /** What came before: whether a guide is running, what the last answer was about, whose terminal it is. */
  context: z
    .object({
      inGuide: z.boolean().optional(),
      lastIntent: IntentId.optional().catch(undefined),
      provider: z.string().nullish(),
    })
    .loose()
    .optional(),
  provider: z.string().nullish(),
});

async function recogniseLines(): Promise<void> {
  if (!process.argv.includes("--jsonl")) {
    throw new StartError(
      'Usage: npm run -s recognise -- --jsonl < lines   with lines such as {"text":"怎么换卡"}',
    );
  }
  const knowledge = await loadKnowledge(parseConfig(process.env).contentDir);
  const recognise = createRecogniser(knowledge);
  for await (const raw of createInterface({ input: process.stdin })) {
    if (raw.trim() === "") continue;
    const { text, context, provider } = Line.parse(JSON.parse(raw));
    const masked = maskSecrets(text);
    const secrets = [...new Set(masked.found.map(({ kind }) => kind))];
    const whose = provider ?? context?.provider ?? undefined;
    const found = recognise(masked.text, {
      inGuide: context?.inGuide === true,
      secrets,
      ...(context?.lastIntent && { lastIntent: context.lastIntent }),
      ...(whose !== undefined && { provider: whose }),
    });
    console.log(
      JSON.stringify({
        intent: found.intent,
        provider: found.provider ?? whose ?? null,
        confidence: found.confidence,
        alternatives: found.alternatives,
        rule: found.rule,
        ...(found.reasons && { reasons: found.reasons }),
        entities: { ...found.entities, secrets },
      }),
    );
  }
}

await recogniseLines().catch(reportAndExit);
