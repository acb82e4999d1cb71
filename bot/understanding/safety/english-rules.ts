// The essentials of the safety rules in English: fraud, a crime asked for, a person wanted, secrets offered.
import type { SafetyRule } from "./rule.ts";

const SECRET =
  "(?:(?:verification|sms|security|one[- ]time|otp|text) ?codes?|codes?|otp|password|passcode|pin|cvv2?|expiry date|card (?:number|details)|id (?:card )?number)";
const STRANGER =
  "(?:somebody|someone|some ?one|a (?:man|woman|guy|stranger|caller|salesman|person)|they|he|she|an? (?:agent|salesperson|customer service)|the caller|a (?:phone )?call|a text|an sms|a message)";
const HOW_TO_BE_SAFE =
  /how (?:do|can|to|should) (?:i |we )?(?:avoid|prevent|spot|recogni[sz]e|tell|protect|stay safe|not get)|what (?:scams|are)|common scams|is it (?:safe|normal|true)/;

/** Those of somebody being cheated come before anything else. */
export const ENGLISH_RULES: readonly SafetyRule[] = [
  {
    intent: "report_scam",
    name: "asked-for-secret",
    pattern: new RegExp(
      `${STRANGER}.{0,40}(?:ask(?:s|ed|ing)?|want(?:s|ed)?|demand(?:s|ed)?|need(?:s|ed)?|told me to (?:send|give|tell|read)|tells? me to (?:send|give|tell|read)).{0,30}\\b${SECRET}|(?:gave|sent|told|read) (?:him|her|them|someone|somebody|a stranger|the caller).{0,20}\\b${SECRET}|\\b${SECRET} (?:to|with) (?:him|her|them|a stranger|the caller)|${STRANGER}.{0,40}(?:transfer|remit|share (?:my|the|your) screen|screen sharing|remote control|safe account)`,
    ),
    unless: HOW_TO_BE_SAFE,
  },
  {
    intent: "report_scam",
    name: "cheated",
    pattern:
      /\b(?:i|we|i've|i have|i am|i'm|got|been|was|were) (?:just |been |being |getting |was |got )*(?:scammed|cheated|defrauded|swindled|tricked|robbed|hacked|phished)\b|\b(?:scammer|fraudster|swindler|con man)s?\b|\b(?:it's|it is|this is|is this|was it|think it'?s) (?:a )?(?:scam|fraud)\b|\bmoney (?:is |was |has been |has |got )?(?:gone|stolen|taken|disappeared|vanished)\b|\bstole my (?:money|card|account)|\b(?:qr )?code (?:was|has been|got) (?:swapped|replaced|covered|changed)|\b(?:deposit|activation fee).{0,20}(?:not (?:returned|refunded)|kept|won'?t (?:return|refund))/,
    unless: HOW_TO_BE_SAFE,
  },
  {
    intent: "illegal_request",
    name: "cash-out",
    pattern:
      /\bcash(?:ing)? ?(?:out|advance|back my)\b.{0,30}\b(?:credit|card|limit|huabei|pos)|\bcredit cards?\b.{0,30}\bcash(?:ing)? ?out|\b(?:launder(?:ing)?|fake|false) (?:money|transactions?|sales)|\bmoney laundering|\b(?:clone|copy|skim)(?:ning|ing)? (?:a |the |bank |credit )*cards?|\b(?:someone|somebody) else'?s card\b.{0,30}\b(?:without|secretly)|\bbypass (?:the )?(?:real[- ]name|verification|id check|review)|\bavoid (?:the )?(?:risk control|tax(?:es)?)/,
    unless: /\bis (?:it|that|this) (?:legal|illegal|allowed)\b|asked me|asks me|offer(?:s|ed) (?:me|to)/,
  },
  {
    intent: "talk_to_human",
    name: "person-wanted",
    pattern:
      /\b(?:talk|speak|chat|connect me|transfer me|put me through) (?:to|with) (?:an? |the |your |some )?(?:real |live |human )*(?:agent|human|person|someone|somebody|operator|representative|people|staff)\b|\b(?:want|need|get me|is there) (?:a |an )(?:real |live |human )+(?:agent|person|being)\b|\b(?:want|need|get me) (?:a |an )(?:human|agent|operator)\b/,
  },
  {
    intent: "sensitive_data",
    name: "secret-offered",
    pattern: new RegExp(
      `\\b(?:should|shall|can|may|do|must) i (?:need to |have to )?(?:send|give|tell|type|enter|share)(?: you)?.{0,20}\\b${SECRET}|\\b(?:here is|here's|this is) my ${SECRET}|\\bmy ${SECRET} is\\b|\\bdo you (?:need|want) my ${SECRET}`,
    ),
  },
];
