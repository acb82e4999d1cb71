// What somebody typed, as a page of ours may repeat it.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { strangeContacts } from "../../bot/say/guard.ts";
import { normalise } from "../../bot/text/normalise.ts";

/** Digits that are written apart are dialled as one number. */
const APART = /(?<=\d)[ .·_/]+(?=\d)/g;

/** The text without contacts that nobody registered: a link made elsewhere must not print a number under our name. */
export function echoed(text: string, knowledge: Knowledge): string {
  const plain = normalise(text).replace(APART, "-");
  const strange = strangeContacts(knowledge, plain);
  return strange.length === 0 ? text : strange.reduce((shown, one) => shown.replaceAll(one, "…"), plain);
}
