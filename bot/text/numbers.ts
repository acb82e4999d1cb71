// Numbers and weekdays in words, Chinese and English, as people type them beside 「工作日」 and "days".

const ONES = "零一二三四五六七八九";
const ENGLISH =
  "zero a two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" ");
const NUMBER = /\d+|[零一二两三四五六七八九十]+|[a-z]+/g;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const CHINESE_WEEKDAYS = "日一二三四五六";
const CHINESE_WEEKDAY = /(?:礼拜|星期|周)([一二三四五六日天])/;

/** The greater end of 「三到五」, 「两三」, "3-5", "three to five", which is said last; 0 where there is no number. */
export function greaterNumber(normalised: string): number {
  const numbers = normalised.match(NUMBER) ?? [];
  return numbers.map(numberOf).findLast((one) => one > 0) ?? 0;
}

/** The weekday that is named, from 0, Sunday. */
export function weekdayIn(normalised: string): number | undefined {
  const english = WEEKDAYS.findIndex((name) => normalised.includes(name));
  if (english >= 0) return english;
  const letter = CHINESE_WEEKDAY.exec(normalised)?.[1]?.replace("天", "日");
  return letter === undefined ? undefined : CHINESE_WEEKDAYS.indexOf(letter);
}

/** Below 1 where it is none. 「两三」 is its greater one, 「十五」 and 「二十」 are counted. */
function numberOf(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  if (/^[a-z]/.test(word)) return ENGLISH.indexOf(word);
  const plain = word.replaceAll("两", "二");
  const [tens, ones] = plain.split("十");
  if (tens === undefined || ones === undefined) return ONES.indexOf(plain.at(-1) ?? "");
  return digitOf(tens.at(-1), 1) * 10 + digitOf(ones.at(0), 0);
}

function digitOf(character: string | undefined, otherwise: number): number {
  return character === undefined ? otherwise : ONES.indexOf(character);
}
