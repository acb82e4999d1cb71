// A guide to take away: one document that needs nothing else, to print or to save and read without a network.
import { officialChannels } from "../../../bot/knowledge/channels.ts";
import type { Guide, Step } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { plainText } from "../../../bot/knowledge/plain-text.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { resolveText } from "../../../bot/knowledge/references.ts";
import { CHECKLIST_STYLE } from "../checklist-style.ts";
import { citedFacts, textsOf } from "../cited-facts.ts";
import { type Html, html, trusted } from "../html.ts";
import { proofOf, SITE_NAME } from "../wording.ts";

export interface ChecklistParts {
  readonly knowledge: Knowledge;
  readonly guide: Guide;
  /** Absent for the generic steps of a class. */
  readonly provider?: Provider;
  /** Where the page came from, printed at its end. */
  readonly address: string;
}

/** The whole document. Links are phone numbers and official sites only: a saved file has no pages beside it. */
export function checklistDocument(parts: ChecklistParts): string {
  const { knowledge, guide, provider } = parts;
  const title = provider ? `${provider.name}换结算卡清单` : `${guide.title}：清单`;
  const document = html`<!doctype html>
<html lang="${knowledge.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title} - ${SITE_NAME}</title>
<style>${trusted(CHECKLIST_STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1>
<p>${guide.generic ? "这类机构的通用步骤，菜单名以你看到的为准。" : "做完一步勾一步。"}步骤更新于 ${guide.updated}。</p></header>
<main>
<p class="warn">谁也不该问你要卡的密码、卡背三位数、有效期和短信验证码；要，就停下。</p>
${materials(guide)}
${contacts(parts)}
<h2>步骤</h2>
<ol class="steps">${guide.steps.map((step, index) => stepItem(step, index + 1, parts))}</ol>
${notes()}
${proofs(parts)}
</main>
<footer>打印自${SITE_NAME} ${parts.address}，内容版本 ${knowledge.hash.slice(0, 8)}。本站不是任何银行、支付机构或收单机构的官网，换卡以收单机构答复为准。</footer>
</body>
</html>
`;
  return document.toString();
}

function materials(guide: Guide): Html | false {
  const needs = [...new Set(guide.steps.flatMap((step) => step.needs))];
  return (
    needs.length > 0 &&
    html`<h2>要准备</h2><ul class="needs">${needs.map((need) => html`<li>${box(need)}</li>`)}</ul>`
  );
}

function contacts({ knowledge, provider }: ChecklistParts): Html {
  const channels = provider ? officialChannels(knowledge, provider.id) : [];
  const hasPhone = channels.some(({ href }) => href?.startsWith("tel:"));
  return html`<h2>官方渠道</h2>
${
  channels.length > 0 &&
  html`<ul class="channels">${channels.map(
    (channel) =>
      html`<li>${channel.label} <b>${
        channel.href === undefined ? channel.value : html`<a href="${channel.href}">${channel.value}</a>`
      }</b><span class="proof">${proofOf(channel)}</span></li>`,
  )}</ul>`
}
${
  !hasPhone &&
  html`<p>客服电话以机身标签、合同或官网公布的为准：<span class="blank"> </span>，不要打搜索引擎里搜来的号码。</p>`
}`;
}

function stepItem(step: Step, number: number, parts: ChecklistParts): Html {
  const { text, stuck, needs, title } = step;
  return html`<li id="${step.id}">${box(`${number}. ${words(title, parts)}`)}
<p>${words(text, parts)}${needs.length > 0 && html` <span class="proof">带上：${needs.join("、")}。</span>`}</p>
${stuck !== undefined && html`<p class="stuck">卡住了：${words(stuck, parts)}</p>`}</li>`;
}

/** Only what a merchant may write down: no card number, no password. */
function notes(): Html {
  const lines = [
    "商户编号",
    "提交日期",
    "受理编号",
    "新卡后四位",
    "客服说的审核时间",
    "第一笔结算到新卡的日期",
  ];
  return html`<h2>自己记</h2><ul class="needs notes">${lines.map((line) => html`<li>${line} <span class="blank"> </span></li>`)}</ul>`;
}

/** What the steps and the timing rest on, each with scope, grade and day; the channels above bring their own. */
function proofs({ knowledge, guide, provider }: ChecklistParts): Html | false {
  const shown = new Set(provider?.channels.map((key) => `${provider.id}.${key}`) ?? []);
  const context = provider ? { knowledge, provider } : { knowledge };
  const { review, meanwhile, confirm, cycle } = provider?.timeline ?? {};
  const timing = [review?.fact, meanwhile, confirm, cycle].flatMap(
    (key) => knowledge.facts.get(`${provider?.id}.${key}`) ?? [],
  );
  const facts = [...new Set([...citedFacts(textsOf(guide), context), ...timing])].filter(
    ({ id }) => !shown.has(id),
  );
  return (
    facts.length > 0 &&
    html`<h2>依据</h2><dl>${facts.map(
      (fact) =>
        html`<div><dt>${fact.label}</dt><dd>${fact.value}<span class="proof">（${fact.scope !== undefined && html`${fact.scope}；`}${proofOf(fact)}）</span></dd></div>`,
    )}</dl>`
  );
}

function box(label: string): Html {
  return html`<label><input type="checkbox"><span>${label}</span></label>`;
}

function words(markdown: string, { knowledge, provider }: ChecklistParts): string {
  return plainText(resolveText(markdown, provider ? { knowledge, provider } : { knowledge }).text);
}
