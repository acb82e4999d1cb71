// The published content in a temporary folder, in which a test can change one thing.
import { cp, glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ContentCopy {
  readonly dir: string;
  /** Throws when the edit changes nothing, so that no test passes on text that has moved. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * `whole` brings along what many hands wrote for the bot to learn from: most of what is read and nearly all that is
 * trained, and no part of what is shown.
 */
export async function aContentCopy({ whole = false } = {}): Promise<ContentCopy> {
  const dir = await mkdtemp(join(tmpdir(), "huanka-content-"));
  await cp("content", dir, { recursive: true });
  if (!whole) await withoutAuthors(dir);
  return {
    dir,
    async edit(path, change) {
      const before = await readFile(join(dir, path), "utf8");
      const after = change(before);
      if (after === before) throw new Error(`the change to ${path} changes nothing`);
      await writeFile(join(dir, path), after);
    },
    remove: () => rm(dir, { recursive: true }),
  };
}

/** Takes their files out of a content folder; the intents' own utterances stay. */
export async function withoutAuthors(dir: string): Promise<void> {
  for await (const file of glob("*/utterances/*", { cwd: dir })) await rm(join(dir, file));
}
