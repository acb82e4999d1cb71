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

/** The guides that step by step faults are put into: of a kind, and a provider's own. */
const WALKED = ["pos-vendor", "lakala"];

/** With few providers and questions, short answers and guides, and nothing to get first. */
export function smaller(knowledge: Knowledge): Knowledge {
  const isLeftOut = (intent: string) => /^faq_/.test(intent) && !QUESTIONS.some((one) => one === intent);
  const providers = [...knowledge.providers].filter(([id]) => PROVIDERS.includes(id));
  const guides = [...knowledge.guides].map(
    ([id, guide]) => [id, { ...guide, steps: ends(id, guide.steps) }] as const,
  );
  const faqs = [...knowledge.faqs].filter(([, { intent }]) => !isLeftOut(intent));
  return {
    ...knowledge,
    intents: new Map([...knowledge.intents].filter(([id]) => !isLeftOut(id))),
    faqs: new Map(faqs.map(([id, faq]) => [id, { ...faq, body: leadOf(faq.body) }])),
    guides: new Map(guides),
    providers: new Map(
      providers.map(([id, { guide, ...provider }]) => [
        id,
        { ...provider, ...(guide && { guide: { ...guide, steps: ends(id, guide.steps) } }) },
      ]),
    ),
    routes: { ...knowledge.routes, rules: [] },
    merchantCodes: new Map(),
  };
}

/** Three steps and the last where they are walked one by one, elsewhere the first and the last. */
function ends(id: string, steps: readonly Step[]): Step[] {
  return [...steps.slice(0, WALKED.includes(id) ? 3 : 1), ...steps.slice(-1)];
}

/** What a page says before its first section: each section that can be told makes as many states anew. */
function leadOf(body: string): string {
  const section = body.search(/^## /m);
  return section < 0 ? body : body.slice(0, section).trim();
}
