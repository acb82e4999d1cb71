// Content as it was at a commit, read from git into memory; nothing is checked out.
import { spawnSync } from "node:child_process";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { buildKnowledge } from "../../bot/load.ts";
import { ContentError, type Problem } from "../../bot/reading/content-error.ts";
import { isRead, type RawFile, toSourceTree } from "../../bot/reading/source-files.ts";
import { StartError } from "../base/errors.ts";

const MEBIBYTE = 1024 * 1024;
const MOST_OUTPUT = 256 * MEBIBYTE; // content is half a mebibyte

/**
 * The content folder at a git ref. Throws StartError when git, the repository or the ref is not there, and when that
 * content does not pass this version's checks.
 */
export function contentAt(ref: string, dir: string, locale: string): Knowledge {
  const problems: Problem[] = [];
  const tree = toSourceTree(readFiles(ref, dir, locale), (problem) => void problems.push(problem));
  if (tree.files.length === 0) throw new StartError(`There is no content in ${dir} at ${ref}.`);
  try {
    return buildKnowledge(tree, { locale, problems });
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw new StartError(`At ${ref} the content does not pass this version's checks.\n${error.message}`);
  }
}

function readFiles(ref: string, dir: string, locale: string): RawFile[] {
  const listed = git(dir, ["ls-tree", "-r", "-z", "--end-of-options", ref]).toString();
  const blobs = listed.split("\0").flatMap((line) => {
    const [, id = "", path = ""] = /^\d+ blob (\w+)\t(.+)$/s.exec(line) ?? [];
    return isRead(path, locale) ? [{ id, path }] : [];
  });
  const output = git(dir, ["cat-file", "--batch"], blobs.map(({ id }) => `${id}\n`).join(""));
  let at = 0;
  return blobs.map(({ path }) => {
    const headerEnd = output.indexOf("\n", at);
    const size = Number(output.subarray(at, headerEnd).toString().split(" ").at(-1));
    const bytes = output.subarray(headerEnd + 1, headerEnd + 1 + size);
    at = headerEnd + 1 + size + 1;
    return { path, bytes };
  });
}

function git(dir: string, args: readonly string[], input = ""): Buffer {
  const { stdout, stderr, status, error } = spawnSync("git", args, {
    cwd: dir,
    input,
    maxBuffer: MOST_OUTPUT,
  });
  if (error) throw new StartError(`git cannot be run in ${dir}: ${error.message}`, { cause: error });
  if (status !== 0) throw new StartError(`git ${args[0]} says: ${stderr.toString().trim()}`);
  return stdout;
}
