// Finds card numbers that are spread over several texts.
import { isCheckedUnionPay, LONGEST } from "./cards.ts";
import { hasUnit, inDate, isMaskRest, labelOf, type Scene } from "./scene.ts";

/** A number of this kind that is spread over texts: which digits stand where in which. */
export interface SpreadPart {
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** One digit is a choice, and a row of more pieces than a card has digits is a list. */
const SHORTEST_PIECE = 2;

/**
 * UnionPay numbers whose digits stand in two texts or more, with anything in between: 「6222 0210」「等我看下」「后面是 0111
 * 6245」. Luhn has to agree, since only the digits are looked at; what a label calls something else is no piece.
 */
export function findSpreadCards(scenes: readonly Scene[]): SpreadPart[] {
  const pieces = scenes.flatMap((scene, part) => piecesOf(scene).map((piece) => ({ ...piece, part })));
  const found: SpreadPart[] = [];
  for (let from = 0; from < pieces.length; from += 1) {
    const count = spreadFrom(pieces.slice(from, from + LONGEST));
    found.push(...pieces.slice(from, from + count));
    from += Math.max(0, count - 1);
  }
  return found;
}

/** How many of the pieces, from the first on, are one number over several texts; 0 for none. */
function spreadFrom(pieces: readonly (SpreadPart & { readonly digits: string })[]): number {
  let digits = "";
  for (const [index, piece] of pieces.entries()) {
    digits += piece.digits;
    if (digits.length > LONGEST || !"62".startsWith(digits.slice(0, 2))) return 0;
    const isWhole = isCheckedUnionPay(digits);
    if (isWhole && piece.part !== pieces[0]?.part) return index + 1;
  }
  return 0;
}

/** Rows of digits as a person groups them: neighbours with only separators between are one. */
function piecesOf(scene: Scene): { start: number; end: number; digits: string }[] {
  const pieces: { start: number; end: number; digits: string }[] = [];
  for (const group of scene.view.groups) {
    const last = pieces.at(-1);
    const label = labelOf(scene, group)?.kind;
    if (
      label === "keep" ||
      isMaskRest(scene, group) ||
      inDate(scene, group.start) ||
      hasUnit(scene, group.end)
    )
      continue;
    if (last && group.joined)
      pieces.splice(-1, 1, { start: last.start, end: group.end, digits: last.digits + group.digits });
    else pieces.push({ start: group.start, end: group.end, digits: group.digits });
  }
  return pieces.filter(({ digits }) => digits.length >= SHORTEST_PIECE);
}
