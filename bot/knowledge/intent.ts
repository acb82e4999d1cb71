// What a merchant can want. Ids are fixed once published: search topics, stories and reports use them.
import { z } from "zod";

/** What a dialog carries out: a closed list, and the compiler asks for each what it starts. */
export const DialogIntent = z.enum([
  "rebind_howto",
  "rebind_howto_bank_app",
  "rebind_howto_alipay",
  "rebind_howto_wechat",
  "rebind_howto_pos_vendor",
  "verify_genuine_terminal",
  "verify_official_channel",
  "report_scam",
  "contact_official_support",
  "talk_to_human",
  "check_ticket",
  "greeting",
  "thanks",
  "goodbye",
  "acknowledge",
  "flow_next",
  "flow_back",
  "flow_resume",
  "flow_stuck",
  "flow_restart",
  "chitchat",
  "out_of_scope",
  "abusive",
  "illegal_request",
  "sensitive_data",
]);

/** A question that an FAQ answers; the file that says so is all it needs. */
const QuestionIntent = z.templateLiteral(["faq_", z.string().regex(/^[a-z][a-z0-9_]*$/)]);

export const IntentId = z.union([DialogIntent, QuestionIntent], {
  error: `names no intent: write that of a dialog (${DialogIntent.options.join(", ")}) or faq_<name>, which an FAQ answers`,
});
export type IntentId = z.infer<typeof IntentId>;

/** The ways to change the card: by whom the terminal is decides between them. */
export function isRebind(intent: IntentId): boolean {
  return intent.startsWith("rebind_");
}

/** `intents/<id>.yml`: an intent that no FAQ answers, with the definition a stranger can label by. */
export const IntentFile = z.strictObject({
  definition: z.string().min(10),
  utterances: z.array(z.string().min(1)).min(1),
});
export type IntentFile = z.infer<typeof IntentFile>;

/**
 * `utterances/<author>.yml`: what one person wrote, by intent. Kept by author, so that figures can be told about people
 * whose messages nothing was learnt from.
 */
export const UtterancesFile = z.strictObject({
  /** Who writes, in a few words: trade, place, age, how they type. */
  author: z.string().min(3),
  utterances: z.partialRecord(IntentId, z.array(z.string().min(1)).min(1)).default({}),
  /** Of an intent that an FAQ answers: the heading of a part of its answer → what asks for just that. */
  asked: z
    .partialRecord(IntentId, z.record(z.string().min(1), z.array(z.string().min(1)).min(1)))
    .default({}),
});
export type UtterancesFile = z.infer<typeof UtterancesFile>;
