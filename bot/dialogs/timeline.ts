// When a changed card takes effect at one provider: what is known, counted out in dates only where it is official.

import { addDays, addWorkingDays, holidayOn, isWorkingDay, yearOf } from "../knowledge/calendar.ts";
import type { Fact } from "../knowledge/fact.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { CLOSE_LAST, REVIEW_RULE } from "../knowledge/own-ids.ts";
import { ownWords } from "../knowledge/own-words.ts";
import type { Provider, Span } from "../knowledge/provider.ts";
import { resolveText } from "../knowledge/references.ts";
import { gradeWords, replyText } from "../knowledge/reply-text.ts";

export type RowId = "submit" | "review" | "meanwhile" | "keep" | "check" | "cycle";

export interface TimelineRow {
  readonly id: RowId;
  readonly title: string;
  readonly text: string;
  /** What the sentence rests on; never empty. */
  readonly facts: readonly string[];
}

export interface Timeline {
  readonly provider: string;
  /** Day in Shanghai on which the change is handed in. */
  readonly submitted: string;
  /** Day by which most reviews are through; only from an official fact. */
  readonly usually?: string;
  /** Last day of the review; only from an official fact and a known calendar. */
  readonly latest?: string;
  /** The days are those of some merchants only, who are named in the review's row: nobody else may plan by them. */
  readonly partly?: true;
  readonly rows: readonly TimelineRow[];
}

/**
 * What to expect when the card is handed in on a day. Dates appear only where the provider's own fact is graded
 * official and, for working days, where the calendar of every year on the way is known; otherwise the row says
 * what is known, how well, and that the acquirer's answer counts. Where the fact is about some merchants only, the date
 * is told to them, and the rows for everybody go without. Same input, same words.
 */
export function settlementTimeline(
  knowledge: Knowledge,
  { provider, submitted }: { provider: Provider; submitted: string },
): Timeline {
  const factOf = (key: string | undefined) =>
    key === undefined ? undefined : knowledge.facts.get(`${provider.id}.${key}`);
  const { review } = provider.timeline;
  const known = review && factOf(review.fact);
  const isOfficial = known?.grade === "official";
  const spanEnd = (span: Span | undefined) =>
    span && isOfficial ? endOf(knowledge, submitted, span) : undefined;
  const latest = spanEnd(review?.longest);
  const usually = spanEnd(review?.usually);
  const partly = review?.partly === true;
  const cycle = factOf(provider.timeline.cycle);
  const say = createSayer(knowledge, provider);
  const rows = [
    submitRow(knowledge, submitted, say),
    known && review
      ? reviewRow(knowledge, { fact: known, longest: review.longest, submitted, latest, partly, say })
      : say("review", "review-none", {}, [REVIEW_RULE]),
    claimRow(say, "meanwhile", factOf(provider.timeline.meanwhile), [REVIEW_RULE]),
    latest === undefined || partly
      ? say("keep", "keep", {}, [CLOSE_LAST])
      : say("keep", "keep-until", { latest: ownWords(knowledge.locale).day(latest) }, [
          CLOSE_LAST,
          ...(known ? [known.id] : []),
        ]),
    claimRow(say, "check", factOf(provider.timeline.confirm), [REVIEW_RULE]),
    ...(cycle ? [claimRow(say, "cycle", cycle, [])] : []),
  ];
  return {
    provider: provider.id,
    submitted,
    ...(usually !== undefined && { usually }),
    ...(latest !== undefined && { latest }),
    ...(partly && { partly }),
    rows,
  };
}

/** Every fact the timeline rests on, each once. */
export function factsOf({ rows }: Timeline): readonly string[] {
  return [...new Set(rows.flatMap(({ facts }) => facts))];
}

type Say = (
  id: RowId,
  key: string,
  params?: Readonly<Record<string, string>>,
  basis?: readonly string[],
) => TimelineRow;

/** Fills `timeline.<key>` of replies.yml. Throws when a key or placeholder is missing: a defect, not input. */
function createSayer(knowledge: Knowledge, provider: Provider): Say {
  return (id, key, params = {}, basis = []) => {
    const filled = replyText(knowledge, `timeline.${key}`, { ...params, provider: provider.name });
    const { text, facts } = resolveText(filled, { knowledge, provider });
    const present = basis.filter((fact) => knowledge.facts.has(fact));
    return {
      id,
      title: replyText(knowledge, `timeline.title-${id}`),
      text,
      facts: [...new Set([...facts, ...present])],
    };
  };
}

function submitRow(knowledge: Knowledge, submitted: string, say: Say): TimelineRow {
  const works = isWorkingDay(knowledge.calendar, submitted);
  const calendar = `calendar.${yearOf(submitted)}`;
  const day = ownWords(knowledge.locale).day(submitted);
  if (works === undefined) return say("submit", "submit-unknown", { day }, [REVIEW_RULE]);
  if (works) return say("submit", "submit-working", { day }, [calendar]);
  const holiday = holidayOn(knowledge.calendar, submitted);
  if (holiday === undefined) return say("submit", "submit-weekend", { day }, [calendar]);
  return say("submit", "submit-holiday", { day, holiday }, [calendar]);
}

interface Review {
  readonly fact: Fact;
  readonly longest: Span;
  readonly submitted: string;
  readonly latest: string | undefined;
  readonly partly: boolean;
  readonly say: Say;
}

function reviewRow(
  knowledge: Knowledge,
  { fact, longest, submitted, latest, partly, say }: Review,
): TimelineRow {
  const grade = gradeWords(knowledge, fact);
  const params = { fact: `{{fact:${fact.id}}}`, grade, verified: fact.verified };
  if (fact.grade !== "official") return say("review", "review-unofficial", params);
  const firstYear = yearOf(addDays(submitted, 1));
  if (latest === undefined) {
    const year = knowledge.calendar.has(firstYear) ? firstYear + 1 : firstYear;
    return say("review", "review-unknown-year", { ...params, year: String(year) });
  }
  const dated = { ...params, latest: ownWords(knowledge.locale).day(latest) };
  if (longest.of === "calendar") return say("review", partly ? "review-dated-partly" : "review-dated", dated);
  const years = new Set([firstYear, yearOf(latest)]);
  const calendar = [...years]
    .map((year) => `{{fact:calendar.${year}}}`)
    .join(ownWords(knowledge.locale).comma);
  return say("review", partly ? "review-counted-partly" : "review-counted", { ...dated, calendar });
}

/** A provider's own claim with its grade, or the careful general sentence. */
function claimRow(say: Say, id: RowId, fact: Fact | undefined, otherwise: readonly string[]): TimelineRow {
  if (!fact) return say(id, `${id}-none`, {}, otherwise);
  const key = fact.grade === "official" ? id : `${id}-unofficial`;
  return say(id, key, { fact: `{{fact:${fact.id}}}` });
}

function endOf({ calendar }: Knowledge, submitted: string, { days, of }: Span): string | undefined {
  return of === "working" ? addWorkingDays(calendar, submitted, days) : addDays(submitted, days);
}
