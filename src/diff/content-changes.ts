// Compares what two contents say: guides by their steps, and every text by its place.

import type { Guide } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Change } from "./change.ts";

const SHOWN_AROUND = 12; // characters on each side of the first difference

export function contentChanges(before: Knowledge, after: Knowledge): Change[] {
  return [
    ...guideChanges(guidesById(before), guidesById(after)),
    ...textChanges(contentTexts(before), contentTexts(after)),
  ];
}

/** Guides that are somebody's own or a page; a provider without its own walks one of these. */
function guidesById({ guides, providers }: Knowledge): Map<string, Guide> {
  const own = [...providers.values()].flatMap(({ id, guide }) => (guide ? [[`${id}`, guide] as const] : []));
  return new Map([...guides, ...own]);
}

function guideChanges(before: Map<string, Guide>, after: Map<string, Guide>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Change[] => {
    const [was, is] = [before.get(id)?.steps.length, after.get(id)?.steps.length];
    if (was === is) return [];
    const kind =
      was === undefined
        ? "guide added"
        : is === undefined
          ? "guide gone"
          : is > was
            ? "guide longer"
            : "guide shorter";
    return [{ kind, where: id, before: stepsIn(was), after: stepsIn(is) }];
  });
}

function stepsIn(count: number | undefined): string {
  return count === undefined ? "" : `${count} steps`;
}

/** Place → text, of everything merchants read. */
function contentTexts(knowledge: Knowledge): Map<string, string> {
  const { replies, faqs, articles, facts, providers } = knowledge;
  const steps = [...guidesById(knowledge)].flatMap(([id, guide]) =>
    guide.steps.map(({ id: step, title, text, stuck, needs }): [string, string] => {
      const needed = needs.length > 0 ? `\n${needs.join("、")}` : "";
      return [`step ${id}/${step}`, `${title}。${text}${needed}${stuck === undefined ? "" : `\n${stuck}`}`];
    }),
  );
  return new Map([
    ...[...replies].map(([key, text]): [string, string] => [`reply ${key}`, text]),
    ...[...faqs.values()].map(({ id, question, body }): [string, string] => [
      `faq ${id}`,
      `${question}\n${body}`,
    ]),
    ...[...articles.values()].map(({ id, title, body }): [string, string] => [
      `article ${id}`,
      `${title}\n${body}`,
    ]),
    ...[...providers.values()].map(({ id, name, body }): [string, string] => [
      `provider ${id}`,
      `${name}\n${body}`,
    ]),
    ...[...facts.values()].map(({ id, value }): [string, string] => [`fact ${id}`, value]),
    ...steps,
  ]);
}

function textChanges(before: Map<string, string>, after: Map<string, string>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((where): Change[] => {
    const [was, is] = [before.get(where), after.get(where)];
    if (was === is) return [];
    if (was === undefined || is === undefined) {
      const kind = was === undefined ? "text added" : "text gone";
      return [{ kind, where, before: beginningOf(was), after: beginningOf(is) }];
    }
    return [{ kind: "text changed", where, ...aroundDifference(was, is) }];
  });
}

function beginningOf(text: string | undefined): string {
  return [...(text ?? "")].slice(0, 2 * SHOWN_AROUND).join("");
}

/** Both texts from a little before their first difference to a little behind it. */
function aroundDifference(was: string, is: string): { before: string; after: string } {
  const [a, b] = [[...was], [...is]];
  const first = a.findIndex((character, index) => character !== b[index]);
  const from = Math.max(0, (first < 0 ? a.length : first) - SHOWN_AROUND);
  const cut = (text: string[]) => text.slice(from, from + 3 * SHOWN_AROUND).join("");
  return { before: cut(a), after: cut(b) };
}
