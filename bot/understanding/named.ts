// Whom a message names, as it was typed and as it was read (pinyin to characters, misspellings mended), and how surely.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { RULES, WALLETS } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { asWritten } from "../text/as-written.ts";
import { normalise } from "../text/normalise.ts";
import { createLongerNames } from "./names/longer-names.ts";
import { banksOfCards, type Mention, putInPlace } from "./names/mention-role.ts";
import { createProviderFinder, type Names, terminalProvider } from "./providers.ts";
import { createSlips } from "./slips.ts";

/** Characters; of a longer message only the beginning and the end are read, so that the work stays bounded. */
const MOST_READ = 1_000;
const READ_OF_END = 400;

export interface Named {
  readonly normalised: string;
  readonly mentions: readonly Mention[];
  readonly provider: string | undefined;
  readonly guessed: boolean;
  readonly unlisted?: string | undefined;
  readonly unlistedText?: string | undefined;
}

/**
 * Compiles the names once. What is written is sure; what only sounds or looks alike is a guess; and where a company
 * is written that we know by name only, nothing is guessed beside it.
 */
export function createNamer(
  knowledge: Knowledge,
  read: (normalised: string) => string,
): (text: string) => Named {
  const findNames = createProviderFinder(knowledge);
  const slips = createSlips(knowledge);
  const isInLongerName = createLongerNames(knowledge);
  return (text) => {
    const typed = normalise(withoutMiddle(text));
    const normalised = read(typed);
    const isCut = (mention: Mention) => slips.isCut(typed, mention) || isInLongerName(typed, mention);
    const written = withoutCut(findNames(typed), isCut);
    const {
      mentions: found,
      unlisted,
      unlistedText,
    } = orSlip(normalised === typed ? written : withoutGuesses(written, findNames(normalised)), () =>
      slips.find(typed),
    );
    const mentions = putInPlace(
      banksOfCards(scannedBy(knowledge.rules, normalised, found), knowledge),
      knowledge,
    );
    const provider = terminalProvider(mentions, knowledge);
    const guessed = mentions.some((mention) => mention.provider === provider && mention.guessed === true);
    return {
      normalised,
      mentions,
      provider,
      guessed,
      ...(provider === undefined && {
        unlisted: unlisted === unlistedText && unlisted !== undefined ? asWritten(text, unlisted) : unlisted,
        unlistedText,
      }),
    };
  };
}

/** 「微信支付宝都能扫」 of one plate: whoever gave it pays out, and neither of the two. */
function scannedBy(rules: Rules, normalised: string, mentions: readonly Mention[]): readonly Mention[] {
  const platforms = mentions.filter(({ provider, role }) => role === "plain" && WALLETS.includes(provider));
  const several = new Set(platforms.map(({ provider }) => provider)).size > 1;
  if (!several || !hears(rules, RULES.aggregated, normalised)) return mentions;
  return mentions.map((one): Mention => (platforms.includes(one) ? { ...one, role: "scanned" } : one));
}

/** Half a name before a wrong character, or inside another's, is a guess, unless the whole name stands beside it. */
function withoutCut(names: Names, isCut: (mention: Mention) => boolean): Names {
  const cut = new Set(names.mentions.filter(isCut));
  const whole = new Set(names.mentions.filter((one) => !cut.has(one)).map(({ provider }) => provider));
  const mentions = names.mentions.map(
    (one): Mention => (cut.has(one) && !whole.has(one.provider) ? { ...one, guessed: true } : one),
  );
  return { ...names, mentions };
}

/** A slip is looked for only where nobody was named whom we know. */
function orSlip(names: Names, find: () => { provider: string; text: string } | undefined): Names {
  const isNamed = names.mentions.length > 0 || (names.unlisted !== undefined && !names.isStranger);
  const slip = isNamed ? undefined : find();
  return slip ? { mentions: [{ ...slip, role: "terminal", guessed: true }] } : names;
}

/** What sounds alike is a guess, and none at all where a name was written that we know. */
function withoutGuesses(typed: Names, read: Names): Names {
  const sure = typed.mentions.filter(({ guessed }) => guessed !== true);
  const written = new Set(sure.map(({ provider }) => provider));
  const heard = read.mentions.map(
    (mention): Mention => (written.has(mention.provider) ? mention : { ...mention, guessed: true }),
  );
  if ((typed.unlisted !== undefined && !typed.isStranger) || heard.length === 0) return typed;
  return { ...read, mentions: heard };
}

function withoutMiddle(text: string): string {
  return text.length <= MOST_READ
    ? text
    : `${text.slice(0, MOST_READ - READ_OF_END)} ${text.slice(-READ_OF_END)}`;
}
