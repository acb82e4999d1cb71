// The boxes that say how something is known: official channels of a provider, and the facts a page used.

import type { Fact, OfficialChannel } from "../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { channelHref, officialChannels } from "../../bot/official/channels.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { type Site, siteUrl } from "./page.ts";
import { sayInChat } from "./steps.ts";
import { langOf } from "./untranslated.ts";
import { proofOf, type Words, wordsOf } from "./wording.ts";

/** The official number to call, the best of several. */
export function phoneOf(knowledge: Knowledge, provider: string): OfficialChannel | undefined {
  return officialChannels(knowledge, provider).find(({ href }) => href?.startsWith("tel:"));
}

/** One tap calls it. */
export function callButton({ href, value }: OfficialChannel, words: Words): Html {
  return html`<a class="button call" href="${href ?? ""}" rel="noopener external">${icon("phone")}${words.call(value)}</a>`;
}

/** The provider's numbers and sites with their proof, and where others can be checked. */
export function channelsCard(provider: Provider, knowledge: Knowledge): Html {
  const words = wordsOf(knowledge);
  const channels = officialChannels(knowledge, provider.id);
  return html`<section class="card channels" aria-labelledby="channels">
<h2 id="channels">${words.channelsOf(provider.name)}</h2>
${
  channels.length > 0
    ? html`<ul>${channels.map(
        (channel) =>
          html`<li>${
            channel.href === undefined
              ? html`<p class="channel-line"><span>${channel.label}</span><b>${channel.value}</b></p>`
              : html`<a class="channel-line" href="${channel.href}" rel="noopener external">${icon(
                  channel.href.startsWith("tel:") ? "phone" : "globe",
                )}<span>${channel.label}</span><b>${channel.value}</b></a>`
          }<p class="proof">${proofOf(channel, words)}</p></li>`,
      )}</ul>`
    : html`<p>${words.noChannels}</p>`
}
<p class="hint">${checkLink(channels.length > 0 ? words.checkOther : words.checkDoubt, knowledge)}</p>
</section>`;
}

/** On pages of no provider: the ways on, of which the right number is one that only the reader can find. */
export function waysOn(site: Site): Html {
  const { words, knowledge } = site;
  return html`<aside class="card ways-on" aria-labelledby="ways-on">
<h2 id="ways-on">${words.stillStuck}</h2>
<div class="actions"><a class="button" href="${siteUrl(site, "/chat")}">${words.askInChat}</a>${sayInChat(words.sayPerson, words.askPerson, knowledge)}</div>
<p>${words.whereBefore}<a href="${siteUrl(site, "/providers")}">${words.providers}</a>${words.whereAfter}</p>
<p>${checkLink(words.checkDoubt, knowledge)}</p>
</aside>`;
}

function checkLink(title: string, knowledge: Knowledge): Html {
  const { sayCheck } = wordsOf(knowledge);
  return html`<a href="${siteUrl({ knowledge }, "/chat")}?say=${encodeURIComponent(sayCheck)}" data-chat-say="${sayCheck}">${title}</a>`;
}

/** Facts with scope, proof and day, so that a reader can judge each claim. Nothing without facts. */
export function factsTable(facts: readonly Fact[], title: string, knowledge: Knowledge): Html | undefined {
  if (facts.length === 0) return undefined;
  const words = wordsOf(knowledge);
  return html`<section class="facts" aria-labelledby="facts">
<h2 id="facts">${title}</h2>
<dl>${facts.map((fact) => {
    const href = channelHref(fact);
    const value =
      href === undefined ? fact.value : html`<a href="${href}" rel="noopener external">${fact.value}</a>`;
    return html`<div${langOf(fact)}><dt>${ownerOf(fact, knowledge)}${fact.label}</dt><dd><p>${value}</p>${
      fact.scope !== undefined && html`<p class="scope">${words.scope(fact.scope)}</p>`
    }<p class="proof"${fact.fallback !== undefined && html` lang="${knowledge.locale}"`}>${proofOf(fact, words)}</p></dd></div>`;
  })}</dl>
</section>`;
}

/** 「客服热线」 alone says nothing on a page about several providers. */
function ownerOf({ provider }: Fact, { providers, locale }: Knowledge): string {
  const name = provider === undefined ? undefined : providers.get(provider)?.name;
  return name === undefined ? "" : `${name}${locale === BASE_LOCALE ? "" : " "}`;
}
