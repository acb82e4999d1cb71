// Where a merchant finds whose terminal it is, drawn three times: slip, label, contract. In pages, and as files for the chat.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Drawing } from "../../bot/knowledge/article.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { DARK_TOKENS, LIGHT_TOKENS } from "../base/design/design-tokens.ts";
import { type Html, html, trusted } from "../view/html.ts";
import { type Words, wordsOf } from "../view/wording.ts";

const CSS = readFileSync(resolve(import.meta.dirname, "../browser/help/drawing.css"), "utf8");
const WIDTH = 320;
/** Inside the paper. */
const LEFT = 32;
const LINE = 28;

type DrawingWords = Words["drawings"];

/** Shapes without the frame; how high they stand; all in units of which 16 are the height of the type. */
const SHAPES: Readonly<Record<Drawing, (words: DrawingWords) => { height: number; shapes: Html }>> = {
  "sales-slip": drawSlip,
  "machine-label": drawLabel,
  contract: drawContract,
};

/** On a page: scales with its column, and is described for those who do not see it. */
export function drawing(name: Drawing, knowledge: Knowledge): Html {
  const { drawings } = wordsOf(knowledge);
  const { title, caption } = drawings[name];
  return html`<figure class="figure"><figcaption><b>${title}</b>${caption}</figcaption>${svg(name, drawings)}</figure>`;
}

/** The same as a file that needs nothing else: light and dark, as the reader's device is set. */
export function drawingFile(name: Drawing, knowledge: Knowledge): string {
  const style = `${LIGHT_TOKENS}${DARK_TOKENS}${CSS}`;
  return svg(name, wordsOf(knowledge).drawings, html`<style>${trusted(style)}</style>`).toString();
}

function svg(name: Drawing, words: DrawingWords, style?: Html): Html {
  const { height, shapes } = SHAPES[name](words);
  const { alt } = words[name];
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 ${WIDTH} ${height}" font-size="16" role="img" aria-label="${alt}">${style}${shapes}</svg>`;
}

/** A line to look for, framed, with what it tells below. */
function sought(y: number, line: Html | string, note: string): Html {
  return html`<rect x="${LEFT - 8}" y="${y - 20}" width="${WIDTH - 2 * LEFT + 16}" height="30" rx="6" class="mark"/><text x="${LEFT}" y="${y}" class="head">${line}</text><text x="${LEFT}" y="${y + LINE}" class="note">↑ ${note}</text>`;
}

/** A slip as most machines print it. Its number is made up, and the card's is covered as on any slip. */
function drawSlip({ "sales-slip": slip }: DrawingWords) {
  const teeth = "l-16 12-16-12".repeat(9);
  const number = html`${slip.number} <tspan class="code">822</tspan><tspan class="digits">290058120001</tspan>`;
  const shapes = html`<path d="M16 8h288v230${trusted(teeth)}z" class="paper"/>
<text x="160" y="36" text-anchor="middle" class="head">${slip.head}</text>
<text x="${LEFT}" y="66">${slip.shop}</text>
${sought(100, number, slip.note)}
<text x="${LEFT}" y="164" class="other">${slip.terminal}</text>
<text x="${LEFT}" y="192" class="other">${slip.card}</text>
<text x="${LEFT}" y="220" class="other">${slip.amount}</text>`;
  return { height: 258, shapes };
}

/** The back of a terminal with its label; the sticker of whoever sold it does not count. */
function drawLabel({ "machine-label": label }: DrawingWords) {
  const shapes = html`<rect x="8" y="8" width="304" height="242" rx="24" class="machine"/>
<rect x="20" y="24" width="280" height="148" rx="6" class="paper"/>
${sought(56, label.company, label.note)}
<text x="${LEFT}" y="122">${label.hotline}</text>
<text x="${LEFT}" y="152" class="other">${label.serial}</text>
<rect x="20" y="190" width="280" height="42" rx="6" class="sticker"/>
<text x="${LEFT}" y="217" class="wrong">${label.sticker}</text>`;
  return { height: 258, shapes };
}

/** The last page of a contract: the company that sealed it is the acquirer. */
function drawContract({ contract }: DrawingWords) {
  const shapes = html`<rect x="16" y="8" width="288" height="242" rx="4" class="paper"/>
<text x="160" y="40" text-anchor="middle" class="head">${contract.head}</text>
<path d="M32 60h256M32 76h256M32 92h168" class="lines"/>
<text x="${LEFT}" y="124" class="other">${contract.you}</text>
${sought(158, contract.company, contract.note)}
<circle cx="244" cy="212" r="28" class="seal"/><text x="244" y="218" text-anchor="middle" class="wrong">${contract.seal}</text>
<text x="${LEFT}" y="226" class="other">${contract.account}</text>`;
  return { height: 258, shapes };
}
