// The facts of a draft by id, each with the file and field it stands in, for checks that compare or resolve them.

import type { FactFields } from "../knowledge/fact.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { codeFacts } from "../knowledge/provider.ts";
import { REFERENCE } from "../knowledge/references.ts";
import type { Draft, Entry } from "./draft.ts";

export interface DraftFact {
  readonly id: string;
  readonly fact: FactFields;
  readonly entry: Entry<unknown>;
  /** Where the fact stands in its file's YAML. */
  readonly path: readonly string[];
  /** Id of the provider it belongs to. */
  readonly provider?: string;
}

export function draftFacts({ facts, providers, merchantCodes }: Draft): DraftFact[] {
  const shared = facts.flatMap((entry) =>
    Object.entries(entry.yaml.value).map(([id, fact]): DraftFact => ({ id, fact, entry, path: [id] })),
  );
  const own = providers.flatMap((entry) =>
    Object.entries(entry.yaml.value.facts).map(([key, fact]): DraftFact => {
      return { id: `${entry.id}.${key}`, fact, entry, path: ["facts", key], provider: entry.id };
    }),
  );
  const codes = merchantCodes.flatMap((entry) =>
    codeFacts(entry.yaml.value).map(({ id, ...fact }): DraftFact => {
      return { id, fact, entry, path: ["codes", fact.label] };
    }),
  );
  return [...shared, ...own, ...codes];
}

const UNKNOWN: Readonly<Record<string, string>> = ownWords(BASE_LOCALE).unknownProvider;

/** Text as read by somebody whose provider is not known: facts by their value, `{{provider:…}}` in general words. */
export function resolveDraft(text: string, facts: ReadonlyMap<string, DraftFact>): string {
  return text.replace(REFERENCE, (written, kind: string, id: string) => {
    const found = kind === "fact" ? facts.get(id)?.fact.value : UNKNOWN[id];
    return found ?? written;
  });
}
