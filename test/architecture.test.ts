// The layers, checked: folders import downwards only, no two folders need each other, and rooms and files stay small.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Where words that merchants read may stand, beside content/. */
const WORDING =
  /^src\/(?:view\/wording\/|browser\/(?:console\/wording\/|(?:help|offline|widget)(?:\/[a-z]+)*\/texts(?:-en)?\.ts$))/;
/** Elsewhere, each for a reason. */
const SPEAKS_CHINESE: readonly string[] = [
  "bot/official/earlier-evidence.ts", // frozen: said only from content that is older than its `evidence.*`
  "bot/reading/parse-steps.ts", // shows a writer the form of a step
  "src/browser/gallery/texts.ts", // read only by who looks at the chat's states
];

/** Rooms and files of the bot whose Chinese, as pattern or as words, decides nothing about what a merchant means. */
const READS_NO_MEANING: Readonly<Record<string, string>> = {
  "bot/flows/": "what the model checker says to the bot",
  "bot/knowledge/calendar.ts": "the names of the days",
  "bot/knowledge/own-words.ts": "what the loader itself writes into a page",
  "bot/lint/": "what writers write",
  "bot/load.ts": "the label of a year's working days",
  "bot/official/": "the forms of numbers, addresses and accounts",
  "bot/reading/": "headings and marks of content files",
  "bot/say/guard.ts": "the forms of contacts in what we say",
  "bot/say/in-traditional.ts": "the word before a quotation in what we say",
  "bot/say/options.ts": "words for numbers",
  "bot/secrets/": "covers secrets before anything is read, on the device too and whatever the content",
  "bot/text/": "folding, words for numbers, and which language it is",
  "bot/understanding/pinyin-reader.ts": "initials and their words",
  "bot/understanding/recognise.ts": "the word that stands for a card's bank",
  "bot/understanding/spelling.ts": "words of the trade that are mended by their sound",
};
/** How names stand in a message: still to become rules of the content. */
const NOT_YET_RULES: readonly string[] = [
  "bot/understanding/merchant-number.ts",
  "bot/understanding/names/mention-role.ts",
  "bot/understanding/names/short-names.ts",
  "bot/understanding/names/strangers-name.ts",
  "bot/understanding/slips.ts",
];

/** Lowest first; the longest matching prefix decides. A folder is one layer, and no file is an exception. */
const LAYERS = [
  "bot/ports.ts",
  "bot/sdk.ts",
  "bot/text/",
  "bot/rules/",
  "bot/secrets/",
  "bot/knowledge/",
  "bot/reading/",
  "bot/official/",
  "bot/search/",
  "bot/lint/",
  "bot/load.ts",
  "bot/understanding/",
  "bot/say/",
  "bot/dialogs/",
  "bot/turn/",
  "bot/flows/",
  "bot/bot.ts",
  "src/base/",
  "src/desk/rules/",
  "src/storage/",
  "src/http/",
  "src/chat/",
  "src/served/",
  "src/view/",
  "src/desk/",
  "src/direct-line/",
  "src/botframework/",
  "src/pages/",
  "src/routes/",
  "src/service.ts",
  "src/build/",
  "src/diff/",
  "src/facts/",
  "src/export/",
  "src/main.ts",
  "src/cli/",
  "test/",
];
/** Codes have the same names on the device and on the server; these import nothing. */
const SHARED_WITH_BROWSER = ["names/code-words", "view/plain-numbers"].map(
  (name) => `bot/secrets/${name}.ts`,
);
const WIRES = ["wire", "desk-wire", "staff-wire"].map((name) => `src/base/${name}.ts`);
const LONGEST_SOURCE = 250;
const LONGEST_TEST = 400;
const MOST_FILES = 20;
const MOST_SCRIPTS = 14;
/** The SDK that the bot is written for, and the adapter of the channels that Microsoft runs. */
const SDK_USERS = ["bot/sdk.ts", "src/botframework/cloud-adapter.ts"];

const files = ["bot", "src", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path)),
);
const sources = files.filter((file) => !file.startsWith("test/"));
const isOfBrowser = (file: string) => file.startsWith("src/browser/");

function layerOf(file: string): number {
  const candidates = LAYERS.map((prefix, layer) => ({ layer, length: prefix.length, prefix }));
  const own = candidates.filter(({ prefix }) => file.startsWith(prefix));
  return own.sort((a, b) => b.length - a.length)[0]?.layer ?? -1;
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  return specifiers.map((specifier) => normalize(join(dirname(file), specifier)));
}

/** A file that stands directly in bot/ or src/ is a room of its own: it joins folders, it is in none. */
function roomOf(file: string): string {
  return /^(?:bot|src)\/[^/]+$/.test(file) ? file : dirname(file);
}

/** Rooms that need each other, with the imports that make the circle. */
function folderCircles(of: readonly string[]): string[] {
  const needs = new Map<string, Map<string, string>>();
  for (const file of of) {
    for (const target of importsOf(file)) {
      const [from, to] = [roomOf(file), roomOf(target)];
      if (from === to) continue;
      if (!needs.has(from)) needs.set(from, new Map());
      needs.get(from)?.set(to, `${file} → ${target}`);
    }
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from)?.keys() ?? [])].some((next) => reaches(next, to, seen));
  };
  return [...needs].flatMap(([from, targets]) =>
    [...targets].filter(([to]) => reaches(to, from)).map(([, how]) => how),
  );
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** Whether a source puts an address under a handler: by our helpers, or by Express itself. */
function registersRoutes(source: string): boolean {
  const byUs = /(?<!function )\b(?:defineRoute|createRouter)\(/;
  const byExpress =
    /\bexpress\(\)|\bRouter\(|\.(?:get|post|put|patch|delete|all|route|use)\(\s*\[?\s*["'`]\//;
  return byUs.test(source) || byExpress.test(source);
}

/** Addresses that a source names; built files have one that is the plumbing's own. */
function addressesIn(source: string): string[] {
  return source.replace(COMMENT, "").match(/["'`]\/(?!assets\/)[a-z][^"'`]*/g) ?? [];
}

/** Without its comments. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(?:^|\s)\/\/.*$/gm, "");
}

describe("the architecture", () => {
  it("imports only from its own layer or one beneath", () => {
    const upward = files
      .filter((file) => !isOfBrowser(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => layerOf(target) > layerOf(file))
          .map((target) => `${file} → ${target}`),
      );
    expect(upward).toEqual([]);
  });

  it("has no circle between folders", () => {
    expect(folderCircles(sources)).toEqual([]);
  });

  it("keeps every folder within twenty files", () => {
    const rooms = Map.groupBy(sources, (file) => dirname(file));
    const crowded = [...rooms].filter(([, held]) => held.length > MOST_FILES).map(([room]) => room);
    expect(crowded).toEqual([]);
  });

  it("gives no two files of the bot one name, but for a check and what it checks", () => {
    const rooms = sources.filter((file) => file.startsWith("bot/") && !file.startsWith("bot/lint/"));
    const byName = Map.groupBy(rooms, (file) => basename(file));
    expect([...byName.values()].filter((named) => named.length > 1)).toEqual([]);
  });

  it("keeps no state in a module of the bot", () => {
    // The last folded texts are kept, for every part of a turn folds the same message and clauses; tables of a package are read once, and late.
    const kept = ["bot/text/normalise.ts", "bot/text/traditional.ts"];
    const state = /^(?:export )?(?:let\b|(?:const|var)\b[^=]*= new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m;
    const holding = sources.filter(
      (file) => file.startsWith("bot/") && state.test(readFileSync(file, "utf8")),
    );
    expect(holding.filter((file) => !kept.includes(file))).toEqual([]);
  });

  it("leaves what merchants read to the content, the wording and the texts of the browser", () => {
    const sentence = /\p{Script=Han}[”」』）)]?[。？]/u;
    const speaking = sources.filter((file) => !WORDING.test(file) && sentence.test(codeOf(file)));
    expect(speaking.sort()).toEqual(SPEAKS_CHINESE);
  });

  it("leaves what merchants' words mean to the rules of the content", () => {
    const isFree = (file: string) => Object.keys(READS_NO_MEANING).some((room) => file.startsWith(room));
    const speaking = sources
      .filter((file) => file.startsWith("bot/"))
      .filter((file) => /\p{Script=Han}/u.test(codeOf(file)));
    expect(
      Object.keys(READS_NO_MEANING).filter((room) => !speaking.some((file) => file.startsWith(room))),
    ).toEqual([]);
    expect(speaking.filter((file) => !isFree(file)).sort()).toEqual(NOT_YET_RULES);
  });

  it("names providers, pages and facts of the content in one file", () => {
    const providers = readdirSync("content/providers").map((name) => name.replace(/\.md$/, ""));
    const facts = [...readFileSync("content/facts.yml", "utf8").matchAll(/^([a-z0-9-]+\.[a-z0-9.-]+):/gm)];
    const ids = [...providers, ...facts.map(([, id]) => id)].map((id) => `"${id}"`);
    const looksUp =
      /(?:answerPage|sayPage|startGuide|findEntry|(?:guides|faqs|articles|providers|facts)\.(?:get|has))\([^()]*"/;
    const naming = sources.filter((file) => {
      const source = readFileSync(file, "utf8");
      return ids.some((id) => source.includes(id)) || looksUp.test(source);
    });
    expect(naming.filter((file) => file !== "bot/knowledge/own-ids.ts")).toEqual([]);
  });

  it("gives every source file a layer", () => {
    const homeless = files.filter((file) => layerOf(file) < 0 && !isOfBrowser(file));
    expect(homeless).toEqual([]);
  });

  it("lets the browser import the wire types and the words for secrets, and nothing else from outside", () => {
    const foreign = [...files.filter(isOfBrowser), ...SHARED_WITH_BROWSER].flatMap((file) =>
      importsOf(file)
        .filter((target) => !isOfBrowser(target) && !WIRES.includes(target))
        .filter((target) => !SHARED_WITH_BROWSER.includes(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(foreign).toEqual([]);
  });

  it("imports each SDK in one file", () => {
    const users = sources.filter((file) =>
      /(?:from |import\()"(?:botbuilder|botframework-|@microsoft\/agents-)/.test(readFileSync(file, "utf8")),
    );
    expect(users.sort()).toEqual(SDK_USERS);
  });

  it("has one command in each file of src/cli/commands, and nothing else", async () => {
    const commands = sources.filter((file) => file.startsWith("src/cli/commands/"));
    expect(commands.length).toBeGreaterThan(20);
    const others = commands.filter((file) => {
      const exported = readFileSync(file, "utf8").match(/^export .*$/gm) ?? [];
      return exported.length !== 1 || exported[0] !== "export const command = {";
    });
    expect(others).toEqual([]);
  });

  it("lets nobody but the tests import the command line", () => {
    const users = sources
      .filter((file) => !file.startsWith("src/cli/"))
      .filter((file) => importsOf(file).some((target) => target.startsWith("src/cli/")));
    expect(users).toEqual([]);
  });

  it("keeps the npm scripts to a handful: everything else is a command", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
    expect(Object.keys(scripts).length).toBeLessThanOrEqual(MOST_SCRIPTS);
  });

  it("registers routes in src/routes and src/direct-line only", () => {
    const allowed = /^src\/(?:routes|direct-line)\/|^src\/http\/router\.ts$/;
    const others = sources.filter((file) => !allowed.test(file));
    expect(others.filter((file) => registersRoutes(readFileSync(file, "utf8")))).toEqual([]);
    for (const source of ['app.get("/x", h)', "router.route(`/x`)", "defineRoute({", "express.Router()"])
      expect(registersRoutes(source), source).toBe(true);
  });

  it("lets src/http know no resource", () => {
    const http = sources.filter((file) => file.startsWith("src/http/"));
    expect(http.flatMap((file) => addressesIn(readFileSync(file, "utf8")))).toEqual([]);
    expect(addressesIn('const a = "/api/chat"; // "/not/this"\n/* "/nor/this" */')).toEqual(['"/api/chat']);
  });

  it("keeps source files within 250 lines and tests within 400", () => {
    const long = files.filter((file) => {
      const lines = readFileSync(file, "utf8").split("\n").length;
      return lines > (file.startsWith("test/") ? LONGEST_TEST : LONGEST_SOURCE);
    });
    expect(long).toEqual([]);
  });

  it("opens every source file with a comment that says its job", () => {
    const silent = files.filter((file) => !/^(?:\/\/|\/\*\*|#!)/.test(readFileSync(file, "utf8")));
    expect(silent).toEqual([]);
  });
});
