// The real content cut down, so that a search of all its conversations takes seconds.
import type { Step } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";

/** One provider with its own guide, one without channels, and the two that intents name. */
const PROVIDERS = ["alipay", "easypay", "lakala", "wechatpay"];

/** With few providers, short guides and nothing to get first. */
export function smaller(knowledge: Knowledge): Knowledge {
  const providers = [...knowledge.providers].filter(([id]) => PROVIDERS.includes(id));
  const guides = [...knowledge.guides].map(
    ([id, guide]) => [id, { ...guide, steps: ends(guide.steps) }] as const,
  );
  return {
    ...knowledge,
    guides: new Map(guides),
    providers: new Map(
      providers.map(([id, { guide, ...provider }]) => [
        id,
        { ...provider, ...(guide && { guide: { ...guide, steps: ends(guide.steps) } }) },
      ]),
    ),
    routes: { ...knowledge.routes, rules: [] },
    merchantCodes: new Map(),
  };
}

/** The first steps and the last. */
function ends(steps: readonly Step[]): Step[] {
  return [...steps.slice(0, 3), ...steps.slice(-1)];
}
