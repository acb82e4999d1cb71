// The rules by which the middle of a talk is heard: what is asked, what is put right, and how far the change has come.

export const TALK_RULES = {
  /** Picks among what was offered by its place. */
  picksFirst: "pick/first",
  picksSecond: "pick/second",
  picksThird: "pick/third",
  picksLast: "pick/last",
  /** It came back from the review; the app wants a photo or the face, so they are in it. */
  rejected: "progress/rejected",
  inApp: "progress/in-app",
  /** The review has passed; a settlement came; it is the first; the new card is named. */
  passed: "progress/passed",
  firstArrived: "progress/arrived",
  firstOne: "progress/first",
  arrivedBare: "progress/arrived-bare",
  /** Whether the old card can be closed: the end of a change answers it. */
  closesOld: "progress/closes-old",
  closesCard: "progress/closes-card",
  newCardNamed: "progress/new-card",
  /** Wants to know whose it is. */
  asksWhose: "asks/whose",
  /** What stands behind it is what is meant; or so where what was answered is refused; and what is meant by neither. */
  means: "talk/i-mean",
  asksOn: "talk/i-ask",
  notAnswered: "talk/not-answered",
  notThat: "talk/not-that",
  /** A clause that puts right what we understood, and asks nothing by itself. */
  corrects: "talk/corrects",
  /** That it is wrong, and nothing more. */
  saysWrong: "talk/says-wrong",
  /** Whether something is asked: after an answer, by the clauses of a message, instead of a name, by a part of a message. */
  asksAfter: "asks/after-answer",
  asksInClauses: "asks/in-clauses",
  asksNoName: "asks/no-name",
  asksPart: "asks/part",
  /** Whether another's card changes with this one. */
  changesToo: "asks/changes-too",
  /** Puts right what was understood: 「我问的是…」. */
  asksElse: "asks/else",
  /** Whether a card is to be changed at all. */
  whetherToChange: "asks/whether-to-change",
  /** Wants to change the card, or to know how, whatever was spoken of. */
  wantsChange: "asks/wants-change",
  /** Wants it said slowly and in plain words. */
  plainWords: "talk/plain-words",
  /** Whether the card is still safe. */
  cardSafe: "asks/card-safe",
  /** Whether to change the card is all there is to do. */
  asksEnough: "asks/enough",
  /** Wants a number to call, or to know whom. */
  asksForLine: "asks/for-line",
  /** Whether the photo or the face that is wanted is safe to give. */
  photoSafe: "asks/photo-safe",
  asksInEnglish: "asks/in-english",
  photoSafeOfLine: "asks/photo-safe-of-line",
  /** Where the merchant number stands. */
  asksNumber: "asks/merchant-number",
  /** Where the serial number of the terminal stands, wanted by somebody for something else than a check. */
  asksSerial: "asks/serial-number",
  /** By what name an app is known, or which one it is. */
  asksApp: "asks/which-app",
  /** Wants the website. */
  asksSite: "asks/site",
  /** How to change the card. */
  asksHow: "asks/how-to",
  /** Whether the call can be left out, or the app will do instead. */
  skipsCall: "asks/skip-call",
  /** Whether, and not how or what. */
  asksWhether: "asks/whether",
  /** Whether something will do. */
  asksWhetherFit: "asks/whether-fit",
} as const;
