// Puts facts and a provider's own channels where prose refers to them.
import type { Fact, FactKind } from "./fact.ts";
import type { Knowledge } from "./knowledge.ts";
import { BASE_LOCALE } from "./locale.ts";
import { ownWords } from "./own-words.ts";
import type { Provider } from "./provider.ts";

/** `{{fact:id}}` or `{{provider:name}}`; the loader refuses every other `{{…}}`. */
export const REFERENCE = /\{\{(fact|provider):([a-z0-9.-]+)\}\}/g;

const HAN = /\p{Script=Han}/u;
/** A reference with the blanks that part it from Chinese words. */
const BLANKS = /((?<=\p{Script=Han}) )?\{\{(fact|provider):([a-z0-9.-]+)\}\}( (?=\p{Script=Han}))?/gu;

/** What `{{provider:…}}` may name. */
export const PROVIDER_WORDS: ReadonlySet<string> = new Set(
  Object.keys(ownWords(BASE_LOCALE).unknownProvider),
);

interface ResolveContext {
  readonly knowledge: Knowledge;
  /** Whose name and channels `{{provider:…}}` stands for. */
  readonly provider?: Provider | undefined;
  /** The merchant has a code, and no terminal with a label or slips. */
  readonly isCode?: boolean | undefined;
}

/**
 * Replaces every reference and says which facts were used, each once. A reference to nothing stays as written:
 * the loader refuses those in content, so it can only stand in what a merchant typed.
 */
export function resolveText(text: string, context: ResolveContext): { text: string; facts: string[] } {
  const used = new Set<string>();
  const resolved = fitBlanks(text, context).replace(REFERENCE, (written, kind: string, id: string) => {
    const { fact, value } = meantBy(kind, id, context);
    if (fact) used.add(fact.id);
    return value ?? written;
  });
  return { text: resolved, facts: [...used] };
}

/** Between Chinese and a number stands a blank; where words take the number's place, the blank goes. */
export function fitBlanks(text: string, context: ResolveContext): string {
  return text.replace(BLANKS, (written, before = "", kind: string, id: string, after = "") => {
    const { value = "" } = meantBy(kind, id, context);
    const [first = "", last = ""] = [value.at(0), value.at(-1)];
    if (!HAN.test(first) && !HAN.test(last)) return written;
    return `${HAN.test(first) ? "" : before}{{${kind}:${id}}}${HAN.test(last) ? "" : after}`;
  });
}

function meantBy(kind: string, id: string, context: ResolveContext) {
  const fact = kind === "fact" ? context.knowledge.facts.get(id) : providerFact(context, id);
  return { fact, value: fact?.value ?? (kind === "provider" ? providerWord(context, id) : undefined) };
}

/** The words for a provider that is not known, or has no such channel. */
function providerWord(
  { knowledge, provider, isCode = false }: ResolveContext,
  word: string,
): string | undefined {
  if (word === "name" && provider) return provider.name;
  const words = ownWords(knowledge.locale);
  const unknownProvider = isCode ? words.unknownOfCode : words.unknownProvider;
  return word in unknownProvider ? unknownProvider[word as keyof typeof unknownProvider] : undefined;
}

/** The best official channel of the kind: channels are listed best first. */
function providerFact({ knowledge, provider }: ResolveContext, word: string): Fact | undefined {
  if (!provider) return undefined;
  const kinds: Readonly<Record<string, FactKind>> = { hotline: "phone", website: "website" };
  return provider.channels
    .map((key) => knowledge.facts.get(`${provider.id}.${key}`))
    .find((fact) => fact !== undefined && fact.kind === kinds[word]);
}
