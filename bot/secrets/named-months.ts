// Finds the expiry of a card whose month is told by its English name: 「exp: Aug 2029」.
import type { Finding, Scene } from "./scene.ts";

const NAMED_MONTH =
  /^[\s:=.]*(?:is |date )?(?:at |by |in )?(?:the )?(?:end of )?((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,'/-]{0,3}(?:20)?[2-4]\d)(?!\d)/;
const REACH = 32;

export function findNamedMonths({ view, labels }: Scene): Finding[] {
  return labels.flatMap(({ kind, end }) => {
    if (kind !== "card-expiry" && kind !== "expiry") return [];
    const match = NAMED_MONTH.exec(view.words.slice(end, end + REACH));
    if (!match?.[1]) return [];
    const to = end + match[0].length;
    return [{ kind: "expiry", start: to - match[1].length, end: to, head: 0, tail: 0 }];
  });
}
