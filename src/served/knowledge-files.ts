// What a content became when it was built, on disk: a start that finds its very files and code here reads and checks none
// of them anew.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { openRules, type RuleSource, sourcesOf } from "../../bot/rules/heard-rules.ts";
import { codeStamp } from "./code-stamp.ts";
import { readKeptValue, writeKeptValue } from "./kept-folders.ts";

const ROOT = resolve(import.meta.dirname, "../..");
export const KNOWLEDGE_DIR = resolve(ROOT, "dist/knowledge");
/** Reads and checks content, and lays it down; with everything that these import. */
export const KNOWLEDGE_CODE: readonly string[] = ["bot/load.ts", "src/served/knowledge-files.ts"];
const FILE = "knowledge.bin";

/** What a thread can hand over and a file can hold: rules are opened where they are heard. */
export interface KnowledgeData {
  readonly knowledge: Omit<Knowledge, "rules">;
  readonly rules: readonly RuleSource[];
}

export function toData({ rules, ...knowledge }: Knowledge): KnowledgeData {
  return { knowledge, rules: sourcesOf(rules, [...rules.keys()]) };
}

export function fromData({ knowledge, rules }: KnowledgeData): Knowledge {
  return { ...knowledge, rules: openRules(rules) };
}

/**
 * Undefined when nothing was built from these files by this code, or when it is damaged. Only content that passed every
 * check of the loader lies here, so what is found needs none.
 */
export function readKnowledge(dir: string, name: Name): Knowledge | undefined {
  const data = readKeptValue<KnowledgeData>(dir, nameOf(name), FILE);
  return data && fromData(data);
}

export async function writeKnowledge(dir: string, knowledge: Knowledge): Promise<void> {
  await writeKeptValue(dir, nameOf(knowledge), FILE, toData(knowledge));
}

type Name = Pick<Knowledge, "hash" | "locale">;

function nameOf({ hash, locale }: Name): string {
  stamp ??= codeStamp(KNOWLEDGE_CODE);
  return createHash("sha256").update(`${stamp}\0${locale}\0${hash}`).digest("hex").slice(0, 32);
}

/** Read once: the code of a running process does not change. */
let stamp: string | undefined;
