// prove, bench and fuzz are tools of test/, which an installation that only serves may lack.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const TOOLS = { prove: "test/prove/run.ts", bench: "test/bench/run.ts", fuzz: "test/prove/fuzz/run.ts" };
let root: string;
const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, "src/cli/huanka.js"), ...args], { encoding: "utf8" });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "huanka-installed-"));
  for (const part of ["bot", "src", "package.json"]) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
});

describe.each(Object.entries(TOOLS))("huanka %s", (name, runner) => {
  it("says in a sentence that the tests are not installed", () => {
    const { status, stdout, stderr } = run(name, "--list");
    expect(stderr).toMatch(
      new RegExp(`^This installation has no ${runner}: .+ Run it in a checkout\\.\\nUsage: `),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("hands over everything that follows, and the exit code back", () => {
    mkdirSync(join(root, runner, ".."), { recursive: true });
    writeFileSync(
      join(root, runner),
      "export async function main(argv: readonly string[]): Promise<number> { console.log(JSON.stringify(argv)); return 1; }",
    );
    const { status, stdout, stderr } = run(name, "one", "--help", "--any=1", "-x");
    expect(JSON.parse(stdout)).toEqual(["one", "--help", "--any=1", "-x"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });
});
