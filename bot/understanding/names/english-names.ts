// How a name stands in an English sentence: as the terminal's, as a card's bank, denied, or taken back.

/** 「the label says」, 「the machine is from」 before a name. */
const TERMINAL_BEFORE =
  /\b(?:machine|terminal|pos|sticker|label|slip|receipt|contract|paper|device|reader|back)(?: it)? (?:is|says?|said|shows?|reads|was|belongs to)(?: it is| that)?(?: from| by| a| an| the)* $/;
/** 「's terminal」, 「 POS」 behind it. */
const TERMINAL_AFTER =
  /^(?:'s)? (?:pos|machine|terminal|card (?:machine|reader|terminal)|reader|app|hotline|qr|code|sticker|box|device)\b/;

/** 「 card」, 「 is only my bank」 behind a bank. */
const CARD_AFTER =
  /^(?:'s)?(?: (?:debit|bank|savings|personal|company|business|settlement|new|old))* (?:card|account|acct)s?\b(?! (?:machine|reader|terminal|pos))|^ (?:is|was) (?:only |just |simply )?(?:my|the|our) (?:own )?(?:bank|card)\b|^ (?:bank )?(?:has |have |just |already )*(?:gave|given|give|sent|send|issued|froze|frozen|blocked|closed|cancelled|canceled|changed|replaced)(?: me| us)?(?: my| our| a| an| the)*(?: new| old| another)? (?:card|account)\b/;
/** 「my old」, 「a card from」, 「instead of」, 「change to」 before it. */
const CARD_BEFORE =
  /(?:(?<!belongs? )\bto(?: an?| my| our| the| another)?(?: new| old)?|\binto(?: an?| my)?|\b(?:my|our|an?) (?:old|new|own)|\binstead of|\b(?:card|account)(?: is| was)?(?: from| of| at| with| by| in)?|\b(?:change|switch|move|changing|switching)(?: it| the card| my card)? from|\b(?:my|our) bank(?: is| was)?(?: called)?) $/;

/** 「it is not」 before a name. */
const DENIED_BEFORE = /(?:\bnot|n't)(?: the| a| an| from| by)? $/;
/** 「, no wait」, 「 sorry」 behind a name that was a slip. */
const TAKEN_BACK =
  /^(?: i think| maybe| probably)?[\s,.]*(?:no wait|wait,? no|no,? sorry|sorry|oops|i mean|actually|correction)\b/;

interface Around {
  readonly before: string;
  readonly after: string;
}

/** Whether the words around a name say that the terminal is of it. */
export function isTerminalsInEnglish({ before, after }: Around): boolean {
  return TERMINAL_AFTER.test(after) || TERMINAL_BEFORE.test(before);
}

/** Whether they say that a card, old or new, is from that bank. */
export function isCardsInEnglish({ before, after }: Around): boolean {
  return CARD_AFTER.test(after) || CARD_BEFORE.test(before);
}

/** Whether they deny the name, or take it back. */
export function isDeniedInEnglish({ before, after }: Around): boolean {
  return DENIED_BEFORE.test(before) || TAKEN_BACK.test(after);
}
