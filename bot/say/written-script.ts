// The characters a merchant writes Chinese in, simplified or traditional: told by each message, kept where it does not tell.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { TurnEvent } from "../ports.ts";
import { normalise } from "../text/normalise.ts";
import { simplified, TRADITIONAL_ONLY } from "../text/simplified.ts";
import { simplifiedOnly } from "../text/traditional.ts";
import { namedOption } from "./options.ts";
import type { DialogState } from "./state.ts";

type Script = DialogState["script"];

/** Different characters that tell. One may be a slip, or out of a name that nobody knows. */
const ENOUGH = 2;
/** In so short a message one is enough: 「換卡」, 「轉人工」. */
const SHORT = 4;
const HAN = /\p{Script=Han}/gu;

/**
 * What the answer to an event is written in. A message tells by characters that only one of the two has, outside the names
 * of companies, which are copied from labels; what holds some of both tells nothing. Nor do the words of our own buttons
 * in simplified characters, which are ours.
 */
export function scriptAfter(
  knowledge: Knowledge,
  { script, offered }: DialogState,
  event: TurnEvent,
): Script {
  if (event.kind !== "message") return script;
  const { text } = event;
  const mayBeTraditional = holds(text, TRADITIONAL_ONLY);
  if (script === undefined && !mayBeTraditional) return undefined;
  const words = withoutNames(knowledge, text);
  const isTraditional = tells(words, TRADITIONAL_ONLY) && !holds(words, simplifiedOnly());
  if (isTraditional) return "traditional";
  const isSimplified = !mayBeTraditional && tells(words, simplifiedOnly());
  const isOurs = () =>
    offered.some(({ label }) => label === text) || namedOption(knowledge, text) !== undefined;
  return isSimplified && !isOurs() ? undefined : script;
}

/** Whether an answer may be in traditional characters, so that what writes them is made before the turn's time counts. */
export function mayAnswerTraditional(stored: unknown, event: TurnEvent): boolean {
  if (event.kind === "message" && holds(event.text, TRADITIONAL_ONLY)) return true;
  return typeof stored === "object" && stored !== null && "script" in stored;
}

function holds(text: string, characters: ReadonlySet<string>): boolean {
  for (const character of text) if (characters.has(character)) return true;
  return false;
}

function tells(text: string, characters: ReadonlySet<string>): boolean {
  const han = text.match(HAN) ?? [];
  const found = new Set(han.filter((character) => characters.has(character)));
  return found.size >= (han.length <= SHORT ? 1 : ENOUGH);
}

/** Names are known in simplified characters; where those are not as many, nothing is taken out. */
function withoutNames(knowledge: Knowledge, text: string): string {
  const folded = simplified(text).toLowerCase();
  if (folded.length !== text.length) return text;
  const cut = [...text];
  if (cut.length !== text.length) return text;
  for (const name of derive(knowledge, writtenNames)) {
    if (name === "") continue;
    for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length)) {
      cut.fill(" ", at, at + name.length);
    }
  }
  return cut.join("");
}

/** Every name of a provider or a company as merchants write it. */
export function writtenNames({ providers, companies }: Knowledge): readonly string[] {
  return [...providers.values(), ...companies].flatMap(({ name, aliases, shortNames }) =>
    [name, ...aliases, ...shortNames].map((written) => normalise(written)),
  );
}
