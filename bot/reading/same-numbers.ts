// Whether a translated claim still says the numbers of its original: those are what corrections change.
const TEN_THOUSAND = 10_000;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = new RegExp(
  `\\b(${MONTHS.join("|")})[a-z]*\\b(?= \\d)|(?<=\\d )(${MONTHS.join("|")})[a-z]*\\b`,
  "gi",
);

/** 「二类卡」 is `class 2 card`: a name, in Chinese not written in digits. */
const CLASS = /\bclass \d\b/gi;

/** Equal as sets: 「1 万元」 and `10,000`, 「3 月 1 日」 and `1 March` are the same. */
export function saysSameNumbers(original: string, translation: string): boolean {
  const [a, b] = [numbersOf(original), numbersOf(translation)];
  return a.size === b.size && [...a].every((number) => b.has(number));
}

function numbersOf(text: string): ReadonlySet<number> {
  const counted = text.replace(CLASS, "");
  const digits = counted.replace(MONTH, (name) => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1));
  return new Set(
    [...digits.matchAll(/(\d+(?:,\d{3})*(?:\.\d+)?)\s*(万)?/g)].map(
      ([, number = "", many]) => Number(number.replaceAll(",", "")) * (many === undefined ? 1 : TEN_THOUSAND),
    ),
  );
}
