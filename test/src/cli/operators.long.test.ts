// Every command that docs/operators.md shows in a block is run, in its order, as an operator would on a fresh machine.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHuanka } from "../../support/run-huanka.ts";
import { freshDataDir } from "../../support/start-process.ts";

const BLOCK = /```sh\n([\s\S]*?)```/g;
const HUANKA = "npx huanka ";
/** Run by tests of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm ci && npm start": "test/src/cli/npm-start.long.test.ts",
  "npx huanka content release <hash>": "test/src/cli/content-release.long.test.ts",
  "npx huanka cluster demo": "test/src/cli/cluster-demo.long.test.ts",
  "npx huanka playground": "test/src/cli/playground.long.test.ts",
  "npx huanka sbom": "test/supply-chain.test.ts",
};
const BACKUPS = "/var/backups/huanka";

const commands = [...readFileSync("docs/operators.md", "utf8").matchAll(BLOCK)].flatMap(([, block = ""]) =>
  block.split("\n").flatMap((line) => line.replace(/\s+#.*$/, "").trim() || []),
);
const own = commands.filter((command) => !(command in ELSEWHERE));

describe("docs/operators.md", () => {
  it("shows commands of huanka, and others that a test runs", () => {
    expect(own.filter((command) => !command.startsWith(HUANKA))).toEqual([]);
    for (const file of Object.values(ELSEWHERE)) expect(readFileSync(file, "utf8")).not.toBe("");
    expect(own.length).toBeGreaterThan(5);
  });

  it("shows what works, one command after the other", async () => {
    const backups = mkdtempSync(join(tmpdir(), "huanka-backups-"));
    const env = { DATA_DIR: freshDataDir(), PORT: "0" };
    // The first start makes the database that the others look into.
    await runHuanka(["staff", "invite", "first", "--name", "先来", "--role", "admin"], env);
    for (const command of own) {
      const args = command.slice(HUANKA.length).replaceAll(BACKUPS, backups).split(" ");
      const isRestore = args.join(" ").startsWith("backup restore");
      const { code, output } = await runHuanka(args, isRestore ? { DATA_DIR: freshDataDir() } : env);
      expect(code, `${command}\n${output}`).toBe(0);
    }
  });
});
