// Reads a filled call sheet and writes what it confirms: the facts' files, and the seals of channels among them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { SEALED_KINDS } from "../../../bot/lint/seals.ts";
import { StartError } from "../../base/errors.ts";
import { readAnswers } from "../../facts/call-answers.ts";
import { CallSheet } from "../../facts/call-sheet.ts";
import { readFacts } from "../../facts/ledger.ts";
import { confirmChannels } from "./confirm-channel.ts";

export interface Taken {
  readonly confirmed: readonly string[];
  readonly open: readonly string[];
}

/** Throws StartError for a file that is no call sheet; then nothing is written. */
export async function takeAnswers(dir: string, path: string): Promise<Taken> {
  const sheet = await readSheet(path);
  const { facts } = await readFacts(dir, sheet.day);
  const { confirmed, open, files } = readAnswers(sheet, facts);
  for (const [file, text] of files) await writeFile(join(dir, file), text);
  const ids = confirmed.filter(({ fact }) => SEALED_KINDS.includes(fact.kind)).map(({ id }) => id);
  if (ids.length > 0) await confirmChannels(dir, { ids, today: sheet.day });
  return {
    confirmed: confirmed.map(({ id, fact }) => `${id}: 「${fact.value}」 confirmed on ${sheet.day}`),
    open,
  };
}

async function readSheet(path: string): Promise<CallSheet> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) throw new StartError(`There is no file ${path}.`);
  const parsed = CallSheet.safeParse(yamlOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join(".") || "the file";
  throw new StartError(`${path} is no filled call sheet: ${at}: ${issue?.message ?? "cannot be read"}.`);
}

function yamlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined; // told as no call sheet
  }
}
