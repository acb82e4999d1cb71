// Last review days of the settlement timeline worked out by hand, and no date or sentence without a fact behind it.
import { settlementTimeline } from "../../../bot/dialogs/timeline.ts";
import { addDays } from "../../../bot/knowledge/calendar.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { realContent } from "../../support/real-content.ts";
import type { Proof } from "../proof.ts";

/** Handed in on a day → the fifth working day after it, counted by hand on the printed notices; `?` = year unknown. */
const BY_HAND = `
2024-12-30 ?           2024-12-31 2025-01-08  2025-01-22 2025-02-05  2025-01-27 2025-02-10
2025-04-03 2025-04-11  2025-04-25 2025-05-06  2025-05-30 2025-06-09  2025-09-26 2025-10-10
2025-09-30 2025-10-14  2025-10-08 2025-10-14  2025-12-24 2025-12-31  2025-12-25 2026-01-04
2025-12-26 2026-01-05  2025-12-31 2026-01-08  2026-01-01 2026-01-08  2026-01-03 2026-01-08
2026-01-04 2026-01-09  2026-02-06 2026-02-13  2026-02-09 2026-02-14  2026-02-10 2026-02-24
2026-02-13 2026-02-27  2026-02-14 2026-02-28  2026-02-17 2026-02-28  2026-02-24 2026-03-02
2026-02-28 2026-03-06  2026-03-31 2026-04-08  2026-04-03 2026-04-13  2026-04-05 2026-04-13
2026-04-24 2026-05-06  2026-04-30 2026-05-11  2026-05-05 2026-05-11  2026-05-08 2026-05-14
2026-06-12 2026-06-22  2026-06-18 2026-06-26  2026-06-20 2026-06-26  2026-07-15 2026-07-22
2026-09-18 2026-09-24  2026-09-19 2026-09-24  2026-09-20 2026-09-28  2026-09-24 2026-10-09
2026-09-29 2026-10-12  2026-09-30 2026-10-13  2026-10-01 2026-10-13  2026-10-09 2026-10-15
2026-10-10 2026-10-16  2026-11-23 2026-11-30  2026-11-24 2026-12-01  2026-11-27 2026-12-04
2026-11-28 2026-12-04  2026-11-29 2026-12-04  2026-12-24 2026-12-31  2026-12-25 ?
2026-12-26 ?           2026-12-31 ?
`;
/** The one provider whose review time is official: at most five working days. */
const OFFICIAL = "wechatpay";
const LEAST_BY_HAND = 40;
const FIRST_DAY = "2025-12-20";
const DAYS = 380; // over both ends of a year, every holiday of one in between

export interface TimelineProof {
  readonly byHand: number;
  readonly swept: number;
  /** One line each; empty when all holds. */
  readonly faults: readonly string[];
}

export function proveTimeline(knowledge: Knowledge): TimelineProof {
  const pairs = [...BY_HAND.matchAll(/(\d\S+)\s+(\S+)/g)];
  const wrong = pairs.flatMap(([, submitted = "", expected]) => {
    const { latest = "?" } = settlementTimeline(knowledge, {
      provider: getProvider(knowledge, OFFICIAL),
      submitted,
    });
    return latest === expected ? [] : [`${submitted}: ${latest}, by hand ${expected}`];
  });
  const sweeps = [...knowledge.providers.values()].flatMap((provider) =>
    Array.from({ length: DAYS }, (_, day) => ({ provider, submitted: addDays(FIRST_DAY, day) })),
  );
  const untraced = sweeps.flatMap((sweep) => faultsOf(knowledge, sweep));
  return { byHand: pairs.length, swept: sweeps.length, faults: [...wrong, ...untraced] };
}

/** Every row rests on facts that exist; every date in it is the day handed in, a fact's own, or counted from an official fact. */
function faultsOf(
  knowledge: Knowledge,
  { provider, submitted }: { provider: Provider; submitted: string },
): string[] {
  const timeline = settlementTimeline(knowledge, { provider, submitted });
  const { review } = provider.timeline;
  const grade = knowledge.facts.get(`${provider.id}.${review?.fact}`)?.grade;
  const faults = timeline.rows.flatMap(({ id, text, facts }) => {
    const known = facts.flatMap((fact) => knowledge.facts.get(fact) ?? []);
    const allowed = new Set([submitted, timeline.latest, ...known.map(({ verified }) => verified)]);
    const dates = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const stray = dates.filter(
      (date) => !allowed.has(date) && !known.some(({ value }) => value.includes(date)),
    );
    return [
      ...(facts.length === 0 ? [`${id} rests on nothing`] : []),
      ...(known.length < facts.length ? [`${id} names a fact that is not there`] : []),
      ...stray.map((date) => `${id} says ${date} out of nowhere`),
    ];
  });
  const promises = timeline.latest !== undefined || timeline.usually !== undefined;
  if (promises && grade !== "official") faults.push("counts a date from no official fact");
  return faults.map((fault) => `${provider.id} ${submitted}: ${fault}`);
}

function getProvider(knowledge: Knowledge, id: string): Provider {
  const provider = knowledge.providers.get(id);
  if (!provider) throw new Error(`the content has no provider ${id}`);
  return provider;
}

export const proof = {
  name: "timeline",
  promise:
    "No date of a settlement timeline is told that is not worked out of an official fact and the calendar.",
  short: { seconds: 2, options: {} },
  full: { seconds: 2, options: {} },
  async run() {
    const { byHand, swept, faults } = proveTimeline(await realContent());
    return {
      findings: [...faults, ...(byHand >= LEAST_BY_HAND ? [] : [`only ${byHand} days by hand`])],
      figures: [`${byHand} days by hand, ${swept} provider days traced to facts`],
    };
  },
} satisfies Proof;
