// The published content as writers may edit it between two turns: each kind of edit, made to every guide at once.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { buildKnowledge } from "../../bot/load.ts";
import type { SourceTree } from "../../bot/reading/source-files.ts";
import type { Model } from "../../bot/understanding/model.ts";
import { MODEL_DIR } from "../../src/served/model-files.ts";
import { supplyKeptModels } from "../../src/served/model-source.ts";
import { readLocaleNow } from "../../src/served/read-folder-now.ts";

export interface Edit {
  readonly name: string;
  readonly knowledge: Knowledge;
  readonly tree: SourceTree;
}

export interface EditedContent {
  readonly published: Edit;
  readonly edits: readonly Edit[];
  /** Edits that the check of step ids must refuse; what happens when they are served all the same is proved too. */
  readonly undeclared: readonly Edit[];
  /** A step's id under every name it has in the edits → its published id. */
  readonly original: (id: string) => string;
}

/** The steps of one file as blocks of lines, each block an item with what is nested under it. */
type EditSteps = (steps: readonly string[]) => {
  steps: readonly string[];
  map?: Record<string, string | null>;
};

const RENAMED = "-anew";
const REMOVED = 2; // the third step: merchants can stand before, at and behind it
const WITHDRAWN = ["lakala", "wechatpay"];
const CORRECTED = {
  path: "providers/boc.md",
  words: ["加盖公章或财务章", "加盖财务章"],
} as const;
const REMOVED_PROVIDER = "boc";

/** With the first so many edits, by default all. What teaches the same as the project's own content gets its model. */
export async function editedContent(most = Number.POSITIVE_INFINITY): Promise<EditedContent> {
  const { knowledge, tree } = await readLocaleNow("content");
  const opened = new Map<string, Model>();
  const build = (name: string, files: Files) => edit(name, files, opened);
  const edited = (name: string, change: EditSteps) => () => build(name, mapGuides(tree, change));
  const edits = [
    edited("a wording fixed in every step", (steps) => ({
      steps: steps.map((step) => step.replace(/(?= \{#)/, "（说法改过）")),
    })),
    edited("a step put in second", ([first = "", ...rest]) => ({
      steps: [first, addedStep("added-second"), ...rest],
    })),
    edited("a step put in before the last", (steps) => ({
      steps: [...steps.slice(0, -1), addedStep("added-late"), ...steps.slice(-1)],
    })),
    edited("the third step removed, with a map", (steps) => ({
      steps: steps.filter((_, index) => index !== REMOVED),
      map: Object.fromEntries(steps.slice(REMOVED, REMOVED + 1).map((step) => [idOf(step), null])),
    })),
    edited("every step renamed, with a map", (steps) => ({
      steps: steps.map((step) => step.replace(`{#${idOf(step)}}`, `{#${idOf(step)}${RENAMED}}`)),
      map: Object.fromEntries(steps.map((step) => [idOf(step), `${idOf(step)}${RENAMED}`])),
    })),
    edited("the last step removed, with a map", (steps) => ({
      steps: steps.slice(0, -1),
      map: Object.fromEntries(steps.slice(-1).map((step) => [idOf(step), null])),
    })),
    edited("the second and third step swapped", ([first = "", second = "", third = "", ...rest]) => ({
      steps: [first, third, second, ...rest],
    })),
    () => build("a step put in second, and a fact corrected", correctedFact(tree)),
    () => build("a provider removed", withoutProvider(tree)),
    () => build("the own steps of two providers withdrawn", withoutOwnSteps(tree)),
  ];
  const undeclared = edited("the third step removed, without a map", (steps) => ({
    steps: steps.filter((_, index) => index !== REMOVED),
  }));
  return {
    published: { name: "published", knowledge: supplyKeptModels(knowledge, MODEL_DIR, opened), tree },
    edits: edits.slice(0, most).map((make) => make()),
    undeclared: [undeclared()],
    original: (id) => (id.endsWith(RENAMED) ? id.slice(0, -RENAMED.length) : id),
  };
}

function addedStep(id: string): string {
  return `1. **多看一眼。** 再看一眼机身标签上的公司名。 {#${id}}\n`;
}

function idOf(step: string): string {
  return /\{#([a-z0-9-]+)\}/.exec(step)?.[1] ?? "";
}

type Files = SourceTree["files"];

/** The name stands for the hash; a real one is over the bytes. */
function edit(name: string, files: Files, opened: Map<string, Model>): Edit {
  const tree = { files, hash: `edited: ${name}` };
  return { name, knowledge: supplyKeptModels(buildKnowledge(tree), MODEL_DIR, opened), tree };
}

/** What a page maps already leads on to where the edit moved it. */
function withMap(text: string, map: Readonly<Record<string, string | null>>): string {
  const [kept = "", ...entries] = MAPPED.exec(text)?.[0].split("\n") ?? [];
  const earlier = entries.flatMap((entry) => {
    const [from = "", to = ""] = entry.split(":").map((part) => part.trim());
    return from === "" ? [] : [[from, to in map ? map[to] : to]];
  });
  const all = { ...Object.fromEntries(earlier), ...map };
  const without = kept === "" ? text : text.replace(MAPPED, "");
  return without.replace(/^---\n/, `---\nsteps: ${JSON.stringify(all)}\n`);
}

const MAPPED = /^steps:\n(?: {2}.*\n)+/m;
const STEPS = /(?<=\n## 步骤[ \t]*\n)[\s\S]*?(?=\n#{1,2} |$)/;

function mapGuides({ files }: SourceTree, edit: EditSteps): Files {
  return files.map(({ path, text }) => {
    const section = STEPS.exec(text)?.[0];
    if (section === undefined || !/(?:^providers|\/guides)\//.test(path)) return { path, text };
    const [before = "", ...blocks] = section.split(/^(?=\d+[.)] )/m);
    const { steps, map = {} } = edit(blocks);
    const listed = `${before}${steps.map((step) => step.replace(/\n*$/, "\n")).join("")}`;
    const withSteps = text.replace(STEPS, () => listed);
    return { path, text: withMap(withSteps, map) };
  });
}

function correctedFact(tree: SourceTree): Files {
  return mapGuides(tree, ([first = "", ...rest]) => ({
    steps: [first, addedStep("added-second"), ...rest],
  })).map(({ path, text }) => ({
    path,
    text: path === CORRECTED.path ? replaced(text, ...CORRECTED.words) : text,
  }));
}

function replaced(text: string, words: string, others: string): string {
  if (!text.includes(words)) throw new Error(`the content does not say 「${words}」`);
  return text.replace(words, others);
}

function withoutProvider({ files }: SourceTree): Files {
  const link = new RegExp(`\\[([^\\]]+)\\]\\(provider:${REMOVED_PROVIDER}\\)`, "g");
  const fact = new RegExp(`\\{\\{fact:${REMOVED_PROVIDER}\\.[^}]+\\}\\}`, "g");
  const code = new RegExp(`^ +"\\d+": .*provider: ${REMOVED_PROVIDER},.*\\n`, "gm");
  return files
    .filter(({ path }) => path !== `providers/${REMOVED_PROVIDER}.md`)
    .map(({ path, text }) => ({
      path,
      text: text.replace(link, "$1").replace(fact, "按网点说的办").replace(code, ""),
    }));
}

function withoutOwnSteps({ files }: SourceTree): Files {
  const paths = WITHDRAWN.map((id) => `providers/${id}.md`);
  return files.map(({ path, text }) =>
    paths.includes(path)
      ? {
          path,
          text: text
            .replace(MAPPED, "")
            .replace(STEPS, "")
            .replace(/\n## 步骤[ \t]*\n/, "\n"),
        }
      : { path, text },
  );
}
