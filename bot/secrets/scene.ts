// What every finder works on and returns.
import type { SecretKind } from "../ports.ts";
import { codeLabelFor, labelFor, mayBeLabelled } from "./labels.ts";
import type { LabelKind } from "./names/label-words.ts";
import { type Label, labelsOf } from "./names/labels-in.ts";
import { hasUnitAt, isHotline } from "./view/plain-numbers.ts";
import { type Group, type View, viewOf, without } from "./view/view.ts";

/** A secret in the folded text; `head` and `tail` say how many of its characters may stay readable. */
export interface Finding {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
  readonly head: number;
  readonly tail: number;
}

export interface Scene {
  readonly view: View;
  readonly labels: readonly Label[];
  /** Of all labels, so that most finders need not look at all. */
  readonly kinds: ReadonlySet<LabelKind>;
  /** 1 at every character of a link, where numbers are addresses. */
  readonly linked: Uint8Array;
  /** 1 at every character of a full date. */
  readonly dated: Uint8Array;
}

/** Neighbouring groups read as one number. */
export interface Window {
  readonly groups: readonly Group[];
  /** How many groups. */
  readonly count: number;
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const LINK = /(?:https?:\/\/|www\.)[!-~]+/g;
const DATE =
  /(?<!\d)(?:(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?)(?!\d)/g;
const HOTLINE_DIGITS = 10;

export function labelOf(scene: Scene, part: { start: number; end: number }): Label | undefined {
  return labelFor(scene.view, scene.labels, part.start, part.end);
}

/** The label of a short number when it names a code. */
export function codeLabelOf(scene: Scene, part: Window): Label | undefined {
  return codeLabelFor(scene.view, scene.labels, part);
}

export function sceneOf(text: string): Scene {
  return toScene(viewOf(text));
}

/** The scene without what was found; the findings must be in order and apart. */
export function withoutFindings(scene: Scene, findings: readonly Finding[]): Scene {
  return findings.length === 0 ? scene : toScene(without(scene.view, findings));
}

function toScene(view: View): Scene {
  const labels = labelsOf(view.words);
  const kinds = new Set(labels.map(({ kind }) => kind));
  return { view, labels, kinds, linked: spread(view.words, LINK), dated: spread(view.digits, DATE) };
}

function spread(text: string, pattern: RegExp): Uint8Array {
  const flags = new Uint8Array(text.length);
  for (const { 0: match, index } of text.matchAll(pattern)) flags.fill(1, index, index + match.length);
  return flags;
}

/** Whether it is worth looking for a number with such a label at this group. */
export function isNear({ view, labels, kinds }: Scene, kind: LabelKind, index: number): boolean {
  return kinds.has(kind) && mayBeLabelled(labels, kind, view.groups[index]?.start ?? 0);
}

export function inLink({ linked }: Scene, at: number): boolean {
  return linked[at] === 1;
}

export function inDate({ dated }: Scene, at: number): boolean {
  return dated[at] === 1;
}

export function hasUnit({ view }: Scene, end: number): boolean {
  return hasUnitAt(view.words, end);
}

/** The digits from a group on, across whatever stands between: a quick no before any window is read. */
export function numeralsAt({ view }: Scene, index: number, count: number): string {
  const at = view.groups[index]?.at ?? view.numerals.length;
  return view.numerals.slice(at, at + count);
}

/** Neighbouring groups from the first to before the last; most are looked at for their digits only. */
class GroupWindow implements Window {
  readonly #view: View;
  readonly #from: number;
  readonly #to: number;
  readonly digits: string;

  constructor(view: View, [from, to]: readonly [number, number], length: number) {
    const at = view.groups[from]?.at ?? 0;
    this.#view = view;
    this.#from = from;
    this.#to = to;
    this.digits = view.numerals.slice(at, at + length);
  }

  get groups(): readonly Group[] {
    return this.#view.groups.slice(this.#from, this.#to);
  }

  get count(): number {
    return this.#to - this.#from;
  }

  get start(): number {
    return this.#view.groups[this.#from]?.start ?? 0;
  }

  get end(): number {
    return this.#view.groups[this.#to - 1]?.end ?? 0;
  }
}

/** Every reading of the groups from `from` on as one number of `shortest` to `longest` digits, shortest first. */
export function windowsFrom(
  { view }: Scene,
  from: number,
  [shortest, longest]: readonly [number, number],
): Window[] {
  const windows: Window[] = [];
  let length = 0;
  for (let index = from; index < view.groups.length; index += 1) {
    const group = view.groups[index];
    if (!group || (index > from && !group.joined)) break;
    length += group.digits.length;
    if (length > longest) break;
    if (length >= shortest) windows.push(new GroupWindow(view, [from, index + 1], length));
  }
  return windows;
}

/** The rest of a number already masked: what this scanner itself leaves readable. */
export function isMaskRest({ view }: Scene, group: Group): boolean {
  if (group.digits.length > 4) return false;
  return (
    view.words.slice(group.start - 4, group.start) === "****" || view.words.startsWith("****", group.end)
  );
}

/** Whether the group belongs to a published service number written in parts. */
export function inHotline(scene: Scene, index: number): boolean {
  const { groups } = scene.view;
  if (isHotline(groups[index]?.digits ?? "")) return true;
  return [index, index - 1, index - 2].some((from) => {
    if (!/^[48]00/.test(groups[from]?.digits ?? "")) return false;
    const whole = windowsFrom(scene, from, [HOTLINE_DIGITS, HOTLINE_DIGITS])[0];
    return whole !== undefined && whole.count <= 3 && from + whole.count > index;
  });
}

/** Dates, amounts and lists of them are made of digits too, but nobody writes a number of this kind so. */
export function looksLikeDateOrAmount({ view }: Scene, window: Window): boolean {
  if (window.count === window.digits.length) return false;
  const { groups } = window;
  return groups.some((group, index) => {
    const next = groups[index + 1];
    if (!next || next.digits.length > 2) return false;
    const third = groups[index + 2];
    const before = groups[index - 1];
    const mayBeAmount =
      next.digits.length === 2 && (!before || view.words.slice(before.end, group.start) !== ".");
    if (!mayBeAmount && !isYear(group)) return false;
    const gap = view.words.slice(group.end, next.start);
    const gapAfter = third && view.words.slice(next.end, third.start);
    return (
      (mayBeAmount && gap === "." && gapAfter !== ".") ||
      (isYear(group) && gap === gapAfter && /^[-/.]$/.test(gap))
    );
  });
}

function isYear({ digits }: Group): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

/** Walks the groups that a label of this kind may belong to. */
export function walkNear(scene: Scene, kind: LabelKind, findAt: Parameters<typeof walkGroups>[1]): Finding[] {
  if (!scene.kinds.has(kind)) return [];
  return walkGroups(scene, (index) => (isNear(scene, kind, index) ? findAt(index) : undefined));
}

/** Walks the groups; a finding's groups are not read again. */
export function walkGroups(
  scene: Scene,
  findAt: (index: number) => { readonly finding: Finding; readonly groups: number } | undefined,
): Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < scene.view.groups.length; ) {
    const next = findAt(index);
    if (next) found.push(next.finding);
    index += next?.groups ?? 1;
  }
  return found;
}
