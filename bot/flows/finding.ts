// What the checker can find, by rule, and how a finding reads: one line with the conversation that shows it.

/** Every rule with what it demands. */
export const RULES = {
  exception: "a turn never throws",
  "state-refused": "the next turn reads back the state that this turn stored",
  "not-deterministic": "the same input gives the same bytes",
  "dead-end": "the last reply of a turn offers a way on",
  empty: "a reply says something",
  placeholder: "nothing unfilled reaches a merchant",
  "too-long": "replies, labels and lists of choices fit on a phone",
  "no-why": "every reply says what produced it",
  "says-it-twice": "one turn does not say the same words twice",
  "asks-twice": "no question is asked twice in a row in the same words",
  "offers-differ": "what is shown as choices is what a number or a label chooses among",
  "label-collision": "no two offered labels are equal after folding",
  "label-meaning": "a label means the same everywhere",
  "label-action": "a typed label does what its button does",
  "late-press": "a button pressed late still does what it says",
  "no-person": "「人工」 works everywhere: recorded, and with a number or where to find it",
  "far-from-person": "a person or an official channel is two taps away or nearer",
  loop: "taps lead to a person or an official channel, never round in a circle",
  "guide-options": "a step offers a way on, help, a way back and a way out",
  "guide-move": "next goes one step on and back one step back; the last step ends the guide",
  "guide-end": "every guide can be walked to its end",
  "stuck-help": "「卡住了」 is answered with what to try, the second time with a person",
  "lost-place": "a question in the middle of a guide leads back to the same step",
  resume: "a guide that was left is taken up at the same step",
  "command-ignored": "a command in a guide is understood",
  "second-miss": "the second message in a row that is not understood leads to a person",
  "scam-path": "a story of fraud always leads to the safety path",
  "secret-warning": "a secret is answered with the warning, and its text is kept nowhere",
  unreachable: "everything written to be said is said somewhere",
  bound: "the search ends before its bound",
} as const;
export type Rule = keyof typeof RULES;

/** One turn on the way, as a story writes it. `merchant` is absent where the chat was only opened. */
export interface StoryLine {
  readonly merchant?: string;
  readonly bot: readonly string[];
}

export interface Finding {
  /** The content or the place in the dialogs where it shows. */
  readonly where: string;
  readonly rule: Rule;
  readonly problem: string;
  /** The shortest conversation found that shows it; none for what is written and never said. */
  readonly story: readonly StoryLine[];
}

/** Reports each finding of one place, rule and wording once; the first is the one with the shortest story. */
export function createFindings(): { report: (finding: Finding) => void; list: () => Finding[] } {
  const found = new Map<string, Finding>();
  return {
    report: (finding) => {
      const key = JSON.stringify([finding.where, finding.rule, finding.problem]);
      if (!found.has(key)) found.set(key, finding);
    },
    list: () => [...found.values()],
  };
}

/** `where: rule: problem`, and the turns in the form of `test/stories/*.yml`, all on one line. */
export function findingLine({ where, rule, problem, story }: Finding): string {
  const turns = story.map(({ merchant, bot }) => {
    const keys = `bot: ${JSON.stringify(bot)}`;
    return merchant === undefined
      ? `{ joined: true, ${keys} }`
      : `{ merchant: ${JSON.stringify(merchant)}, ${keys} }`;
  });
  return `${where}: ${rule}: ${problem}${turns.length > 0 ? ` — turns: [${turns.join(", ")}]` : ""}`;
}
