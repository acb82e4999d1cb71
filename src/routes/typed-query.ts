// What people type into an address or an old browser's form, read as it is meant.
import { z } from "zod";

/** Said twice, as a form or a link may do by mistake: the last one counts. */
export const lastOne = z
  .union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? "")])
  .default("");

const YEAR_FIRST = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const DIGITS_ONLY = /^(20\d\d)(\d\d)(\d\d)$/;

/**
 * The day that was typed, as `2026-11-29`; undefined for what is no day of this century. A browser without a field for
 * days leaves it to people how to write one; where day or month may come first, nothing is guessed.
 */
export function typedDay(typed: string): string | undefined {
  const plain = typed.normalize("NFKC").replaceAll(/\s/g, "");
  const [, year, month = "", day = ""] = YEAR_FIRST.exec(plain) ?? DIGITS_ONLY.exec(plain) ?? [];
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return z.iso.date().safeParse(written).success ? written : undefined;
}
