// Where facts are shown: by giving every fact a value of its own and looking for it, and by comparing before and after.
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { botPlaces } from "./bot-places.ts";
import { pagePlaces } from "./page-places.ts";
import { type Place, placeKey } from "./place.ts";

/** Digits of a mark; with `95` before them a number that the registry takes for a hotline. */
const MARK_DIGITS = 6;

export interface Change {
  readonly place: Place;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Everything a merchant can read, pages and bot; `day` is the day timelines count from. */
export function allPlaces(knowledge: Knowledge, day: string): Place[] {
  return [...pagePlaces(knowledge, day), ...botPlaces(knowledge, day)];
}

/** The same content with one fact reading otherwise. Throws for a fact that is not there. */
export function withValue(knowledge: Knowledge, id: string, value: string): Knowledge {
  const fact = knowledge.facts.get(id);
  if (!fact) throw new Error(`no fact ${id}`);
  return { ...knowledge, facts: new Map(knowledge.facts).set(id, { ...fact, value }) };
}

/**
 * Fact id → the places that show its value, found in one rendering: every fact gets a value that occurs nowhere
 * else, of the form its kind has, because numbers and sites are also judged and linked by their form.
 */
export function whereShown(knowledge: Knowledge, day: string): ReadonlyMap<string, readonly Place[]> {
  const marks = new Map([...knowledge.facts.values()].map((fact, index) => [fact.id, markOf(fact, index)]));
  const facts = new Map(
    [...knowledge.facts].map(([id, fact]) => [id, { ...fact, value: marks.get(id) ?? fact.value }]),
  );
  const places = allPlaces({ ...knowledge, facts }, day);
  return new Map(
    [...marks].map(([id, mark]) => [
      id,
      places.filter(({ lines }) => lines.some((line) => line.includes(mark))),
    ]),
  );
}

function markOf({ id, kind }: Fact, index: number): string {
  const number = String(index).padStart(MARK_DIGITS, "0");
  if (kind === "phone") return `95${number}`;
  return kind === "website" ? `www.mark-${number}.cn` : `⟦${id}⟧`;
}

/** The places that read otherwise when one fact changes, each with the lines that differ. */
export function changesBetween(before: readonly Place[], after: readonly Place[]): Change[] {
  const later = new Map(after.map((place) => [placeKey(place), place]));
  return before.flatMap((place) => {
    const now = later.get(placeKey(place))?.lines ?? [];
    const changed = linesOnlyIn(place.lines, now);
    const added = linesOnlyIn(now, place.lines);
    return changed.length + added.length > 0 ? [{ place, before: changed, after: added }] : [];
  });
}

function linesOnlyIn(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
