// The one command: its help, what it says to a slip of the finger, and its exit codes.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listCommands, WANTS } from "../../../src/cli/registry.ts";
import { suggest } from "../../../src/cli/suggest.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { huanka } from "../../support/huanka.ts";
import { freshDataDir } from "../../support/start-process.ts";

const commands = await Promise.all(
  listCommands().map(async ({ name, load }) => ({ name, command: await load() })),
);
const LOUD =
  'import { registerHooks } from "node:module"; registerHooks({ load: (url, context, next) => (process.stderr.write(url + "\\n"), next(url, context)) });';

describe("huanka alone", () => {
  it("lists every file of the folder once, under what one wants, each with a line", async () => {
    const { code, stdout } = huanka([]);
    expect(code).toBe(0);
    const files = globSync("src/cli/commands/*/*.ts").map((file) => basename(file, ".ts").replace("-", " "));
    const rows = stdout.split("\n").flatMap((line) => /^ {2}(\S+(?: \S+)?) {2,}\S/.exec(line)?.[1] ?? []);
    expect(rows.toSorted()).toEqual(files.toSorted());
    for (const title of Object.values(WANTS)) expect(stdout).toContain(`\n${title}\n`);
    expect(huanka(["--help"]).stdout).toBe(stdout);
    expect(huanka(["help", "--help"]).stdout).toBe(stdout);
  });

  it("knows the commands of the plan", () => {
    expect(commands.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...["start", "dev", "demo", "chat", "recognise", "mask"],
        ...["content check", "content new", "content diff", "content confirm", "content schemas"],
        ...["facts check", "facts impact", "doctor", "backup write", "backup verify", "backup restore"],
        ...["conversation delete", "retention run", "build", "flows check", "prove", "bench", "fuzz"],
      ]),
    );
  });

  it("says which version runs on which Node", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(huanka(["--version"]).stdout).toBe(`huanka ${version}, Node ${process.version}\n`);
  });
});

describe("the help of a command", () => {
  const ownHelp = commands.filter(({ command }) => !command.handsOver);
  it.each(ownHelp)("of $name shows its usage, every option and what it does", ({ name, command }) => {
    const { code, stdout, stderr } = huanka([...name.split(" "), "--help"]);
    expect(stdout).toContain(`Usage: ${`huanka ${name} ${command.usage}`.trimEnd()}`);
    expect(stdout).toContain(command.says);
    for (const [option, { says }] of Object.entries(command.options)) {
      expect(stdout).toMatch(new RegExp(`^ {2}--${option}\\b.*`, "m"));
      expect(stdout).toContain(says);
    }
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it.each(commands)("of $name has examples that call it, with options that it has", ({ name, command }) => {
    for (const example of command.examples ?? []) {
      expect(example.startsWith(name), example).toBe(true);
      for (const [, option = ""] of example.matchAll(/ --(\w+)/g)) {
        expect(Object.keys(command.options), example).toContain(option);
      }
    }
  });

  it("can be asked for in front, too", () => {
    expect(huanka(["help", "facts", "impact"]).stdout).toBe(huanka(["facts", "impact", "--help"]).stdout);
  });

  it("of a group lists what is in it; the group alone does nothing and is wrong usage", () => {
    const asked = huanka(["backup", "--help"]);
    expect(asked.stdout.match(/huanka backup (?:write|verify|restore) <file>/g)).toHaveLength(3);
    expect(asked.code).toBe(0);
    expect(huanka(["backup"])).toEqual({ ...asked, code: 2 });
  });
});

describe("what is typed wrong", () => {
  it.each([
    [["strat"], 'There is no command "strat". Did you mean huanka start?'],
    [["content", "chek"], 'There is no command "content chek". Did you mean huanka content check?'],
    [["contnet", "check"], 'There is no command "contnet". Did you mean huanka content check'],
    [["facts:impact"], 'There is no command "facts:impact". Did you mean huanka facts impact?'],
    [["restore", "x.db"], 'There is no command "restore". Did you mean huanka backup restore?'],
    [["backup", "x.db"], 'There is no command "backup x.db". Did you mean huanka backup restore or'],
    [["frobnicate"], 'There is no command "frobnicate".\n'],
    [["--frobnicate"], 'There is no command "--frobnicate".\n'],
    [
      ["chat", "--whi"],
      "There is no option --whi. Did you mean --why?\nUsage: huanka chat [number] [options]",
    ],
    [["start", "--port=1"], "There is no option --port.\nUsage: huanka start"],
    [["start", "--__proto__"], "There is no option --__proto__."],
    [["chat", "--story"], "--story needs a value: --story <file>."],
    [["chat", "--story", "--why"], "--story needs a value: --story <file>."],
    [["chat", "--why=yes"], "--why takes no value."],
    [["chat", "4"], "A number needs --story <file>."],
    [["content", "diff"], "It needs <ref>.\nUsage: huanka content diff <ref>"],
    [["content", "diff", "a", "b"], '"b" is too much: it takes <ref>.'],
    [["start", "now"], '"now" is too much: it takes no words.'],
    [["content", "new", "page", "x"], 'There is no "page". There are: faq, article, provider.'],
    [["content", "confirm"], "Name the channels, or give --all"],
    [["facts", "impact", "lakala.hotline"], "Write the fact, = and its new value."],
    [["recognise"], "Give one message, or --jsonl and lines on stdin."],
    [["mask"], "Give --jsonl and lines on stdin"],
  ])("is named in a sentence, with what was meant: %j", (args, says) => {
    const { code, stdout, stderr } = huanka(args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("is compared letter by letter, and a name in two parts by either", () => {
    const names = ["start", "chat", "content check", "flows check"];
    expect(suggest("satrt", names)).toEqual(["start"]);
    expect(suggest("CHAT", names)).toEqual(["chat"]);
    expect(suggest("check", names)).toEqual(["content check", "flows check"]);
    expect(suggest("cat", names)).toEqual(["chat"]);
    expect(suggest("do", names)).toEqual([]);
  });
});

describe("a problem that is found", () => {
  it("ends with 1 and its message alone", () => {
    const { code, stdout, stderr } = huanka(["doctor"], { env: { PORT: "seventy" } });
    expect(stderr).toMatch(/PORT: .*"seventy"/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("is one sentence for a place that cannot be written", async () => {
    const DATA_DIR = freshDataDir();
    await (await openStore(`sqlite:${join(DATA_DIR, "huanka.db")}`)).close();
    const written = (place: string) => huanka(["backup", "write", place], { env: { DATA_DIR } });
    const folder = join(DATA_DIR, "none");
    expect(written(join(folder, "saved.db"))).toEqual({
      code: 1,
      stdout: "",
      stderr: `There is no folder ${folder}: make it, for the user that runs this, and run the command again.\n`,
    });
    const within = join(DATA_DIR, "huanka.db", "saved.db");
    expect(written(within).stderr).toMatch(/^A part of \S+ is no folder: name another place\.\n$/);
  });

  it("is one sentence for a file that is not there", () => {
    expect(huanka(["chat", "--story", "no/such.yml"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^no\/such\.yml is no story file: .*ENOENT.*\n$/),
    });
  });
});

describe("what is loaded", () => {
  const loadedBy = (args: readonly string[]) =>
    huanka(args, { flags: [`--import=data:text/javascript,${encodeURIComponent(LOUD)}`] })
      .stderr.split("\n")
      .flatMap((url) => /\/((?:bot|src)\/.*)$/.exec(url)?.[1] ?? []);

  it("is one command's file and what it needs, and no other's", () => {
    const loaded = loadedBy(["mask", "--jsonl"]);
    expect(loaded.filter((file) => file.startsWith("src/cli/commands/"))).toEqual([
      "src/cli/commands/run/mask.ts",
    ]);
    expect(loaded).toContain("bot/secrets/mask.ts");
    expect(loaded).not.toContain("bot/load.ts");
  });

  it("is for the help of all commands nothing but their files", () => {
    const loaded = loadedBy(["--help"]);
    expect(loaded.filter((file) => file.startsWith("src/cli/commands/"))).toHaveLength(commands.length);
    const more = loaded.filter((file) => !file.startsWith("src/cli/"));
    expect(more.toSorted()).toEqual([
      ...["bot/reading/content-error.ts", "bot/text/distance.ts"],
      ...["src/base/errors.ts", "src/base/npm-gone.js"],
    ]);
    expect(loaded.filter((file) => file.startsWith("src/cli/tasks/"))).toEqual([]);
  });
});
