// Rules as they are heard: compiled once for a content, asked for every message.
import { type Lists, oneOf, sourceOf } from "./pattern.ts";
import type { RuleFields, RulesFile } from "./rule-file.ts";
import { createScreen, type Screen } from "./screen.ts";

/** A rule as plain data: sources of regular expressions over normalised text. */
export interface RuleSource {
  readonly id: string;
  readonly about?: string;
  /** Each must be found. */
  readonly all: readonly string[];
  /** Nothing may be left of a text when these are taken out of it. */
  readonly only?: string;
  readonly unless?: string;
  readonly except?: string;
}

export interface Rule {
  readonly id: string;
  readonly about: string | undefined;
  readonly source: RuleSource;
  hears(normalised: string): boolean;
  /** Where the first of its patterns stands, each time. */
  found(normalised: string): readonly { readonly words: string; readonly at: number }[];
  /** The text without what `found` finds. */
  without(normalised: string): string;
}

/** Matter → its rules by id, in the order in which they are written. */
export type Rules = ReadonlyMap<string, ReadonlyMap<string, Rule>>;

export function compileRules(files: readonly RulesFile[], lists: Lists = new Map()): Rules {
  const rules = files.flatMap((file) =>
    Object.entries(file).map(([id, rule]) => writtenRule(id, rule, lists)),
  );
  return openRules(rules);
}

export function openRules(sources: readonly RuleSource[]): Rules {
  const byMatter = new Map<string, Map<string, Rule>>();
  const screen = createScreen(sources.flatMap(({ all }) => all));
  let place = 0;
  for (const source of sources) {
    const matter = matterOf(source.id);
    const rules = byMatter.get(matter) ?? new Map<string, Rule>();
    byMatter.set(matter, rules.set(source.id, openRule(source, place, screen)));
    place += source.all.length;
  }
  return byMatter;
}

/** Rules of some matters as plain data, which can be kept and opened again. */
export function sourcesOf(rules: Rules, matters: readonly string[]): RuleSource[] {
  return matters.flatMap((matter) => [...(rules.get(matter)?.values() ?? [])].map(({ source }) => source));
}

/** Whether a rule hears a text that was normalised. A content that lacks it hears nothing by it. */
export function hears(rules: Rules, id: string, normalised: string): boolean {
  return ruleOf(rules, id)?.hears(normalised) ?? false;
}

export function ruleOf(rules: Rules, id: string): Rule | undefined {
  return rules.get(matterOf(id))?.get(id);
}

/** The first rule of a matter that hears it. */
export function firstHeard(rules: Rules, matter: string, normalised: string): Rule | undefined {
  for (const rule of rules.get(matter)?.values() ?? []) if (rule.hears(normalised)) return rule;
  return undefined;
}

/** The ids of all rules of a matter that hear it. */
export function heardIn(rules: Rules, matter: string, normalised: string): string[] {
  return [...(rules.get(matter)?.values() ?? [])]
    .filter((rule) => rule.hears(normalised))
    .map(({ id }) => id);
}

/** A message without its signs, as rules that are the whole message hear it. */
export function bareOf(normalised: string): string {
  return normalised.replace(/[\s\p{P}\p{S}]+/gu, " ").trim();
}

function matterOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

function writtenRule(
  id: string,
  { any, whole, all, only, unless, except, about }: RuleFields,
  lists: Lists,
): RuleSource {
  const source = (texts: readonly string[]) => oneOf(texts.map((text) => sourceOf(text, lists)));
  const parts = [
    ...(any ? [source(any)] : []),
    ...(whole ? [`^${source(whole)}$`] : []),
    ...(all ?? []).map(source),
  ];
  return {
    id,
    all: parts,
    ...(about !== undefined && { about }),
    ...(only && {
      only: oneOf([...longestFirst(only).map((text) => sourceOf(text, lists)), "[\\s\\p{P}\\p{S}]"]),
    }),
    ...(unless && { unless: source(unless) }),
    ...(except && { except: source(except) }),
  };
}

/** What stands for other words is made unreadable, each character by one. */
const HIDDEN = "\u0000";

/** `place` is where the first of its patterns stands on the screen, and the others behind it. */
function openRule(source: RuleSource, place: number, mayHold: Screen): Rule {
  const { id, about, only, unless, except } = source;
  const all = source.all.map((part) => new RegExp(part, "u"));
  const [each] = source.all.map((part) => new RegExp(part, "gu"));
  const left = only === undefined ? undefined : new RegExp(only, "gu");
  const denied = unless === undefined ? undefined : new RegExp(unless, "u");
  const others = except === undefined ? undefined : new RegExp(except, "gu");
  const plain = (text: string) =>
    others ? text.replace(others, (words) => HIDDEN.repeat(words.length)) : text;
  const found = (text: string) => {
    if (!each || !mayHold(place, text)) return [];
    const read = plain(text);
    // Most texts hold none, and to look for all of them costs many times as much as to look for one.
    if (!all[0]?.test(read)) return [];
    return [...read.matchAll(each)].map(({ 0: words, index }) => ({ words, at: index }));
  };
  return {
    id,
    about,
    source,
    found,
    hears(text) {
      if (!all.every((_, at) => mayHold(place + at, text))) return false;
      if (left && text.replace(left, "") !== "") return false;
      const read = plain(text);
      return all.every((part) => part.test(read)) && !denied?.test(text);
    },
    without(text) {
      if (!each || !mayHold(place, text)) return text;
      if (!others) return text.replace(each, "");
      return found(text).reduceRight(
        (rest, { words, at }) => rest.slice(0, at) + rest.slice(at + words.length),
        text,
      );
    },
  };
}

/** So that of two words that begin alike the longer is taken out. */
function longestFirst(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => b.length - a.length);
}
