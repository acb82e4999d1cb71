// Names of companies that stand nowhere, told by where they stand in a message: 「汇卡的POS」, 「机器是德颐的」.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { normalise } from "../../text/normalise.ts";

type Known = Pick<Knowledge, "rules" | "intents">;

const PAUSE = /[\s\p{P}]/u;
const NAME = /^(?:[\p{Script=Han}a-z\d]{2,8}|[a-z][a-z\d]{1,13})$/u;
const COMPANY = /^\p{Script=Han}{3,12}$/u;
const LATIN = /^[a-z][a-z\d]+$/;
/** What stands so often in what merchants say is a word, and no name. */
const WORD_FROM = 3;
/** Share of the pairs of characters of a name that merchants use otherwise, too. */
const MOST_KNOWN = 0.5;
/** Nothing of this length is said of a machine in one breath. */
const LONG = 4;

export interface Strangeness {
  /** Whether something may be the name of a company: short, and nothing that a machine or its owner is called. */
  mayBeCompany(name: string): boolean;
  /** Whether hardly anybody says words like these. */
  isStrange(name: string): boolean;
  /** Whether both are so; in Latin letters, whether nobody said it at all. */
  isName(name: string): boolean;
  /** Whether its form says that it is a company: 「厦门国际银行」, and no 「手机银行」. */
  isCompany(name: string): boolean;
  /** Whether it ends as many companies and their readers do, or is a Latin word. */
  looksLikeCompany(name: string): boolean;
}

/** Reads once what merchants say otherwise. */
export function createStrangeness({ rules, intents }: Known): Strangeness {
  const said = [...intents.values()].flatMap(({ utterances }) => utterances.map(normalise)).join("\n");
  const mayBeCompany = (name: string) =>
    NAME.test(name) &&
    !hears(rules, RULES.noCompany, name) &&
    said.split(name, WORD_FROM + 1).length <= WORD_FROM;
  const isStrange = (name: string) => {
    const characters = [...name];
    const pairs = characters.slice(1).map((character, at) => `${characters[at]}${character}`);
    return pairs.filter((pair) => said.includes(pair)).length <= pairs.length * MOST_KNOWN;
  };
  const isName = (name: string) =>
    mayBeCompany(name) && (LATIN.test(name) ? !said.includes(name) : isStrange(name));
  const isNoForm = (name: string) => hears(rules, RULES.noForm, name);
  const isCompany = (name: string) =>
    COMPANY.test(name) && hears(rules, RULES.companyForm, name) && !isNoForm(name);
  const looksLikeCompany = (name: string) =>
    (hears(rules, RULES.companyEnding, name) && !isNoForm(name)) || LATIN.test(name);
  return { mayBeCompany, isStrange, isName, isCompany, looksLikeCompany };
}

/** Finds them in normalised text in which nobody is named whom we know. */
export function createUnheardOf(known: Knowledge): (normalised: string) => string[] {
  const { mayBeCompany, isStrange, isName, isCompany, looksLikeCompany } = derive(known, createStrangeness);
  const of = ruleOf(known.rules, RULES.ofTerminal);
  const is = ruleOf(known.rules, RULES.terminalIs);
  const around = ruleOf(known.rules, RULES.aroundCompany);
  const bare = (words: string) => around?.without(words) ?? words;
  return (text) => {
    const before = (of?.found(text) ?? []).map(({ at }) => bare(text.slice(0, at).split(PAUSE).at(-1) ?? ""));
    const after = (is?.found(text) ?? []).flatMap(({ words, at }) => {
      const told = text.slice(at + words.length).split(PAUSE, 1)[0] ?? "";
      const name = bare(told);
      const isNamed = isCompany(name) || isName(name);
      return told.startsWith(name) && isNamed ? [name] : [];
    });
    const named = before.filter((name) => {
      if (isCompany(name)) return true;
      const isLong = [...name].length >= LONG || (COMPANY.test(name) && looksLikeCompany(name));
      return (isLong || isStrange(name)) && mayBeCompany(name);
    });
    return [...named, ...after];
  };
}
