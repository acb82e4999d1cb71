// The closed list of what a merchant can want. Ids are fixed: search topics, stories and reports use them.
import { z } from "zod";

export const IntentId = z.enum([
  "rebind_howto",
  "rebind_howto_bank_app",
  "rebind_howto_alipay",
  "rebind_howto_wechat",
  "rebind_howto_pos_vendor",
  "faq_fee",
  "faq_transaction_impact",
  "faq_forgot_old_card",
  "faq_confirm_success",
  "faq_when_effective",
  "faq_required_documents",
  "faq_old_card_closed_or_lost",
  "faq_card_types",
  "faq_rebind_failed",
  "faq_not_received",
  "faq_which_software",
  "faq_safety_precautions",
  "faq_best_time",
  "faq_phone_changed",
  "faq_limits",
  "faq_unbind_card",
  "faq_change_owner",
  "verify_genuine_terminal",
  "verify_official_channel",
  "report_scam",
  "contact_official_support",
  "talk_to_human",
  "check_ticket",
  "greeting",
  "thanks",
  "goodbye",
  "flow_next",
  "flow_back",
  "flow_stuck",
  "flow_restart",
  "chitchat",
  "out_of_scope",
  "abusive",
  "illegal_request",
  "sensitive_data",
]);
export type IntentId = z.infer<typeof IntentId>;

/** `intents/<id>.yml`: an intent that no FAQ answers, with the definition a stranger can label by. */
export const IntentFile = z.strictObject({
  definition: z.string().min(10),
  utterances: z.array(z.string().min(1)).min(1),
});
export type IntentFile = z.infer<typeof IntentFile>;
