// The real content cut down, so that a search of all its conversations takes seconds.
import type { Step } from "../../../bot/knowledge/guide.ts";
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";

/** One provider with its own guide, one without channels, and the two that intents name. */
const PROVIDERS = ["alipay", "easypay", "lakala", "wechatpay"];
/** Those that a dialog or an event names, and as many others as a list of questions needs. */
const QUESTIONS: readonly IntentId[] = [
  "faq_agent_check",
  "faq_card_frozen",
  "faq_complaint",
  "faq_confirm_success",
  "faq_fee",
  "faq_forgot_old_card",
  "faq_limits",
  "faq_not_received",
  "faq_owner_died",
  "faq_phone_changed",
  "faq_platform_takings",
  "faq_rebind_failed",
  "faq_required_documents",
  "faq_safety_precautions",
  "faq_when_effective",
  "faq_which_software",
  "faq_whose_terminal",
];

/** With few providers and questions, short guides and nothing to get first. */
export function smaller(knowledge: Knowledge): Knowledge {
  const isLeftOut = (intent: string) => /^faq_/.test(intent) && !QUESTIONS.some((one) => one === intent);
  const providers = [...knowledge.providers].filter(([id]) => PROVIDERS.includes(id));
  const guides = [...knowledge.guides].map(
    ([id, guide]) => [id, { ...guide, steps: ends(guide.steps) }] as const,
  );
  return {
    ...knowledge,
    intents: new Map([...knowledge.intents].filter(([id]) => !isLeftOut(id))),
    faqs: new Map([...knowledge.faqs].filter(([, { intent }]) => !isLeftOut(intent))),
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
