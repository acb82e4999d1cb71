// The boxes that say how something is known: official channels of a provider, and the facts a page used.
import { channelHref, officialChannels } from "../../bot/knowledge/channels.ts";
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { PROVIDERS } from "./page.ts";
import { proofOf } from "./wording.ts";

/** What the link under the card says in the chat. */
const CHECK = "帮我核对一个号码是不是官方的";

/** The provider's numbers and sites with their proof, or the plain statement that none could be verified. */
export function channelsCard(provider: Provider, knowledge: Knowledge): Html {
  const channels = officialChannels(knowledge, provider.id);
  const hasPhone = channels.some(({ href }) => href?.startsWith("tel:"));
  return html`<section class="card channels" aria-labelledby="channels">
<h2 id="channels">${provider.name}的官方渠道</h2>
${
  channels.length > 0 &&
  html`<ul>${channels.map(
    (channel) =>
      html`<li>${
        channel.href === undefined
          ? html`<p class="channel-line"><span>${channel.label}</span><b>${channel.value}</b></p>`
          : html`<a class="channel-line" href="${channel.href}" rel="noopener external">${icon(
              channel.href.startsWith("tel:") ? "phone" : "globe",
            )}<span>${channel.label}</span><b>${channel.value}</b></a>`
      }<p class="proof">${proofOf(channel)}</p></li>`,
  )}</ul>`
}
${
  !hasPhone &&
  html`<p class="unknown">没有核实到可以放心给你的客服电话。请以机身标签、合同或官网公布的为准，不要打搜索引擎里搜来的号码。</p>`
}
<p class="hint"><a href="/chat?say=${encodeURIComponent(CHECK)}" data-chat-say="${CHECK}">拿到别的号码或网址？在对话里核对一下</a></p>
</section>`;
}

/** On pages of no provider: where the right number stands, since only the reader knows whose terminal it is. */
export function whereToFindChannels(): Html {
  return html`<aside class="card official" aria-labelledby="official">
<h2 id="official">官方渠道在哪里</h2>
<p>电话以机身标签、签购单和合同上的为准。各家查过来源的号码和网址，在<a href="${PROVIDERS.url}">${PROVIDERS.title}</a>里。</p>
<p><a href="/chat?say=${encodeURIComponent(CHECK)}" data-chat-say="${CHECK}">拿到一个号码或网址，拿不准？在对话里核对</a></p>
</aside>`;
}

/** Facts with scope, proof and day, so that a reader can judge each claim. Nothing without facts. */
export function factsTable(facts: readonly Fact[], title: string, knowledge: Knowledge): Html | undefined {
  if (facts.length === 0) return undefined;
  return html`<section class="facts" aria-labelledby="facts">
<h2 id="facts">${title}</h2>
<dl>${facts.map((fact) => {
    const href = channelHref(fact);
    const value =
      href === undefined ? fact.value : html`<a href="${href}" rel="noopener external">${fact.value}</a>`;
    return html`<div><dt>${ownerOf(fact, knowledge)}${fact.label}</dt><dd><p>${value}</p>${
      fact.scope !== undefined && html`<p class="scope">适用：${fact.scope}</p>`
    }<p class="proof">${proofOf(fact)}</p></dd></div>`;
  })}</dl>
</section>`;
}

/** 「客服热线」 alone says nothing on a page about several providers. */
function ownerOf({ provider }: Fact, { providers }: Knowledge): string {
  return (provider === undefined ? undefined : providers.get(provider)?.name) ?? "";
}
