// Where in a clause a company may be named: 「机器上写着…」, 「…家的机器」, 「我们用…收款」.
import { RULES } from "../../knowledge/own-ids.ts";
import { type Rules, ruleOf } from "../../rules/heard-rules.ts";

/** A stretch of a clause that stands where a name does. */
export interface Place {
  readonly name: string;
  /** It is told to be the terminal's. */
  readonly isTold: boolean;
  /** A clause of its own. */
  readonly isAlone: boolean;
}

const SHORTEST = 2;
const LONGEST = 14;
const IN_WORD = /^[a-z\d]{2}$/;

/**
 * Every stretch of a clause between where a name may begin and where it may end. None runs over words that lead to a name, nor
 * ends within them: 「河北一家药店」 names no 「河北一」, and 「黔农云是贵州农信」 two.
 */
export function placesOfNames(clause: string, rules: Rules): Place[] {
  const endings = endingsIn(clause, rules);
  const leading = leadingIn(clause, rules);
  return [...beginningsIn(leading)].flatMap(([begin, isOpened]) => {
    const places: Place[] = [];
    // 「汇卡家的机器」 ends before 家, and not once more within 家的机器; a single character may be the name's own: 「哗啦啦」.
    let ended = 0;
    for (let end = begin + SHORTEST; end <= Math.min(clause.length, begin + LONGEST); end += 1) {
      const ending = endings(end);
      if (leading.some((words) => begin < words.at && words.at < end)) break;
      if (end <= ended || ending === undefined) continue;
      if (ending.until > end + 1) ended = Math.max(ended, ending.until);
      const isTold = isOpened || ending.isTold;
      places.push({
        name: clause.slice(begin, end),
        isTold,
        isAlone: begin === 0 && end === clause.length,
      });
    }
    return places;
  });
}

/** Words that lead to a name. */
interface Leading {
  readonly at: number;
  readonly end: number;
  /** They tell of the terminal. */
  readonly isTold: boolean;
}

function leadingIn(clause: string, rules: Rules): Leading[] {
  return [RULES.opensName, RULES.opensTerminal].flatMap((id) =>
    (ruleOf(rules, id)?.found(clause) ?? []).map(({ words, at }) => ({
      at,
      end: at + words.length,
      isTold: id === RULES.opensTerminal,
    })),
  );
}

/** Behind each of the words that lead to a name, and not within longer ones; whether they tell of the terminal. */
function beginningsIn(leading: readonly Leading[]): ReadonlyMap<number, boolean> {
  const begins = new Map([[0, false]]);
  for (const { end, isTold } of leading) {
    if (leading.some((longer) => longer.at < end && end < longer.end)) continue;
    begins.set(end, isTold || begins.get(end) === true);
  }
  return begins;
}

/** What stands behind a name, and whether it tells of the terminal. */
interface Ending {
  readonly until: number;
  readonly isTold: boolean;
}

/** Looks once at each place that is asked for. */
function endingsIn(clause: string, rules: Rules): (end: number) => Ending | undefined {
  const known = new Map<number, Ending | undefined>();
  const look = (end: number): Ending | undefined => {
    if (end === clause.length) return { until: end, isTold: false };
    if (IN_WORD.test(clause.slice(end - 1, end + 1))) return undefined;
    const rest = clause.slice(end, end + LONGEST);
    const [told] = ruleOf(rules, RULES.closesTerminal)?.found(rest) ?? [];
    const [ends] = told ? [told] : (ruleOf(rules, RULES.closesName)?.found(rest) ?? []);
    return ends && { until: end + ends.words.length, isTold: told !== undefined };
  };
  return (end) => {
    if (!known.has(end)) known.set(end, look(end));
    return known.get(end);
  };
}
