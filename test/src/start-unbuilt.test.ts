// A start is no build: it runs what was built, builds where it can, and says in one sentence where it cannot.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aCheckout, nobodysData, readOnly, startIn } from "../support/a-checkout.ts";

const REMEDY = "run `npm ci && npm run build` in a checkout where they can, and bring its folder dist here.";

describe("a checkout whose browser files are not built", () => {
  it.each(["a#b", "why?"])("says why they cannot be in a folder named %s", async (name) => {
    const dir = aCheckout(name);
    const odd = /[#?]/.exec(name)?.[0];
    expect(await startIn(dir)).toEqual({
      output: `The browser files are not built, and cannot be built here because the folder ${dir} has ${odd} in its name: ${REMEDY}`,
      serves: false,
    });
  });

  it.each(["odd\\name", "end\\"])("says that Node loads nothing from a folder named %s", (name) => {
    const dir = join(mkdtempSync(join(tmpdir(), "huanka-checkout-")), name);
    cpSync("src/cli", join(dir, "src/cli"), { recursive: true });
    const { stdout, stderr, status } = spawnSync(process.execPath, ["src/cli/enter.cjs", "start"], {
      cwd: dir,
      encoding: "utf8",
    });
    expect({ stdout, stderr, status }).toEqual({
      stdout: "",
      stderr: `huanka lies in ${dir}: Node loads no module from a folder with \\ in its name. Use a checkout elsewhere.\n`,
      status: 1,
    });
  });

  it("says so where the bundler is not installed", async () => {
    const { output, serves } = await startIn(aCheckout("huanka", { without: "vite" }));
    expect({ output, serves }).toEqual({
      output: `The browser files are not built, and cannot be built here because the bundler is not installed (npm ci --omit=dev leaves it out): ${REMEDY}`,
      serves: false,
    });
  });

  it("says why the bundler failed, without the stack that it prints", async () => {
    const { output, serves } = await startIn(aCheckout("huanka", { without: "preact" }));
    expect(output).toMatch(
      /^Building the browser bundles …\nThe browser files could not be built in \S+ \(.+\): `npm run build` shows all of it\.$/,
    );
    expect(serves).toBe(false);
  });

  it("says so where it may not write", async () => {
    const dir = readOnly(aCheckout("huanka"));
    const { output, serves } = await startIn(dir, { AS_NOBODY: "1", DATA_DIR: nobodysData() });
    expect({ output, serves }).toEqual({
      output: `The browser files are not built, and cannot be built here because ${dir} may not be written: ${REMEDY}`,
      serves: false,
    });
  });
});
