// The rules of the project's own content, for content that a test builds.
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { compileRules, type Rules } from "../../bot/rules/heard-rules.ts";
import { RulesFile, WordsFile } from "../../bot/rules/rule-file.ts";

const FOLDER = "content/zh-CN/rules";

export function realRules(): Rules {
  const read = (name: string): unknown => parse(readFileSync(`${FOLDER}/${name}`, "utf8"));
  const lists = new Map(Object.entries(WordsFile.parse(read("words.yml"))));
  const files = readdirSync(FOLDER).filter((name) => name !== "words.yml");
  return compileRules(
    files.sort().map((name) => RulesFile.parse(read(name))),
    lists,
  );
}
