// A translated locale as one tree: its own files, and the zh-CN file wherever it has none.

import { CHANNEL_KINDS, type Fact } from "../knowledge/fact.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { isCodeFact } from "../knowledge/provider.ts";
import type { Scam } from "../knowledge/scam.ts";
import type { FactWords } from "../knowledge/translated-words.ts";
import type { Report } from "./content-error.ts";
import { type Draft, type Entry, entryProblem } from "./draft.ts";
import { draftFacts } from "./draft-facts.ts";
import { saysSameNumbers } from "./same-numbers.ts";
import { atStart, problemAt, type SourceFile } from "./source-files.ts";

/** Merged key by key, so both files are read. */
const MERGED = ["replies.yml", "canned.yml"];
/** Words for shared files; there is nothing of the name in zh-CN. */
const WORDS = ["facts.yml", "scams.yml"];
/** The text of a provider; what it translates stands beside the locales, not in zh-CN. */
const PROVIDERS = "providers/";
/** What people of a language say: nobody translates it. */
const SAID = "utterances/";
const HAN = /\p{Script=Han}/u;

interface Overlaid {
  /** The files to parse, zh-CN first. */
  readonly files: readonly SourceFile[];
  /** Under which name of the locale each file of zh-CN stands in for a missing one. */
  readonly standIns: readonly string[];
}

/** Leaves out what is translated. A translation of nothing is reported: every page must lead back to its original. */
export function overlay(files: readonly SourceFile[], locale: string, report: Report): Overlaid {
  if (locale === BASE_LOCALE) return { files, standIns: [] };
  const paths = new Set(files.map(({ path }) => path));
  const originalOf = (path: string) => {
    const inLocale = path.slice(locale.length + 1);
    return inLocale.startsWith(PROVIDERS) ? inLocale : `${BASE_LOCALE}/${inLocale}`;
  };
  const translations = files.filter(({ path }) => path.startsWith(`${locale}/`));
  for (const { path } of translations) {
    const isOwn = WORDS.some((name) => path === `${locale}/${name}`) || path.startsWith(`${locale}/${SAID}`);
    if (!isOwn && !paths.has(originalOf(path))) {
      report(atStart(path, `translates nothing: there is no ${originalOf(path)}`));
    }
  }
  const translated = new Set(translations.map(({ path }) => originalOf(path)));
  const isMerged = (path: string) => MERGED.some((name) => path === `${BASE_LOCALE}/${name}`);
  const others = files.filter(({ path }) => !path.startsWith(`${locale}/`));
  const isRead = (path: string) => !translated.has(path) || isMerged(path) || path.startsWith(PROVIDERS);
  const kept = others.filter(({ path }) => isRead(path) && !path.startsWith(`${BASE_LOCALE}/${SAID}`));
  const standIns = kept
    .filter(({ path }) => path.startsWith(`${BASE_LOCALE}/`))
    .map(({ path }) => `${locale}${path.slice(BASE_LOCALE.length)}`);
  return { files: [...kept, ...translations], standIns };
}

/** The mark of an entry whose file is not of the locale that reads it. */
export function fallbackOf(path: string, locale: string): { readonly fallback?: typeof BASE_LOCALE } {
  const isOwn = locale === BASE_LOCALE || path.startsWith(`${locale}/`);
  return isOwn ? {} : { fallback: BASE_LOCALE };
}

/** Reports words for what is not there, and translations of numbers and addresses. */
export function checkTranslation(draft: Draft, report: Report): void {
  const facts = knownFacts(draft);
  for (const entry of draft.factWords) {
    for (const [id, words] of Object.entries(entry.yaml.value)) {
      const problem = factProblem(id, words, facts.get(id));
      if (problem !== undefined) report(entryProblem(entry, [id], problem));
    }
  }
  checkKeys(draft.replies, report);
  checkKeys(draft.canned, report);
  checkProviderSteps(draft, report);
}

/** A conversation that stands at a step stands at the same one in every language. */
function checkProviderSteps({ providers, providerWords }: Draft, report: Report): void {
  for (const { id, file, bodyOffset, steps } of providerWords) {
    const ids = (of: readonly { readonly id: string }[]) => of.map((step) => step.id).join(", ");
    const original = ids(providers.find((provider) => provider.id === id)?.steps ?? []);
    if (ids(steps) === original) continue;
    const problem = `are not those of providers/${id}.md, in their order: ${original || "none"}`;
    report(problemAt(file, bodyOffset, "steps", problem));
  }
}

function factProblem(id: string, { value }: FactWords, kind: Fact["kind"] | undefined): string | undefined {
  if (kind === undefined) return `there is no fact ${id}`;
  // What a merchant taps or dials is the same in every language.
  if (value === undefined || !CHANNEL_KINDS.includes(kind)) return undefined;
  return `${id} is a ${kind}, the same in every language: leave its value out`;
}

function checkKeys([original, ...translations]: readonly Entry<object>[], report: Report): void {
  for (const entry of translations) {
    for (const key of Object.keys(entry.yaml.value)) {
      if (!original || Object.hasOwn(original.yaml.value, key)) continue;
      const problem = `translates nothing: ${original.file.path} has no key ${key}`;
      report(entryProblem(entry, [key], problem));
    }
  }
}

function knownFacts(draft: Draft): ReadonlyMap<string, Fact["kind"]> {
  const written = draftFacts(draft).map(({ id, fact: { kind } }) => [id, kind] as const);
  return new Map([...written, ...draft.calendar.map(({ id }) => [`calendar.${id}`, "rule"] as const)]);
}

/**
 * A fact in the words of the locale. Numbers and addresses are labelled by their kind where nobody wrote a label. A
 * value that does not say the original's numbers is out of date: the original is shown, `npm run content` names it.
 */
export function translateFact(fact: Fact, draft: Draft, locale: string): Fact {
  if (locale === BASE_LOCALE) return fact;
  const words = draft.factWords.map(({ yaml }) => yaml.value[fact.id]).find((found) => found !== undefined);
  const byKind = ownWords(locale).factLabels[fact.kind];
  const isCurrent = words?.value === undefined || saysSameNumbers(fact.value, words.value);
  const said: Fact = {
    ...fact,
    ...(byKind !== undefined && { label: byKind }),
    ...(isCurrent && defined(words)),
  };
  const isOpen = (field: keyof FactWords) => !(isCurrent && words?.[field] !== undefined);
  // A name is the same in every language, and a translated sentence may quote what stands on the screen.
  const isName = fact.kind === "app" || CHANNEL_KINDS.includes(fact.kind) || isCodeFact(fact.id);
  const originals = [
    byKind === undefined && isOpen("label") ? fact.label : "",
    isName || !isOpen("value") ? "" : fact.value,
    isOpen("scope") ? (fact.scope ?? "") : "",
  ];
  const isChinese = originals.some((text) => HAN.test(text));
  return { ...said, ...(isChinese && { fallback: BASE_LOCALE }) };
}

export function translateScam(scam: Scam, draft: Draft, locale: string): Scam {
  if (locale === BASE_LOCALE) return scam;
  const words = draft.scamWords.map(({ yaml }) => yaml.value[scam.id]).find((found) => found !== undefined);
  return words ? { ...scam, ...words } : { ...scam, fallback: BASE_LOCALE };
}

function defined(words: FactWords | undefined) {
  const { label, value, scope } = words ?? {};
  return {
    ...(label !== undefined && { label }),
    ...(value !== undefined && { value }),
    ...(scope !== undefined && { scope }),
  };
}
