// The published content in a temporary folder, in which a test can change one thing.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ContentCopy {
  readonly dir: string;
  /** Throws when the edit changes nothing, so that no test passes on text that has moved. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}

export async function aContentCopy(): Promise<ContentCopy> {
  const dir = await mkdtemp(join(tmpdir(), "huanka-content-"));
  await cp("content", dir, { recursive: true });
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
