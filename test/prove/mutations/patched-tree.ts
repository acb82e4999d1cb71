// A copy of the whole tree in which one file is patched at a time.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Mutation } from "./mutation.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
/** `dist` too: a defect in the browser's code is built there. */
const COPIED = [
  "bot",
  "src",
  "test",
  "content",
  "dist",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "vitest.config.ts",
  "docs",
  ".env.example",
];
/** Large, and the same for every defect. */
const LINKED = "node_modules";

export interface PatchedTree {
  readonly dir: string;
  /** Throws when the text to find does not stand there exactly once. */
  patch(mutation: Pick<Mutation, "file" | "find" | "replace">): void;
  /** Takes the last patch back. */
  mend(): void;
  remove(): void;
}

export function patchedTree(): PatchedTree {
  const dir = mkdtempSync(join(tmpdir(), "huanka-mutant-"));
  for (const name of COPIED.filter((name) => existsSync(join(ROOT, name))))
    cpSync(join(ROOT, name), join(dir, name), { recursive: true });
  symlinkSync(join(ROOT, LINKED), join(dir, LINKED));
  let sound: { path: string; text: string } | undefined;
  return {
    dir,
    patch(mutation) {
      const path = join(dir, mutation.file);
      const text = readFileSync(path, "utf8");
      const patched = patchText(text, mutation);
      sound = { path, text };
      writeFileSync(path, patched);
    },
    mend() {
      if (sound) writeFileSync(sound.path, sound.text);
      sound = undefined;
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}

/** Throws when the text to find does not stand there exactly once: then it is the mutation that is broken. */
export function patchText(
  text: string,
  { file, find, replace }: Pick<Mutation, "file" | "find" | "replace">,
): string {
  const [before = "", after, ...more] = text.split(find);
  if (after === undefined || more.length > 0)
    throw new Error(
      `${file} must hold exactly once, not ${more.length + (after === undefined ? 0 : 1)} times: ${find}`,
    );
  return before + replace + after;
}
