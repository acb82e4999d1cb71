// Seals an official channel after somebody compared it with its sources.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { BASE_LOCALE } from "../../../bot/knowledge/locale.ts";
import { LOCK_PATH, LockFile, lockText, type Seal, sealOf } from "../../../bot/knowledge/registry-lock.ts";
import { sealedFacts } from "../../../bot/lint/seals.ts";
import { ContentError, type Problem } from "../../../bot/reading/content-error.ts";
import type { DraftFact } from "../../../bot/reading/draft-facts.ts";
import { parseTree } from "../../../bot/reading/parse-tree.ts";
import { readFolder } from "../../../bot/reading/read-folder.ts";
import { StartError } from "../../base/errors.ts";

/**
 * Writes new seals for the named facts, or for all that have none with `--all`. A changed value is refused while
 * its `verified` is older than the change: somebody has to look at the sources and say so. Throws StartError or
 * ContentError before anything is written.
 */
export async function confirmChannels(
  dir: string,
  request: { readonly ids: readonly string[]; readonly all?: boolean; readonly today: string },
): Promise<readonly string[]> {
  const facts = await readChannels(dir);
  const lock = await readLock(dir);
  const known = new Set(facts.map(({ id }) => id));
  const unknown = request.ids.filter((id) => !known.has(id) && !Object.hasOwn(lock, id));
  if (unknown.length > 0) throw new StartError(`There is no channel ${unknown.join(", ")} in the content.`);
  const chosen = facts.filter(({ id }) => request.ids.includes(id) || (request.all === true && !lock[id]));
  const refused = chosen.flatMap((one) => refusal(one, lock[one.id], request.today) ?? []);
  if (refused.length > 0) throw new StartError(refused.join("\n"));
  const kept = Object.entries(lock).filter(([id]) => known.has(id));
  const sealed = chosen.map(({ id, fact }): [string, Seal] => {
    return [id, { seal: sealOf({ id, value: fact.value }), verified: fact.verified }];
  });
  await writeFile(join(dir, LOCK_PATH), lockText(Object.fromEntries([...kept, ...sealed])));
  return chosen.map(({ id, fact }) => `${id}: 「${fact.value}」 confirmed on ${fact.verified}`);
}

function refusal({ id, fact, entry }: DraftFact, sealed: Seal | undefined, day: string): string | undefined {
  const { value, verified } = fact;
  if (verified > day) return `${id}: verified ${verified} lies in the future.`;
  const changed = sealed !== undefined && sealed.seal !== sealOf({ id, value });
  if (!changed || verified > sealed.verified || verified === day) return undefined;
  return (
    `${id}: 「${value}」 is not what was confirmed on ${sealed.verified}, but verified still says ${verified}.\n` +
    `  Compare it with its sources, correct sources and verified in ${entry.file.path}, then run this again.`
  );
}

async function readChannels(dir: string): Promise<DraftFact[]> {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const { files } = await readFolder(dir, BASE_LOCALE, report);
  const facts = sealedFacts(parseTree(files, BASE_LOCALE, report));
  if (problems.length > 0) throw new ContentError(problems);
  return facts;
}

async function readLock(dir: string): Promise<LockFile> {
  const path = join(dir, LOCK_PATH);
  return existsSync(path) ? LockFile.parse(parse(await readFile(path, "utf8")) ?? {}) : {};
}
