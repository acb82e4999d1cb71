// Masks card numbers, codes, passwords and personal numbers in what people write, before anything is stored.
import type { SecretKind } from "../ports.ts";
import { findAlike } from "./alike.ts";
import { findOddCodes } from "./bare-codes.ts";
import { findCards } from "./cards.ts";
import {
  findAccounts,
  findCvvs,
  findExpiries,
  findLetteredCodes,
  findOneTimeCodes,
  findPasswords,
  findSpelledPasswords,
} from "./codes.ts";
import { findEmails } from "./emails.ts";
import { findEncoded } from "./encoded.ts";
import { findLogins } from "./logins.ts";
import { findLandlines, findMessengers } from "./messengers.ts";
import { findNamedMonths } from "./named-months.ts";
import { findPapers } from "./papers.ts";
import { findIdCards, findMobiles, findPermits } from "./people.ts";
import { type Finding, type Scene, sceneOf, withoutFindings } from "./scene.ts";
import { findSoundedCodes } from "./sounded-codes.ts";
import { findToldCards } from "./told-cards.ts";
import { findDaysOfLife, findRepeated, findToldCodes } from "./told-codes.ts";
import { isGap } from "./view/gap.ts";

export interface FoundSecret {
  readonly kind: SecretKind;
  /** UTF-16 positions in the text as it was given. */
  readonly start: number;
  readonly end: number;
}

export interface Masked {
  readonly text: string;
  /** In order of position, without overlaps. */
  readonly found: readonly FoundSecret[];
}

/** The kinds of what was found, each once, in the order they were found. */
export function secretKinds(found: readonly { readonly kind: SecretKind }[]): SecretKind[] {
  return [...new Set(found.map(({ kind }) => kind))];
}

export const MASK = "****";
/** What may hold digits, letters and labels of other things: found first, and not read again. */
const WHOLE_FINDERS = [
  findIdCards,
  findEmails,
  findPasswords,
  findLogins,
  findSoundedCodes,
  findRepeated,
  findEncoded,
];
/** Where two claim the same digits, the earlier names them. */
const FINDERS = [
  findToldCards,
  findCards,
  findMobiles,
  findLandlines,
  findMessengers,
  findPermits,
  findPapers,
  findSpelledPasswords,
  findOneTimeCodes,
  findLetteredCodes,
  findCvvs,
  findExpiries,
  findNamedMonths,
  findAccounts,
  findToldCodes,
  findDaysOfLife,
  findOddCodes,
];

/**
 * Replaces secrets by `****`. Readable stay the last four digits of cards, accounts and identity cards, the first
 * three and last four of mobile numbers, the last two of permits and the first three letters and domain of e-mail
 * addresses; of codes and passwords nothing. Numbers that support needs (hotlines, orders, merchant and terminal
 * numbers, amounts, dates) stay. Linear, never throws; masking a masked text changes nothing.
 */
export function maskSecrets(text: string): Masked {
  const scene = sceneOf(text);
  const secrets = secretsOf(scene);
  return {
    text: showSecrets(text, secrets),
    found: secrets.map(({ kind, start, end }) => ({ kind, start, end })),
  };
}

/** A secret with what is shown instead. */
export interface Secret extends FoundSecret {
  readonly shown: string;
}

/** All that is found without a name has a digit, a Latin letter or Morse in it; most messages have none. */
const HOLDS_ANY = /[\da-z]|[.-]{5}/;

/** In order of position, without overlaps. */
export function secretsOf(scene: Scene): Secret[] {
  const { view } = scene;
  if (scene.labels.length === 0 && !HOLDS_ANY.test(view.digits)) return [];
  const whole = merge(findAll(WHOLE_FINDERS, scene));
  const findings = [...whole, ...findAll(FINDERS, withoutFindings(scene, whole))];
  const merged = merge(findings);
  return merge([...merged, ...findAlike(scene, merged)]).map((finding) => ({
    kind: finding.kind,
    start: view.starts[finding.start] ?? 0,
    end: view.ends[finding.end - 1] ?? 0,
    shown: shownOf(scene, finding),
  }));
}

function findAll(finders: readonly ((scene: Scene) => Finding[])[], scene: Scene): Finding[] {
  return finders.flatMap((find) => find(scene)).map((finding) => toEdges(scene, finding));
}

const LONGEST_DATE = 24; // 2024 年 11 月 22 日, with blanks

/** A secret never ends within a row of digits, a date or a label: the rest would be read as something of its own. */
function toEdges({ view, labels, dated }: Scene, finding: Finding): Finding {
  const edge = (at: number) => partAround(view.groups, at) ?? partAround(labels, at);
  let start = edge(finding.start)?.start ?? finding.start;
  let end = edge(finding.end)?.end ?? finding.end;
  const isCut = (at: number) => dated[at - 1] === 1 && dated[at] === 1;
  for (let steps = 0; isCut(start) && steps < LONGEST_DATE; steps += 1) start -= 1;
  for (let steps = 0; isCut(end) && steps < LONGEST_DATE; steps += 1) end += 1;
  if (start === finding.start && end === finding.end) return finding;
  return { ...finding, start, end, head: 0, tail: 0 };
}

/** The part that a position cuts in two. */
function partAround<Part extends { start: number; end: number }>(
  parts: readonly Part[],
  at: number,
): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const part = parts[low];
  return part && part.start < at ? part : undefined;
}

/** Joins findings that overlap; unless they are about the very same characters, the union shows nothing. */
function merge(findings: readonly Finding[]): Finding[] {
  const inOrder = findings.toSorted((one, other) => one.start - other.start);
  const merged: Finding[] = [];
  for (const finding of inOrder) {
    const last = merged.at(-1);
    if (!last || finding.start >= last.end) merged.push(finding);
    else if (finding.start !== last.start || finding.end !== last.end) {
      merged.splice(-1, 1, { ...last, end: Math.max(last.end, finding.end), head: 0, tail: 0 });
    }
  }
  return merged;
}

const NUMBER_OR_AT = /^([^\d@]{0,9}?)(?:[\d@]|[([{<]\s?(?:at|艾特|爱特)|艾特|爱特|\sat\s)/;

/** What may stay readable does so only where no other digits stand or an @ beside it: together they
 * would be a number or an address. */
function shownOf({ view }: Scene, { start, end, head, tail }: Finding): string {
  const text = view.digits;
  const before = /\d(\D{0,9})$/.exec(text.slice(Math.max(0, start - 10), start));
  const after = NUMBER_OR_AT.exec(text.slice(end, end + 14));
  const characters = text.slice(start, end).replace(/[^a-z\d]/g, "");
  const shownHead = before && isGap(before[1] ?? "") ? "" : characters.slice(0, head);
  const shownTail = tail === 0 || (after && isGap(after[1] ?? "")) ? "" : characters.slice(-tail);
  return shownHead + MASK + shownTail;
}

/** The text with what is shown instead of its secrets, which are in order and apart. */
export function showSecrets(text: string, secrets: readonly Secret[]): string {
  let at = 0;
  let result = "";
  for (const { start, end, shown } of secrets) {
    result += text.slice(at, start) + shown;
    at = end;
  }
  return result + text.slice(at);
}
