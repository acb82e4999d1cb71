// Takes the politeness off a message before it is read, so that 「你好，换卡要钱吗，谢谢」 is read as the question it is.
import { RULES } from "../../knowledge/own-ids.ts";
import { type Rules, ruleOf } from "../../rules/heard-rules.ts";

/** Characters and digits that must be left to say anything. */
const FEWEST = 3;
/** What parts greeting and thanks from the question: a question mark before the thanks belongs to the question. */
const PAUSED_AFTER = /^[\s,，.。!！~、?？:：]*/;
const PAUSED_BEFORE = /(?<![\s,，.。!！~、])[\s,，.。!！~、]*$/;
/** What stands where a secret was. It is heard by the kinds that were found, not by its stars. */
const MASK = /[\s:]*\*{3,}\d*/g;

/** The message without greeting, thanks and masks; the whole where they are all it says. Normalised text in and out. */
export function peeled(normalised: string, rules: Rules): string {
  const rest = withoutThanks(withoutGreetings(withoutMasks(normalised, rules), rules), rules).trim();
  return rest.replace(/[^\p{L}\p{N}]/gu, "").length >= FEWEST ? rest : normalised;
}

/** With the name of the secret before it. */
function withoutMasks(text: string, rules: Rules): string {
  const pieces = text.split(MASK);
  if (pieces.length < 2) return text;
  const named = ruleOf(rules, RULES.secretNamed);
  const unnamed = (piece: string) => (/[\p{L}\p{N}]$/u.test(piece) && named ? named.without(piece) : piece);
  return pieces.map((piece, at) => (at < pieces.length - 1 ? unnamed(piece) : piece)).join(" ");
}

/** One greeting after another: a pattern that repeats what itself repeats could be made to search without end. */
function withoutGreetings(text: string, rules: Rules): string {
  let rest = text;
  for (let next = withoutGreeting(rest, rules); next !== rest; next = withoutGreeting(rest, rules))
    rest = next;
  return rest;
}

/** Whoever is addressed is only before a pause: 「老板 换卡」, but not 「老板换人了」. */
function withoutGreeting(text: string, rules: Rules): string {
  const [addressed] = ruleOf(rules, RULES.addressed)?.found(text) ?? [];
  const isAddressed = addressed && !/^[\p{L}\p{N}]/u.test(text.slice(addressed.words.length));
  const greeted = isAddressed ? addressed : ruleOf(rules, RULES.greets)?.found(text)[0];
  return greeted ? text.slice(greeted.words.length).replace(PAUSED_AFTER, "") : text;
}

function withoutThanks(text: string, rules: Rules): string {
  const said = text.replace(PAUSED_BEFORE, "");
  const rest = ruleOf(rules, RULES.thanks)?.without(said) ?? said;
  return rest === said ? text : rest.replace(PAUSED_BEFORE, "");
}
