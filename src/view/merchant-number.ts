// Where the merchant number stands on a sales slip, drawn, and whose its first three digits are.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { codeFactId, type MerchantCode } from "../../bot/knowledge/provider.ts";
import { type Html, html } from "./html.ts";
import { wordsOf } from "./wording.ts";

const LINE = 26; // between two lines of the slip
const FIRST_LINE = 64;

/** A slip as most machines print it. Its number is made up, and the card's is covered as on any slip. */
export function salesSlip(knowledge: Knowledge): Html {
  const { slip } = wordsOf(knowledge);
  const y = (line: number) => FIRST_LINE + line * LINE;
  return html`<figure class="drawing"><svg viewBox="0 0 360 268" role="img" aria-label="${slip.alt}">
<path d="M20 8h320v238l-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12z" class="paper"/>
<text x="180" y="36" text-anchor="middle" class="head">${slip.title}</text>
<text x="36" y="${y(0)}">${slip.shop}</text>
<rect x="30" y="${y(1) - 18}" width="300" height="26" rx="4" class="row"/>
<text x="36" y="${y(1)}">${slip.number}</text>
<rect x="${slip.digitsAt - 4}" y="${y(1) - 17}" width="34" height="24" rx="3" class="mark"/>
<text x="${slip.digitsAt}" y="${y(1)}" class="digits">822</text><text x="${slip.digitsAt + 34}" y="${y(1)}" class="digits">290058120001</text>
<path d="M${slip.digitsAt + 13} ${y(1) + 8}v16" class="arrow"/>
<text x="${slip.digitsAt - 4}" y="${y(2) + 12}" class="note">${slip.note}</text>
<text x="36" y="${y(3) + 12}">${slip.terminal}</text>
<text x="36" y="${y(4) + 12}">${slip.card}</text>
<text x="36" y="${y(5) + 12}">${slip.amount}</text>
</svg><figcaption>${slip.caption}</figcaption></figure>`;
}

/** The table by its digits, each with the proof of that line. Nothing where the content has none. */
export function codeTable(knowledge: Knowledge): Html | undefined {
  const { codes } = wordsOf(knowledge);
  const rows = [...knowledge.merchantCodes].sort(([a], [b]) => (a < b ? -1 : 1));
  const [first] = rows;
  const fact = first && knowledge.facts.get(codeFactId(first[0]));
  if (!fact) return undefined;
  return html`<h2 id="codes">${codes.title}</h2>
<p>${codes.checked(fact.verified)}</p>
<table><thead><tr><th>${codes.digits}</th><th>${codes.acquirer}</th><th>${codes.proof}</th></tr></thead><tbody>${rows.map(
    ([digits, code]) =>
      html`<tr><td>${digits}</td><td>${acquirerOf(code, knowledge)}</td><td>${
        codes.grades[knowledge.facts.get(code.fact)?.grade ?? "single_unofficial"]
      }</td></tr>`,
  )}</tbody></table>`;
}

function acquirerOf({ provider: id, fact }: MerchantCode, knowledge: Knowledge): Html | string {
  const value = knowledge.facts.get(fact)?.value ?? "";
  const provider = id === undefined ? undefined : knowledge.providers.get(id);
  if (!provider) return value;
  const name = knowledge.locale === BASE_LOCALE ? value : `${provider.name} (${value})`;
  return html`<a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}">${name}</a>`;
}
