// The bin on a machine whose Node is too old: it goes on with the project's own, or says what to install.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { freshDataDir } from "../../support/start-process.ts";

interface Circumstances {
  readonly version: string;
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly ownNode: string | undefined;
  readonly file?: string;
}
const { whichNode, findOwnNode } = (await import(resolve("src/cli/which-node.js"))) as {
  whichNode(circumstances: Circumstances): unknown;
  findOwnNode(root: string): string | undefined;
};

const NO_PROTO = "--disable-proto=throw";
const WATCH = ["--watch-path=bot", "--watch-path=src"];
const SHOW_FLAGS = "--import=data:text/javascript,console.error(JSON.stringify(process.execArgv))";
const choose = (more: Partial<Circumstances>) =>
  whichNode({
    ...{ version: "v24.1.0", execPath: "/bin/node", execArgv: [], env: {}, ownNode: "/own/node" },
    argv: ["doctor"],
    ...more,
  });

describe("the choice of a Node", () => {
  it("says in one sentence where no Node runs it, and goes by whole names of folders", () => {
    const at = (file: string) => choose({ file });
    expect(at("/srv/node_modules/huanka/src/cli/huanka.js")).toMatchObject({
      kind: "refuse",
      text: expect.stringMatching(
        /^huanka lies in \/srv\/node_modules\/huanka\S+ .*Use a checkout of its own\.\n$/,
      ),
    });
    expect(at("/srv/my_node_modules/huanka/src/cli/huanka.js")).toEqual({ kind: "run" });
  });

  it.each(["v22.18.0", "v22.20.1", "v24.0.0", "v26.3.1"])("stays on %s, which is new enough", (version) => {
    expect(choose({ version })).toEqual({ kind: "run" });
    expect(choose({ version, ownNode: undefined })).toEqual({ kind: "run" });
  });

  it.each(["v18.20.4", "v20.20.2", "v22.17.9", "v21.9.0"])("leaves %s for the project's own", (version) => {
    expect(choose({ version })).toEqual({ kind: "again", node: "/own/node", flags: [] });
    expect(choose({ version, argv: ["start"] })).toMatchObject({ node: "/own/node", flags: [NO_PROTO] });
    const refused = {
      kind: "refuse",
      text: expect.stringMatching(
        /^huanka needs Node 22\.18 or newer; this is v[\s\S]*`npm ci` brings its own/,
      ),
    };
    expect(choose({ version, ownNode: undefined })).toEqual(refused);
    expect(choose({ version, execPath: "/own/node" })).toEqual(refused);
  });

  it("gives commands that serve the flags they lack, and never twice", () => {
    expect(choose({ argv: ["start"] })).toEqual({ kind: "again", node: "/bin/node", flags: [NO_PROTO] });
    expect(choose({ argv: ["demo"] })).toMatchObject({ flags: [NO_PROTO] });
    expect(choose({ argv: ["dev"] })).toMatchObject({ flags: [NO_PROTO, ...WATCH] });
    expect(choose({ argv: ["start"], execArgv: [NO_PROTO] })).toEqual({ kind: "run" });
    const watched = { argv: ["dev"], execArgv: [NO_PROTO], env: { WATCH_REPORT_DEPENDENCIES: "1" } };
    expect(choose(watched)).toEqual({ kind: "run" });
    expect(choose({ argv: ["dev", "--help"] })).toEqual({ kind: "run" });
    expect(choose({ argv: ["toString"] })).toEqual({ kind: "run" });
    expect(choose({ argv: [] })).toEqual({ kind: "run" });
  });
});

describe("the bin on this machine's Nodes", () => {
  it("serves without __proto__, and hands on signals and the exit code", async () => {
    const child = spawn(process.execPath, ["src/cli/huanka.js", "start"], {
      env: {
        ...process.env,
        PORT: "0",
        DATA_DIR: freshDataDir(),
        LOG_LEVEL: "error",
        NODE_OPTIONS: SHOW_FLAGS,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const flags: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => flags.push(chunk.toString()));
    const ended = once(child, "exit");
    for await (const line of createInterface({ input: child.stdout })) {
      const [address] = /http:\S+/.exec(line) ?? [];
      if (address === undefined) continue;
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      child.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      await expect(fetch(`${address}/healthz`)).rejects.toThrow();
      break;
    }
    expect(flags.join("")).toContain(`["${NO_PROTO}"]`);
  });

  /** The first Node on the PATH that is not the project's and is too old; the choice itself is tested above. */
  const old = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .find(
      (file) =>
        existsSync(file) && /^v(?:1\d|20)\./.test(spawnSync(file, ["-v"], { encoding: "utf8" }).stdout),
    );

  it(`runs on the project's own when started by ${old ?? "an old Node (none here: only what it says is tested)"}`, () => {
    const bin = resolve("src/cli/huanka.js");
    if (old === undefined || findOwnNode(resolve(".")) === undefined) {
      expect(choose({ version: "v20.20.2" })).toMatchObject({ kind: "again" });
      return;
    }
    const run = (...args: string[]) => spawnSync(old, [bin, ...args], { encoding: "utf8", cwd: tmpdir() });
    expect(run("--version")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^huanka \S+, Node v2[24]\./),
    });
    expect(run("strat")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Did you mean huanka start?"),
    });
    const elsewhere = mkdtempSync(join(tmpdir(), "huanka-no-node-"));
    mkdirSync(join(elsewhere, "src"));
    for (const room of ["src/base", "src/cli"]) cpSync(room, join(elsewhere, room), { recursive: true });
    cpSync("package.json", join(elsewhere, "package.json"));
    const alone = spawnSync(old, [join(elsewhere, "src/cli/huanka.js"), "start"], { encoding: "utf8" });
    expect(alone).toMatchObject({ status: 1, stdout: "" });
    expect(alone.stderr).toMatch(/^huanka needs Node 22\.18 or newer; this is v(?:1\d|20)\./);
  });
});
