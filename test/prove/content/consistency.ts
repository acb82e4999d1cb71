// Bot and pages say the same. Every answer links a page and anchor that is there and shows its facts; every page whose
// matter a dialog handles offers it. Then the evidence is spoilt to test the proof.
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import { type Claim, type Observed, observe, type Start } from "../../support/claims.ts";
import { realContent } from "../../support/real-content.ts";
import type { Proof } from "../proof.ts";

const DAY = "2026-11-24";
const MIN_SCORE = 1;
const LEAST_CLAIMS = 500;

/** Replies that state facts of the provider in question only, under its own name; its page backs them. */
const OF_PROVIDER =
  /^reply (?:again\.)?(?:stuck-twice|page-again|human|offer-person|channels|call-|code-|progress-|screen-|step-not-known)/;
/** Intents that a dialog carries out; the others are answered by a page. */
const HAS_DIALOG = /^(?:rebind|verify|report|contact)_/;
const NO_ANSWER = ["not-understood", "did-you-mean", "out-of-scope"];

export function mismatchesOf({ claims, starts, anchors, facts }: Observed): string[] {
  return [
    ...claims.flatMap((claim) => claimProblems(claim, { anchors, facts })),
    ...starts.flatMap(startProblems),
  ];
}

function claimProblems(
  { name, page, facts: used, provider }: Claim,
  { anchors, facts }: Pick<Observed, "anchors" | "facts">,
): string[] {
  const own = provider === undefined ? undefined : `/providers/${provider}`;
  const link = page ?? (OF_PROVIDER.test(name) ? own : undefined);
  if (link === undefined) return [`${name}: links no page`];
  const [path = "", anchor] = link.replace(/\?[^#]*/, "").split("#");
  const there = anchors.get(path);
  if (!there) return [`${name}: links ${path}, which is not there`];
  const shown = [path, own].flatMap((one) => [...(facts.get(one ?? "") ?? [])]);
  return [
    ...(anchor !== undefined && !there.has(anchor) ? [`${name}: ${path} has no anchor ${anchor}`] : []),
    ...used.filter((fact) => !shown.includes(fact)).map((fact) => `${name}: ${path} does not show ${fact}`),
  ];
}

function startProblems({ page, intents, start, words, replies }: Start): string[] {
  const handled = intents.filter((intent: IntentId) => HAS_DIALOG.test(intent));
  if (start === undefined) return handled.map((intent) => `${page}: does not offer the dialog of ${intent}`);
  const [first] = replies;
  if (words === undefined || first === undefined)
    return [`${page}: the bot knows no dialog ${start} by name`];
  const isAnswered = !NO_ANSWER.includes(first) && !/^(?:faq|article):/.test(first);
  return isAnswered ? [] : [`${page}: ${start} answers with ${first}, no dialog`];
}

/** Every way in which one piece of evidence could be wrong. */
function* mutants(observed: Observed): Generator<{ readonly name: string; readonly observed: Observed }> {
  const { claims, starts } = observed;
  for (const [index, claim] of claims.entries()) {
    const spoilt: readonly [string, Claim][] = [
      ["page gone", { ...claim, page: "/help/nowhere" }],
      ["anchor gone", { ...claim, page: `${claim.page?.split("#")[0]}#nowhere` }],
      ["fact not shown", { ...claim, facts: [...claim.facts, "nobody.shows-this"] }],
    ];
    for (const [name, mutant] of spoilt) {
      yield { name: `${claim.name}: ${name}`, observed: { ...observed, claims: claims.with(index, mutant) } };
    }
  }
  for (const [index, one] of starts.entries()) {
    if (one.start === undefined) continue;
    const spoilt: readonly [string, Start][] = [
      ["name unknown", { ...one, replies: [] }],
      ["not understood", { ...one, replies: ["not-understood"] }],
      ["answered by a page", { ...one, replies: ["faq:fee"] }],
    ];
    for (const [name, mutant] of spoilt) {
      yield { name: `${one.page}: ${name}`, observed: { ...observed, starts: starts.with(index, mutant) } };
    }
  }
}

export function mutationScore(observed: Observed): { killed: number; mutants: number; survivors: string[] } {
  const all = [...mutants(observed)];
  const survivors = all
    .filter((mutant) => mismatchesOf(mutant.observed).length === 0)
    .map(({ name }) => name);
  return { killed: all.length - survivors.length, mutants: all.length, survivors };
}

export const proof = {
  name: "consistency",
  promise:
    "Whatever the bot answers stands on the page it links, and a page whose matter a dialog handles offers it.",
  short: { seconds: 3, options: { every: 40 } },
  full: { seconds: 6, options: { every: 1 } },
  options: { every: "of so many claims one is spoilt in three ways" },
  async run({ every }: { every: number }) {
    const observed = observe(await realContent(), DAY);
    const mismatches = mismatchesOf(observed);
    const claims = observed.claims.filter((_, index) => index % every === 0);
    const { killed, mutants: count, survivors } = mutationScore({ ...observed, claims });
    const offered = observed.starts.filter(({ start }) => start !== undefined).length;
    return {
      findings: [
        ...(observed.claims.length >= LEAST_CLAIMS ? [] : [`only ${observed.claims.length} claims`]),
        ...mismatches,
        ...(killed / count >= MIN_SCORE
          ? []
          : survivors.map((name) => `a spoilt claim is not noticed: ${name}`)),
      ],
      figures: [
        `${observed.claims.length} claims of the bot, ${offered} of ${observed.starts.length} pages offer a dialog: ` +
          `${mismatches.length} mismatches; mutants killed ${killed} of ${count}`,
      ],
    };
  },
} satisfies Proof<{ every: number }>;
