// How much room a short text takes: a Chinese character stands for about two letters.
import { z } from "zod";

/** In letters. */
export function textWidth(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\p{Script=Han}\p{P}]/u.test(character) && character > "\u02ff" ? 2 : 1),
    0,
  );
}

/** A text of at least `min` characters that takes no more room than `max` Chinese ones. */
export function shortText(min: number, max: number) {
  return z
    .string()
    .min(min)
    .max(2 * max)
    .refine((text) => textWidth(text) <= 2 * max, {
      message: `takes more room than ${max} Chinese characters or ${2 * max} letters`,
    });
}
