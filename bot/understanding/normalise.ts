// One folding for index, query and bot: whatever differs only in script, width, case or spelling habit becomes equal.
import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });

/** Spellings merchants use to get past filters, and their plain words. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/银行\s*(?:ka|咔|咖)\s*卡/g, "银行卡"],
  [/银行\s*ka(?![a-z])/g, "银行卡"],
  [/(?<![a-z])ka\s*卡/g, "卡"],
  [/po[sz]\s*(?:机器|机子|机)/g, "pos机"],
];

/**
 * NFKC, lower case, traditional → simplified, zero-width characters out, white space to single blanks.
 * Idempotent; never throws. Used on every text before it is indexed, searched or recognised.
 */
export function normalise(text: string): string {
  const folded = text
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .toLowerCase();
  const simplified = toSimplified(folded).replace(/\s+/g, " ").trim();
  return SPELLINGS.reduce((current, [spelling, word]) => current.replace(spelling, word), simplified);
}
