// Takes the ordered list under「## 步骤」out of a Markdown body and makes steps of it.
import { type Condition, parseCondition } from "../knowledge/condition.ts";
import type { Step } from "../knowledge/guide.ts";

export interface StepProblem {
  /** Offset in the Markdown given. */
  readonly offset: number;
  readonly problem: string;
}

export interface ParsedSteps {
  /** The Markdown without the steps section. */
  readonly body: string;
  readonly steps: readonly Step[];
  readonly problems: readonly StepProblem[];
}

interface Line {
  readonly text: string;
  readonly offset: number;
}

interface Item {
  readonly offset: number;
  text: string[];
  readonly extras: { readonly key: string; readonly offset: number; text: string[] }[];
}

const HEADING = /^## +(?:步骤|Steps)[ \t]*$/;
const NEXT_HEADING = /^#{1,2} /;
const ITEM = /^\d+[.)] +(.*)$/;
const EXTRA = /^\s+[-*] +(\w+)[:：] *(.*)$/;
const NESTED_LIST = /^\s+(?:[-*]|\d+[.)]) /;
const NEED = /^(.+?)\s*(?:\{([^{}]*)\})?$/;
const STEP = /^\*\*(.+?)\*\*\s*([\s\S]*?)\s*(?:\{#([a-z0-9-]+)\})?$/;

/**
 * Item form: `1. **标题。** 正文 {#id}`, under it `- stuck: …`, `- needs: a, b{slot=value}` and
 * `- if: slot=value`. A stop at the end of the
 * title is dropped, because titles are also shown alone. Everything malformed is a problem, never skipped.
 */
export function parseSteps(markdown: string): ParsedSteps {
  const lines = toLines(markdown);
  const headings = lines.filter(({ text }) => HEADING.test(text));
  const [heading, second] = headings;
  if (!heading) return { body: markdown, steps: [], problems: [] };
  const problems: StepProblem[] = [];
  if (second) problems.push({ offset: second.offset, problem: "a second section 步骤: write one list" });
  const from = lines.indexOf(heading);
  const after = lines.findIndex(({ text }, index) => index > from && NEXT_HEADING.test(text));
  const to = after < 0 ? lines.length : after;
  const items = toItems(lines.slice(from + 1, to), problems);
  if (items.length === 0) problems.push({ offset: heading.offset, problem: "the section 步骤 has no steps" });
  const body = markdown.slice(0, heading.offset) + markdown.slice(lines[to]?.offset ?? markdown.length);
  return { body, steps: toSteps(items, problems), problems };
}

function toLines(markdown: string): Line[] {
  let offset = 0;
  return markdown.split("\n").map((text) => {
    const line = { text, offset };
    offset += text.length + 1;
    return line;
  });
}

function toItems(lines: readonly Line[], problems: StepProblem[]): Item[] {
  const items: Item[] = [];
  for (const { text, offset } of lines) {
    const [, opening] = ITEM.exec(text) ?? [];
    if (opening !== undefined) {
      items.push({ offset, text: [opening], extras: [] });
      continue;
    }
    if (text.trim() === "") continue;
    const problem = continueItem(items.at(-1), { text, offset });
    if (problem) problems.push({ offset, problem });
  }
  return items;
}

/** Adds a line to the item above it, or says what is wrong with it. */
function continueItem(item: Item | undefined, { text, offset }: Line): string | undefined {
  if (!item || !/^\s/.test(text)) return "this line is no step: begin it with `1. **标题。**`, or indent it";
  const [, key, value] = EXTRA.exec(text) ?? [];
  if (key !== undefined && value !== undefined) {
    item.extras.push({ key, offset, text: [value] });
    return undefined;
  }
  if (NESTED_LIST.test(text)) return "under a step only `- stuck: …`, `- needs: …` and `- if: …` are known";
  (item.extras.at(-1) ?? item).text.push(text.trim());
  return undefined;
}

function toSteps(items: readonly Item[], problems: StepProblem[]): Step[] {
  const taken = new Set<string>();
  return items.flatMap((item) => {
    const complain = (problem: string) => problems.push({ offset: item.offset, problem });
    const [, title, text = "", id] = STEP.exec(item.text.join("\n").trim()) ?? [];
    if (title === undefined) {
      complain("a step begins with its title in bold: `1. **标题。** 正文 {#id}`");
      return [];
    }
    if (text === "") complain("this step says nothing after its title");
    if (id === undefined) {
      complain("this step has no id: end it with {#short-name}, lower case, digits and -");
      return [];
    }
    if (taken.has(id)) complain(`the id ${id} is taken by a step above`);
    taken.add(id);
    const extras = readExtras(item, problems);
    return [{ id, title: title.replace(/[。．.：:]$/, ""), text, ...extras }];
  });
}

type Extras = Pick<Step, "stuck" | "needs" | "needsIf" | "if">;

function readExtras(item: Item, problems: StepProblem[]): Extras {
  const known = knownExtras(item, problems);
  const [stuck, needs, only] = ["stuck", "needs", "if"].map((key) => known.get(key));
  const condition = only && readCondition(only.value, only.offset, problems);
  return {
    ...(stuck && { stuck: stuck.value }),
    ...readNeeds(needs?.value ?? "", needs?.offset ?? item.offset, problems),
    ...(condition && { if: condition }),
  };
}

function knownExtras(item: Item, problems: StepProblem[]) {
  const known = new Map<string, { readonly value: string; readonly offset: number }>();
  for (const { key, offset, text } of item.extras) {
    const value = text.join("\n").trim();
    if (key !== "stuck" && key !== "needs" && key !== "if") {
      problems.push({ offset, problem: `unknown line ${key}: only stuck, needs and if are known` });
    } else if (value === "" || known.has(key)) {
      problems.push({ offset, problem: value === "" ? `${key} is empty` : `a second ${key} in this step` });
    } else known.set(key, { value, offset });
  }
  return known;
}

function readNeeds(list: string, offset: number, problems: StepProblem[]): Pick<Step, "needs" | "needsIf"> {
  const needs: string[] = [];
  const needsIf: Record<string, Condition> = {};
  for (const item of list.split(/[,，、]/).map((piece) => piece.trim())) {
    const [, name, only] = NEED.exec(item) ?? [];
    if (name === undefined) continue;
    needs.push(name);
    const condition = only === undefined ? undefined : readCondition(only, offset, problems);
    if (condition) needsIf[name] = condition;
  }
  return { needs, ...(Object.keys(needsIf).length > 0 && { needsIf }) };
}

function readCondition(text: string, offset: number, problems: StepProblem[]): Condition | undefined {
  const read = parseCondition(text);
  if ("condition" in read) return read.condition;
  problems.push({ offset, problem: read.problem });
  return undefined;
}
