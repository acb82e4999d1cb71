// The ids of content that code itself names. Every other id reaches the code out of the content. `npm run content` reports
// those that the content does not have.
import { TALK_RULES } from "../rules/talk-rules.ts";
import type { IntentId } from "./intent.ts";

/** Payment platforms with a way of their own to change the card. */
export const ALIPAY = "alipay";
export const WECHATPAY = "wechatpay";
export const PROVIDER_TOPICS: ReadonlyMap<string, IntentId> = new Map([
  [ALIPAY, "rebind_howto_alipay"],
  [WECHATPAY, "rebind_howto_wechat"],
]);

/** With these customers scan a code, whoever's it is. */
export const WALLETS: readonly string[] = [WECHATPAY, ALIPAY, "unionpay"];

/** The names most merchants look for; every other one can be typed. */
export const OFFERED_PROVIDERS: readonly string[] = ["lakala", "chinaums", "shengpay", WECHATPAY, ALIPAY];
export const OFFERED_BANKS: readonly string[] = ["icbc", "abc", "boc", "ccb", "cmb"];
/** In the order in which merchants look for them, as the front page shows them. */
export const SOUGHT_FIRST: readonly string[] = [
  ...["lakala", WECHATPAY, ALIPAY, "chinaums", "icbc", "shengpay", "ccb", "abc", "boc", "cmb"],
];
/** The two that have the mark of the card network in their names. */
export const BEHIND_THE_MARK: readonly string[] = ["chinaums", "unionpay"];

/** The guide that checks a terminal, for any provider. */
export const VERIFY_TERMINAL = "verify-terminal";

/** The category of pages that warn: what must not be done bears repeating. */
export const SAFETY = "safety";

/** Articles and FAQs that a dialog answers with, or a page points to. */
export const PAGES = {
  changeElsewhere: "change-elsewhere",
  commonScams: "common-scams",
  rebindFailed: "rebind-failed",
  safetyPrecautions: "safety-precautions",
  whichSoftware: "which-software",
  whoseTerminal: "whose-terminal",
} as const;

/** Troubles in the order in which they are asked about. */
export const MOST_ASKED: readonly string[] = [
  "phone-changed",
  "not-received",
  PAGES.rebindFailed,
  "old-card-closed-or-lost",
];

/** What is asked about a fraud after it was told. */
/** What is asked by whoever lost somebody. */
export const OWNER_DIED: IntentId = "faq_owner_died";
export const AFTER_SCAM: IntentId = "faq_after_scam";

/** Says that every change is reviewed anew: why no date can be given before the acquirer has answered. */
export const REVIEW_RULE = "rule259.change-needs-review";
/** Says to keep the old card until nothing more can arrive on it. */
export const CLOSE_LAST = "lost-card.close-last";

/** Rules of `rules/*.yml`, by what the code asks them. */
export const RULES = {
  ...TALK_RULES,
  /** A question that names nothing, 「为什么」. */
  bareQuestion: "follow-up/bare",
  asksWhere: "follow-up/where",
  /** What stands beside a provider's name says no more: 「我的是拉卡拉的」. */
  nameAlone: "name/alone",
  nameInDoubt: "name/in-doubt",
  deniesTold: "talk/denies-told",
  denialWords: "talk/denial-words",
  /** A name that stands nowhere: a brand alone, what stands around it, said to be on the machine, a Latin word alone. */
  brandAlone: "name/brand-alone",
  brandAround: "name/brand-around",
  brandTold: "name/brand-told",
  latinAlone: "name/latin-alone",
  /** Where a name begins and ends, surely and maybe; what stands around it, and what is no company. */
  opensTerminal: "name/opens-terminal",
  opensName: "name/opens",
  closesTerminal: "name/closes-terminal",
  closesName: "name/closes",
  terminalIs: "name/terminal-is",
  aroundCompany: "name/around-company",
  noCompany: "name/no-company",
  /** A name that its form says is a company's, one that only looks so, how many end, and how one goes on behind its name. */
  companyForm: "name/company-form",
  noForm: "name/no-form",
  companyEnding: "name/company-ending",
  plainEnding: "name/plain-ending",
  behindName: "name/behind-name",
  rented: "name/rented",
  /** In a guide such a name is meant as it is said, 「换成支付宝」. */
  switches: "switch/in-guide",
  /** After an answer such a name asks the same for another company, 「那盛付通呢」. */
  asksAbout: "follow-up/other-provider",
  onlyTheMark: "name/only-the-mark",
  /** One plate that customers of several platforms scan. */
  aggregated: "name/aggregated",
  /** What stands between two names of which both are meant. */
  namedBeside: "name/beside",
  /** Of several terminals: this one is done, the next one, whether each has its turn, and one more of another company. */
  terminalDone: "terminals/done",
  nextTerminal: "terminals/next",
  oneByOne: "terminals/one-by-one",
  whichFirst: "terminals/which-first",
  oneMoreTerminal: "terminals/one-more",
  /** Around an offered option: words that only point at it. */
  pointsAt: "choice/points-at",
  /** Says yes to whom we guessed, and goes on. */
  guessConfirmed: "name/confirmed",
  cannotRead: "name/cannot-read",
  /** What was read on the label or the slip, and names no company. */
  labelTold: "name/label-told",
  /** Taken off a message before it is asked for commands, in front and behind. */
  commandPolite: "steering/polite",
  commandTrailing: "steering/trailing",
  englishPolite: "steering/english-polite",
  englishTrailing: "steering/english-trailing",
  /** Around what tells of a merchant's own case: denied, asked, asked how, asked as a whole, and nothing else beside it. */
  situationDenied: "situation-told/denied",
  situationAsked: "situation-told/asked-before",
  situationHow: "situation-told/asks-how",
  situationAsks: "situation-told/asks",
  situationAlone: "situation-told/nothing-else",
  /** Taken off a message before it is read, and what tells the secret that is masked behind it. */
  addressed: "politeness/addressed",
  greets: "politeness/greets",
  thanks: "politeness/thanks",
  secretNamed: "politeness/secret-named",
  /** A question is no command. */
  commandAsked: "steering/asks",
  /** Goes on with what was left. */
  goesOn: "steering/goes-on",
  /** Asks for the next step, which is not the same as having done this. */
  on: "steering/on",
  /** Where something is to be found, which is not the same as where one stands. */
  asksPlace: "steering/asks-place",
  takesOffer: "talk/takes-offer",
  /** The card is changed, whatever step it is. */
  allDone: "steering/all-done",
  /** The change was handed in, whatever step they stood at. */
  submitted: "steering/submitted",
  /** A change is spoken of. */
  change: "concept/change",
  /** A menu, button or entry is not found. */
  menuMissing: "stuck/menu-missing",
  /** A change was handed in and did not go through. */
  refused: "stuck/refused",
  shortYes: "steering/short-yes",
  shortNo: "steering/short-no",
  stepAsked: "step/asked",
  lastStepAsked: "step/last",
  stepNumber: "step/number",
  moveDevice: "talk/move-device",
  /** Speaks of what was said or promised another day. */
  fromBefore: "talk/from-before",
  /** Heard, and off to do it. */
  heardAndOff: "talk/heard-and-off",
  /** Nothing was changed or touched. */
  leftAlone: "talk/left-alone",
  /** Does not know how. */
  noSkill: "stuck/no-skill",
  /** Something is put aside, and nothing asked. */
  aside: "talk/aside",
  /** The merchant called the official line. */
  callMade: "call/made",
  /** More of what was said there; and what a company is told to have said, called or not. */
  callMore: "call/more",
  callReported: "call/reported",
  /** Where the step is to call: that they got through, or what was said on the phone. */
  callAtStep: "call/at-step",
  /** Nobody answers the phone. */
  noAnswer: "stuck/no-answer",
  /** Where another question begins in a message. */
  asksAnother: "asks/another",
  qrCode: "channel/qr-code",
  /** Asks whose number it is that stands beside it. */
  whoseNumber: "channel/whose-number",
  nothingYet: "fraud/nothing-yet",
  called: "fraud/called",
  /** What was taken when the terminal was got, and never given back. */
  pastFee: "fraud/past-fee",
  pastFeeMore: "fraud/past-more",
  /** That it is over. */
  fraudOver: "fraud/over",
  /** Nothing came into the other's hands, or no money is gone: it takes back what we had taken for told. */
  gaveNothing: "fraud/gave-nothing",
  /** Somebody has died. */
  deathTold: "talk/death-told",
  moneySafe: "fraud/money-safe",
  /** There is no fraud in what was told. */
  fraudDenied: "fraud/denied",
  /** What the company's own app wants of the merchant, and nobody else. */
  inOwnApp: "fraud/in-own-app",
} as const;

/** All of them, by what they name. */
export const OWN_IDS = {
  providers: [
    ...new Set([...SOUGHT_FIRST, ...OFFERED_PROVIDERS, ...OFFERED_BANKS, ...BEHIND_THE_MARK, ...WALLETS]),
  ],
  guides: [VERIFY_TERMINAL],
  pages: [...new Set([...Object.values(PAGES), ...MOST_ASKED])],
  categories: [SAFETY],
  facts: [REVIEW_RULE, CLOSE_LAST],
  rules: Object.values<string>(RULES),
} as const;
