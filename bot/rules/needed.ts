// What a text must hold for a pattern to be found in it, read off the pattern's source: a quick no for most texts.

/** Pieces of one or two code units; whatever the pattern matches holds one of them. */
export type Needed = ReadonlySet<string>;

/** A piece of two is much rarer in texts than one of one. */
const COST_OF_PAIR = 0.2;
const PIECE =
  /\(\?(?:[:!=]|<[!=])|\)|\||\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\.|\{(\d+),?\d*\}\??|[?*+]\??|[\s\S]/gu;
/** A source that holds anything else is not read. */
const UNREAD = /\\[kuxc1-9]|\(\?(?![:!=]|<[!=])|\((?!\?)/u;
const DIGITS: Needed = new Set("0123456789");
/** Characters that stand for no character of their own. */
const SIGNS = ".^$";

/**
 * The pieces of which one is needed; undefined where a match may hold anything. Of all that a sequence needs the rarest is
 * kept, and of alternatives what each needs. What it does not understand needs nothing, so that it errs to that side only.
 */
export function neededBy(source: string): Needed | undefined {
  if (UNREAD.test(source)) return undefined;
  const pieces = [...source.matchAll(PIECE)].map(([piece, least]) => ({ piece, least }));
  let at = 0;
  return alternatives();

  function alternatives(): Needed | undefined {
    const each = [sequence()];
    while (pieces[at]?.piece === "|") {
      at += 1;
      each.push(sequence());
    }
    const all = new Set<string>();
    for (const needed of each) {
      if (!needed) return undefined;
      for (const piece of needed) all.add(piece);
    }
    return all;
  }

  function sequence(): Needed | undefined {
    const each: Needed[] = [];
    let before = "";
    for (let next = pieces[at]?.piece; !endsSequence(next); next = pieces[at]?.piece) {
      at += 1;
      const character = literalOf(next);
      const needed = character === undefined ? neededByPart(next) : neededWith(before, character);
      if (!mayBeMissing() && needed) each.push(needed);
      // Behind what is repeated or missing the next character has another neighbour.
      before = character === undefined || isRepeated() ? "" : character;
    }
    return rarestOf(each);
  }

  function neededByPart(piece: string): Needed | undefined {
    if (piece.startsWith("(")) {
      const needed = alternatives();
      at += 1;
      return piece === "(?:" ? needed : undefined;
    }
    if (piece === "\\d") return DIGITS;
    return piece.startsWith("[") ? charactersOf(piece) : undefined;
  }

  /** Whether what was read may come no time at all; steps over what says so. */
  function mayBeMissing(): boolean {
    const { piece = "", least } = pieces[at] ?? {};
    const isCounted = /^(?:[?*+]|\{\d)/.test(piece);
    if (isCounted) at += 1;
    return isCounted && (piece.startsWith("?") || piece.startsWith("*") || least === "0");
  }

  function isRepeated(): boolean {
    return /^(?:[?*+]|\{\d)/.test(pieces[at - 1]?.piece ?? "");
  }
}

function endsSequence(piece: string | undefined): piece is undefined | "|" | ")" {
  return piece === undefined || piece === "|" || piece === ")";
}

/** A character, and what stands before it where that is sure. */
function neededWith(before: string, character: string): Needed {
  return new Set([before + character]);
}

function rarestOf(each: readonly Needed[]): Needed | undefined {
  return each.reduce<Needed | undefined>(
    (rarest, one) => (rarest === undefined || costOf(one) < costOf(rarest) ? one : rarest),
    undefined,
  );
}

/** The character that a piece of a source stands for, where it is one code unit. */
function literalOf(piece: string): string | undefined {
  const bare = /^\\[^\p{L}\p{N}]$/u.test(piece) ? piece.slice(1) : piece;
  const isSign = bare === piece && SIGNS.includes(piece);
  return bare.length === 1 && !isSign && !/^[[\](){}|]$/.test(piece) ? bare : undefined;
}

/** The characters of a class, where it names each of them. */
function charactersOf(piece: string): Needed | undefined {
  const named = piece.slice(1, -1).replaceAll("\\d", "0123456789");
  const isNamed = !/^\^|-|\\|[\u{10000}-\u{10ffff}]/u.test(named);
  return isNamed && named !== "" ? new Set(named) : undefined;
}

function costOf(needed: Needed): number {
  let cost = 0;
  for (const piece of needed) cost += piece.length === 1 ? 1 : COST_OF_PAIR;
  return cost;
}
