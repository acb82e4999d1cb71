// Names of companies that stand nowhere, told by where they stand in a message: 「汇卡的POS」, 「机器是德颐的」.
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { normalise } from "../../text/normalise.ts";

type Known = Pick<Knowledge, "rules" | "intents">;

const PAUSE = /[\s\p{P}]/u;
const NAME = /^[\p{Script=Han}a-z\d]{2,8}$/u;
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
}

/** Reads once what merchants say otherwise. */
export function createStrangeness({ rules, intents }: Known): Strangeness {
  const said = [...intents.values()].flatMap(({ utterances }) => utterances.map(normalise)).join("\n");
  return {
    mayBeCompany: (name) =>
      NAME.test(name) &&
      !hears(rules, RULES.noCompany, name) &&
      said.split(name, WORD_FROM + 1).length <= WORD_FROM,
    isStrange(name) {
      const characters = [...name];
      const pairs = characters.slice(1).map((character, at) => `${characters[at]}${character}`);
      return pairs.filter((pair) => said.includes(pair)).length <= pairs.length * MOST_KNOWN;
    },
  };
}

/** Finds them in normalised text in which nobody is named whom we know. */
export function createUnheardOf(known: Known): (normalised: string) => string[] {
  const { mayBeCompany, isStrange } = createStrangeness(known);
  const of = ruleOf(known.rules, RULES.ofTerminal);
  const is = ruleOf(known.rules, RULES.terminalIs);
  const around = ruleOf(known.rules, RULES.aroundCompany);
  const bare = (words: string) => around?.without(words) ?? words;
  return (text) => {
    const before = (of?.found(text) ?? []).map(({ at }) => bare(text.slice(0, at).split(PAUSE).at(-1) ?? ""));
    const after = (is?.found(text) ?? []).flatMap(({ words, at }) => {
      const told = text.slice(at + words.length).split(PAUSE, 1)[0] ?? "";
      const name = bare(told);
      return told.startsWith(name) && told !== name && isStrange(name) ? [name] : [];
    });
    const named = before.filter((name) => isStrange(name) || [...name].length >= LONG);
    return [...named, ...after].filter(mayBeCompany);
  };
}
