// Markdown as a Chinese keyboard writes it: what would be shown as it stands, or as something else, is named to the writer.
import type { Report } from "../reading/content-error.ts";
import type { Draft } from "../reading/draft.ts";
import { problemAt } from "../reading/source-files.ts";
import type { Finding } from "../secrets/asks-for-secret.ts";

interface Slip {
  readonly pattern: RegExp;
  readonly problem: string;
}

/** What stands where a link leads to: a page's kind, an address, a path; no remark in brackets begins so. */
const TARGET = /\s*(?:[a-z]+[:：]|[/#.／＃]|[\w-]+[./][a-z])[^（()）\n]*/.source;
const NO_LINK = [
  String.raw`(?!\[[^\]\n]*\]\([^（()）\n]*\))[[［【][^[\]［］【】\n]*[\]］】]\s*[（(]${TARGET}[)）]`,
  String.raw`\[[^\]\n]*\]\([^()）\n]*）`,
  String.raw`(?<!\])[（(](?:faq|article|guide|provider)[:：][^（()）\n]*[)）]`,
];

const SLIPS: readonly Slip[] = [
  { pattern: /^ {0,3}#{1,6}(?=[^#\s])/gm, problem: "is no heading yet: put a blank after the #" },
  { pattern: /^ {0,3}＃+/gm, problem: "is no heading: write # and a blank" },
  {
    pattern: /(?<!~)~(?!~)[^~\n]+(?<!~)~(?!~)/g,
    problem: "would be struck through: write 至, or \\~, for a range",
  },
  {
    pattern: /(?<=[\p{N}\p{Script=Han}])\s?\*\s?(?=\p{N})/gu,
    problem: "may begin emphasis: write × for times",
  },
  {
    pattern:
      /^ {0,3}(?:[\d０-９]{1,2}[、．）]|[０-９]{1,2}[.)]|\d{1,2}[.)](?=[^\s\d])|[①-⑳]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、).*\n {0,3}(?=[\d０-９]{1,2}[、．）.)]|[②-⑳]|[（(]\d|[一二三四五六七八九十]{1,3}、)/gm,
    problem: "and the next would run into one line: begin each line of a list with 1. and a blank",
  },
  {
    pattern: /^ {0,3}(?:[・·‧∙•●○－◆◇■□▪]|＊(?!.*＊))\s?(?=\S)/gm,
    problem: "is no list: begin the line with - and a blank",
  },
  {
    pattern: /^ {0,3}(?:[-+](?=\p{Script=Han})|\*(?=\p{Script=Han})(?!.*\*))/gmu,
    problem: "is no list yet: put a blank after the sign",
  },
  {
    pattern: new RegExp(NO_LINK.join("|"), "g"),
    problem:
      "is no link: write [文字](faq:slug), with the brackets of the English keyboard and no blank between",
  },
  {
    pattern: /＊＊?[^＊\n]+＊＊?/g,
    problem: "is not bold: write **文字** with the asterisks of the English keyboard",
  },
  { pattern: /==[^=\n]+==/g, problem: "is no mark here: write **文字**" },
  {
    pattern: /(?<=(?:^|\n)(?!\s*(?:[-*+]|\d+[.)])\s).*\n\n|^)(?: {4,}|\t)(?=\p{Script=Han})/gu,
    problem: "would be shown as code: begin the line without blanks",
  },
  { pattern: /^ {0,3}[＞》](?=\s*\S)/gm, problem: "is no quotation: write > and a blank" },
  { pattern: /^｜.*｜\s*$/gm, problem: "is no table: write | of the English keyboard" },
  {
    pattern: /(?<=^(?![#>|\-*+\s]|\d+[.)] ).+\n)-{3,}\s*$/gm,
    problem: "makes the line above a heading: leave a blank line between",
  },
];

/** Between marks of emphasis: the star of a list is none, and a name such as code_a_b is none. */
const EMPHASIS = [
  /(?<![*\\])(?<!^ {0,3}(?=\* ))(?<mark>\*{1,3})(?!\*)(?<inner>[^*\n]+)\k<mark>(?!\*)/gm,
  /(?<![_\\])(?<mark>_{1,2})(?!_)(?<inner>[^_\n]*\p{Script=Han}[^_\n]*)\k<mark>(?!_)/gu,
];
const CODE = /`[^`\n]*`/g;

/** Looks at bodies only: what stands in YAML is no Markdown. */
export function checkMarkdown(draft: Draft, report: Report): void {
  for (const { file, field, text, offset } of draft.prose) {
    if (field !== "body") continue;
    for (const finding of markdownSlips(text)) {
      report(problemAt(file, offset + finding.offset, field, finding.problem));
    }
  }
}

/** Every slip outside code, with what to write instead. */
export function markdownSlips(markdown: string): readonly Finding[] {
  const text = markdown.replace(CODE, (code) => " ".repeat(code.length));
  const slips = SLIPS.flatMap(({ pattern, problem }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      offset: index,
      problem: `「${found.trim().split("\n")[0]}」 ${problem}`,
    })),
  );
  return [...slips, ...unclosedEmphasis(text), ...loneMarks(text)];
}

/**
 * Markdown takes a mark as the end of emphasis only where a sign before it is followed by a blank or a sign, and as its
 * beginning likewise; between Chinese characters there is neither. A _ never stands within a word, which Chinese is.
 */
function unclosedEmphasis(text: string): Finding[] {
  const marked = EMPHASIS.flatMap((form) => [...text.matchAll(form)]);
  return marked.flatMap(({ index, 0: whole, groups: { mark = "", inner = "" } = {} }) => {
    const before = text[index - 1];
    const after = text[index + whole.length];
    const opens = mayStand(inner.at(0), before) && mayTouch(mark, before);
    const closes = mayStand(inner.at(-1), after) && mayTouch(mark, after);
    const way = mark.startsWith("_") ? "write * for it" : "put the signs outside of them, or a blank beside";
    const signs = mark.startsWith("_") ? "underscores" : "asterisks";
    return opens && closes
      ? []
      : [{ offset: index, problem: `${whole} would be shown with its ${signs}: ${way}` }];
  });
}

/** What only stands there: a line drawn with stars, and stars that are meant. */
const NO_MARKS = /^[*\s]+$|\\\*/gm;

/** Emphasis may go on over lines, and ends with its paragraph: there a mark without a second one is shown as it stands. */
function loneMarks(text: string): Finding[] {
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  const unpaired = EMPHASIS.reduce((rest, form) => rest.replace(form, blank), text).replace(NO_MARKS, blank);
  return [...unpaired.matchAll(/.*\S.*(?:\n.*\S.*)*/g)].flatMap(({ index, 0: paragraph }) => {
    const marks = [...paragraph.matchAll(/\*\*/g)];
    const last = marks.length % 2 === 1 ? marks.at(-1) : undefined;
    return last
      ? [{ offset: index + last.index, problem: "** has no second one: close the emphasis, or write \\*\\*" }]
      : [];
  });
}

function mayTouch(mark: string, outside = " "): boolean {
  return mark.startsWith("*") || /[\s\p{P}\p{S}]/u.test(outside);
}

function mayStand(inside = " ", outside = " "): boolean {
  if (/\s/.test(inside)) return false;
  return !/[\p{P}\p{S}]/u.test(inside) || /[\s\p{P}\p{S}]/u.test(outside);
}
