// Every command that docs/operators.md shows is run: those of its blocks in their order, as an operator would on a fresh machine,
// then those within its sentences; what needs more than a database is run by the test or proof that is named here.
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proofFiles } from "../../prove/registry.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { freshDataDir } from "../../support/start-process.ts";

const BLOCK = /```\w+\n[\s\S]*?```/g;
const SHELL_BLOCK = /```sh\n([\s\S]*?)```/g;
/** A command, and no file or setting. */
const INLINE = /`((?:npx huanka|npm|ALTER ROLE|[A-Z_]+=\S+ npm) [^`]+)`/g;
const HUANKA = "npx huanka ";
const NPM_START = "test/src/cli/npm-start.long.test.ts";
const INSTALLED = ["test/prove/machines/installed/trees.ts", 'npm(["ci"'] as const;
const LIMITED = ["test/support/pgbouncer.ts", "limitRole("] as const;
/** Run elsewhere: in which file, and the words that do it. */
const ELSEWHERE: Readonly<Record<string, readonly [file: string, words: string]>> = {
  "npm ci && npm start": [NPM_START, '"npm start"'],
  "npm ci": INSTALLED,
  "npm start": [NPM_START, '"npm start"'],
  "npm run dev": [NPM_START, '"npm run dev"'],
  "npm run build": ["package.json", "npm run build && vitest"],
  "npm run content": ["test/src/cli/content-check.test.ts", '"content", "check"'],
  "DATABASE_URL=postgres://… npm start": ["test/support/two-nodes.ts", "DATABASE_URL:"],
  "npx huanka content release <hash>": ["test/src/cli/content-release.long.test.ts", '"content", "release"'],
  "npx huanka cluster demo": ["test/src/cli/cluster-demo.long.test.ts", '"cluster", "demo"'],
  "npx huanka playground": ["test/src/cli/playground.long.test.ts", '"playground"'],
  "npx huanka sbom": ["test/supply-chain.test.ts", '"sbom"'],
  "npx huanka conversation delete <id>": ["test/prove/storage/delete.ts", '"conversation", "delete"'],
  "npx huanka share pictures": ["test/browser/gallery.test.ts", "share"],
  "ALTER ROLE huanka SET statement_timeout = '4s'": LIMITED,
  "ALTER ROLE huanka SET idle_in_transaction_session_timeout = '10s'": LIMITED,
};
/** What stands for a folder or file of the operator's own. */
const OWN = mkdtempSync(join(tmpdir(), "huanka-operator-"));
const PLACES: readonly (readonly [told: string, here: string])[] = [
  ["/var/backups/huanka", join(OWN, "backups")],
  ["<file>", join(OWN, "backups", "2026-11-29.db")],
  ["../huanka-pages", join(OWN, "pages")],
];

const document = readFileSync("docs/operators.md", "utf8");
const inBlocks = [...document.matchAll(SHELL_BLOCK)].flatMap(([, block = ""]) =>
  block.split("\n").flatMap((line) => line.replace(/\s+#.*$/, "").trim() || []),
);
const inSentences = [...document.replaceAll(BLOCK, "").matchAll(INLINE)].map(([, command = ""]) => command);
const all = [...new Set([...inBlocks, ...inSentences])];
const provedBy = (command: string) => /^npx huanka prove (.+)$/.exec(command)?.[1]?.split(" ");
const own = all.filter((command) => !(command in ELSEWHERE || provedBy(command)));

describe("docs/operators.md", () => {
  it("shows commands of huanka, and others that a test runs", () => {
    expect(own.filter((command) => !command.startsWith(HUANKA))).toEqual([]);
    for (const [command, [file, words]] of Object.entries(ELSEWHERE)) {
      expect(all, command).toContain(command);
      expect(readFileSync(file, "utf8"), command).toContain(words);
    }
    const proofs = proofFiles().map(({ file }) => file.replace(/^.*\/|\.ts$/g, ""));
    expect(proofs).toEqual(expect.arrayContaining(all.flatMap((command) => provedBy(command) ?? [])));
    expect(own.length).toBeGreaterThan(10);
  });

  it("shows what works, one command after the other", async () => {
    const env = { DATA_DIR: freshDataDir(), PORT: "0" };
    // As docs/operators.md has it beside the timer: a folder for backups, owned by whoever runs it.
    mkdirSync(join(OWN, "backups"));
    // The first start makes the database that the others look into.
    await runHuanka(["staff", "invite", "first", "--name", "先来", "--role", "admin"], env);
    for (const command of own) {
      const here = PLACES.reduce((text, [told, place]) => text.replaceAll(told, place), command);
      const args = here.slice(HUANKA.length).split(" ");
      const isRestore = args.join(" ").startsWith("backup restore");
      const { code, output } = await runHuanka(args, isRestore ? { DATA_DIR: freshDataDir() } : env);
      expect(code, `${command}\n${output}`).toBe(0);
    }
  });
});
