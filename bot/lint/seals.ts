// Compares every official channel with its seal in registry.lock.

import type { FactFields, FactKind } from "../knowledge/fact.ts";
import { isCodeFact } from "../knowledge/provider.ts";
import { LOCK_PATH, type Seal, sealOf } from "../knowledge/registry-lock.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";
import { type DraftFact, draftFacts } from "../reading/draft-facts.ts";
import { atStart, problemAt } from "../reading/source-files.ts";

/** Kinds that lead a merchant to somebody or something: one wrong character leads to somebody else. */
export const SEALED_KINDS: readonly FactKind[] = ["phone", "website", "wechat", "app"];

/** Files with facts of no single provider. */
const SHARED = ["facts.yml", "merchant-codes.yml"];

/** Every fact that needs a seal, in the order of the files. */
export function sealedFacts(draft: Draft): DraftFact[] {
  return draftFacts(draft).filter(({ id, fact }) => SEALED_KINDS.includes(fact.kind) || isCodeFact(id));
}

/** Reports channels that were never confirmed, changed since, or confirmed on another day than they say. */
export function checkSeals(draft: Draft, report: Report): void {
  const [lock] = draft.locks;
  if (!lock) {
    if (!draft.paths.has(LOCK_PATH))
      report(atStart(LOCK_PATH, "is missing: run: npx huanka content confirm --all"));
    return;
  }
  const facts = sealedFacts(draft);
  for (const { id, fact, entry, path } of facts) {
    const found = sealProblem(id, fact, Object.hasOwn(lock.yaml.value, id) ? lock.yaml.value[id] : undefined);
    if (!found) continue;
    report(entryProblem(entry, [...path, found.field], found.problem));
  }
  const known = new Set(facts.map(({ id }) => id));
  for (const id of Object.keys(lock.yaml.value)) {
    const file = id.split(".")[0];
    if (
      known.has(id) ||
      SHARED.some((path) => draft.broken.has(path)) ||
      draft.broken.has(`providers/${file}.md`)
    )
      continue;
    report(
      problemAt(
        lock.file,
        lock.yaml.offsetOf([id, "seal"]),
        id,
        "seals a channel that is not there: remove it",
      ),
    );
  }
}

function sealProblem(id: string, { value, verified }: FactFields, sealed: Seal | undefined) {
  const confirm = `run: npx huanka content confirm ${id}`;
  if (!sealed)
    return {
      field: "value",
      problem: `「${value}」 was never confirmed: compare it with its sources, then ${confirm}`,
    };
  if (sealed.seal !== sealOf({ id, value })) {
    const problem = `「${value}」 is not what was confirmed on ${sealed.verified}: compare it with its sources, set verified to that day, then ${confirm}`;
    return { field: "value", problem };
  }
  if (sealed.verified !== verified) {
    return {
      field: "verified",
      problem: `was confirmed on ${sealed.verified}: if it was compared again, ${confirm}`,
    };
  }
  return undefined;
}
