// The documents: short where they must be, and everything they name is there: links, paths, commands, options, scripts.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listCommands } from "../src/cli/registry.ts";
import { benchNames } from "./bench/run.ts";
import { loadProofs } from "./prove/registry.ts";

const MOST_README_LINES = 80;
/** What our code and documents call a path of the tree: it begins with one of these. */
const ROOTED = /^(?:\.ci|bot|content|docs|src|test)\//;
const documents = ["README.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md")];
/** A document is read with what is code in it taken apart from what is prose. */
const read = (file: string) => partsOf(readFileSync(file, "utf8"));
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
const commands = await Promise.all(
  listCommands().map(async ({ name, load }) => ({ name, ...(await load()) })),
);
const toolNames: Readonly<Record<string, readonly string[]>> = {
  prove: (await loadProofs()).map(({ proof }) => proof.name),
  bench: benchNames(),
};

function partsOf(text: string): { prose: string; blocks: string[]; inline: string[] } {
  const blocks: string[] = [];
  const unfenced = text.replace(/^ *```\w*\n([\s\S]*?)^ *```$/gm, (_, block: string) => {
    blocks.push(block);
    return "";
  });
  const inline: string[] = [];
  const prose = unfenced.replace(/`([^`\n]+)`/g, (_, code: string) => {
    inline.push(code.replaceAll("\\|", "|"));
    return "";
  });
  return { prose, blocks, inline };
}

/** Addresses of a heading, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Links of a document that lead nowhere. */
function deadLinks(file: string, prose: string): string[] {
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const to = path === "" ? file : join(dirname(file), path);
    if (!existsSync(to)) return true;
    return anchor !== undefined && !anchorsOf(to).includes(anchor);
  });
}

/** Paths that are no file; `<slug>`, `*` and `<name>` stand for any name. */
function missingPaths(inline: readonly string[]): string[] {
  const paths = inline.filter((code) => ROOTED.test(code) && !/\s/.test(code));
  return paths.filter((path) => globSync(path.replace(/<[^>]*>/g, "*").replace(/\/$/, "")).length === 0);
}

/** What is wrong with each `huanka …` in a piece of code, so that somebody who types it meets no refusal. */
function wrongCalls(code: string): string[] {
  const calls = code.matchAll(/\bhuanka(?: --)? ([^\n`#>]+)/g);
  return [...calls].flatMap(([call, rest = ""]) => {
    const words = rest.trim().split(/\s+/);
    if (!/^[a-z]/.test(words[0] ?? "")) return [];
    const found = namesOf(words).map((name) => commands.find((command) => command.name === name));
    return found.every((command) => command !== undefined)
      ? found.flatMap((command) => wrongRest(command, words).map((why) => `${call}: ${why}`))
      : [`${call}: no such command`];
  });
}

/** `backup write|verify` names two. */
function namesOf([first = "", second = ""]: readonly string[]): string[] {
  if (commands.some(({ name }) => name === first)) return [first];
  return second.split("|").map((one) => `${first} ${one}`);
}

function wrongRest({ name, options, handsOver }: (typeof commands)[number], words: readonly string[]) {
  const after = words.slice(name.split(" ").length);
  if (handsOver) {
    const flag = after.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
    const named = after.slice(0, flag < 0 ? undefined : flag);
    const strange = named.filter((word) => !(toolNames[name]?.includes(word) ?? true));
    return strange.map((word) => `no ${name} ${word}`);
  }
  const known = [...Object.keys(options), "help"];
  const flags = after.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? []);
  return flags.filter((flag) => !known.includes(flag)).map((flag) => `no option --${flag}`);
}

/** npm scripts that are named and are none of ours. */
function missingScripts(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, script = ""]) => script);
  return named.filter((script) => !(script in scripts));
}

/** What is to come: later sections tell what was true then. */
function unreleased(): string {
  const [, section = ""] =
    /^## Unreleased\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(readFileSync("CHANGELOG.md", "utf8")) ?? [];
  return section;
}

describe("the README", () => {
  it("is read in two minutes", () => {
    expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(
      MOST_README_LINES,
    );
  });
});

describe.each(documents)("%s", (file) => {
  const { prose, blocks, inline } = read(file);

  it("has no link that leads nowhere", () => {
    expect(deadLinks(file, prose)).toEqual([]);
  });

  it("names no path that is not there", () => {
    expect(missingPaths(inline)).toEqual([]);
  });

  it("names no command, proof, bench or option that is not there", () => {
    expect([...blocks, ...inline].flatMap(wrongCalls)).toEqual([]);
  });
});

describe("the changes that are not released", () => {
  it("name no command, proof, bench or option that is not there", () => {
    const { blocks, inline } = partsOf(unreleased());
    expect(inline.length).toBeGreaterThan(10);
    expect([...blocks, ...inline].flatMap(wrongCalls)).toEqual([]);
  });
});

it("names no npm script that is not there, in documents, sources, tests and content", () => {
  const self = "test/docs.test.ts";
  const sources = globSync([
    "{bot,src,test}/**/*.{ts,js}",
    "content/**/*.{md,yml,lock}",
    "*.ts",
    ".ci/run",
    ".env.example",
  ]);
  const texts = [...documents, ...sources.filter((file) => file !== self)].map(
    (file) => [file, readFileSync(file, "utf8")] as const,
  );
  const missing = [...texts, ["CHANGELOG.md", unreleased()] as const].flatMap(([file, text]) =>
    missingScripts(text).map((script) => `${file}: ${script}`),
  );
  expect(sources.length).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});

it("notices what is wrong", () => {
  expect(
    deadLinks("README.md", "[a](docs/none.md) [b](docs/writers.md#none) [c](docs/writers.md#tone)"),
  ).toHaveLength(2);
  expect(missingPaths(["src/none.ts", "content/providers/<id>.md", "src/cli/"])).toEqual(["src/none.ts"]);
  const calls = [
    "npx huanka prove none",
    "huanka backup write|none <file>",
    "huanka doctor --none",
    "huanka facts",
  ];
  expect(calls.flatMap(wrongCalls)).toHaveLength(calls.length);
  const fine = [
    "npx huanka prove kill --full",
    "huanka backup write|verify <file>",
    "huanka <command>",
    "huanka --help",
  ];
  expect(fine.flatMap(wrongCalls)).toEqual([]);
  expect(missingScripts("npm run -s none, npm run demo")).toEqual(["none"]);
});
