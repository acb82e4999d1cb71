// 「哪家的我也不晓得，牌子底下好像写的收钱吧」: in doubt whose it is, and the name is told all the same.
import { clausesOrWhole } from "../../text/pauses.ts";
import type { Mention } from "./mention-role.ts";

interface Told {
  readonly mentions: readonly Mention[];
  readonly provider: string | undefined;
  /** Whose it is, is what the message as a whole seems to ask. */
  readonly isAskedWhose: boolean;
  readonly asks: (clause: string) => boolean;
  readonly doubts: (clause: string) => boolean;
}

/**
 * Whether the clause that names the only company tells it, and nothing beside it asks but whose it is: the doubt is answered by
 * the name.
 */
export function isToldInDoubt(
  plain: string,
  { mentions, provider, isAskedWhose, asks, doubts }: Told,
): boolean {
  const meant = mentions.filter(({ role }) => role === "terminal" || role === "plain");
  if (provider === undefined || meant.some((one) => one.provider !== provider)) return false;
  const clauses = clausesOrWhole(plain);
  const isNaming = (clause: string) => meant.some(({ text }) => clause.includes(text));
  const naming = clauses.filter(isNaming);
  if (naming.length === 0 || naming.some(asks)) return false;
  const beside = clauses.filter((clause) => !isNaming(clause));
  const others = beside.filter((clause) => !doubts(clause));
  return (isAskedWhose || others.length < beside.length) && !others.some(asks);
}
