// Everything writers are told, beside what the loader refuses: dates, readability, caution.

import type { Knowledge } from "./knowledge/knowledge.ts";
import { BASE_LOCALE } from "./knowledge/locale.ts";
import { checkCaution } from "./lint/caution.ts";
import { checkDates } from "./lint/dates.ts";
import { checkEnglish } from "./lint/english.ts";
import { checkReadability } from "./lint/readability.ts";
import { loadContent } from "./load.ts";

/**
 * Loads a folder and asks the writers' checks too. A server takes what the loader takes: a long sentence must not
 * keep a corrected hotline from merchants. Throws ContentError with every problem. `today` is `YYYY-MM-DD`. A
 * translation is asked what concerns its own words; dates and Chinese were checked with zh-CN.
 */
export async function lintContent(
  dir: string,
  today: string,
  locale: string = BASE_LOCALE,
): Promise<Knowledge> {
  const checks =
    locale === BASE_LOCALE
      ? [checkDates(today), checkReadability, checkCaution]
      : [checkEnglish, checkCaution];
  const { knowledge } = await loadContent(dir, locale, checks);
  return knowledge;
}
