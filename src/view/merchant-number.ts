// Whose the first three digits of a merchant number are.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { codeFactId, type MerchantCode } from "../../bot/knowledge/provider.ts";
import { type Html, html } from "./html.ts";
import { wordsOf } from "./wording.ts";

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
