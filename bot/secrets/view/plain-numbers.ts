// Numbers that are no code whatever stands beside them: hotlines, amounts, times. No imports, so that the browser may have it.

/** What a number is counted in: then it is an amount or a time and no code. 张 is also the commonest name. */
const UNIT = /^(?:[张張]|\s*(?:[元块塊秒分次位年月日天号號楼樓笔筆个個点點条條万萬%折倍]|小时|rmb|cny))/;
const LONGEST_UNIT = 4;
const HOTLINE = /^(?:95\d{3}(?:\d{2,3})?|96\d{3}|100\d{2}|12[13]\d{2}|1010\d{4}|[48]00\d{7})$/;

/** Whether a unit follows the number that ends here, in folded text. */
export function hasUnitAt(words: string, end: number): boolean {
  return UNIT.test(words.slice(end, end + LONGEST_UNIT));
}

/** A published service number: 95588, 400-820-2819, 12363. `digits` must be all of it. */
export function isHotline(digits: string): boolean {
  return HOTLINE.test(digits);
}
