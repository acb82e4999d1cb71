// The layers, checked: every file imports only from its own layer or one beneath, and no file is too long.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Lowest first; the longest matching prefix decides. */
const LAYERS = [
  ["bot/ports.ts"],
  ["bot/understanding/normalise.ts", "bot/understanding/tokens.ts", "bot/understanding/secrets"],
  ["bot/knowledge/"],
  ["bot/understanding/"],
  ["bot/dialogs/"],
  ["bot/"],
  ["src/base/"],
  ["src/storage/", "src/content-source.ts"],
  ["src/channels/"],
  ["src/web/"],
  ["src/service.ts"],
  ["src/cli/", "src/main.ts"],
  ["test/"],
];
const LONGEST_SOURCE = 250;
const LONGEST_TEST = 400;

const files = ["bot", "src", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path)),
);

function layerOf(file: string): number {
  const candidates = LAYERS.flatMap((prefixes, layer) =>
    prefixes.filter((prefix) => file.startsWith(prefix)).map((prefix) => ({ layer, length: prefix.length })),
  );
  return candidates.sort((a, b) => b.length - a.length)[0]?.layer ?? -1;
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  return specifiers.map((specifier) => normalize(join(dirname(file), specifier)));
}

describe("the architecture", () => {
  it("imports only from its own layer or one beneath", () => {
    const upward = files
      .filter((file) => !file.startsWith("src/browser/"))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => layerOf(target) > layerOf(file))
          .map((target) => `${file} → ${target}`),
      );
    expect(upward).toEqual([]);
  });

  it("gives every source file a layer", () => {
    const homeless = files.filter((file) => layerOf(file) < 0 && !file.startsWith("src/browser/"));
    expect(homeless).toEqual([]);
  });

  it("lets the browser import the wire types and nothing else from outside", () => {
    const foreign = files
      .filter((file) => file.startsWith("src/browser/"))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => !target.startsWith("src/browser/") && target !== "src/base/wire.ts")
          .map((target) => `${file} → ${target}`),
      );
    expect(foreign).toEqual([]);
  });

  it("keeps the SDK in bot/bot.ts and the channel adapters", () => {
    const users = files.filter((file) =>
      /from "(?:botbuilder|botframework-schema)/.test(readFileSync(file, "utf8")),
    );
    const allowed = /^(?:bot\/bot\.ts|src\/channels\/[\w-]+\.ts|test\/.*)$/;
    expect(users.filter((file) => !allowed.test(file))).toEqual([]);
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
