// How far a ticket is: a form for reference and code, and what they lead to. No word of the conversation.
import type { TicketOfMerchant } from "../base/wire.ts";
import { html } from "../view/html.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { ticketState } from "../view/ticket-state.ts";
import { beijingTime } from "../view/wording/beijing-time.ts";

export function ticketPage(
  { reference = "", isRefused, found }: { reference?: string; isRefused?: true; found?: TicketOfMerchant },
  site: Site,
): Page {
  const { words } = site;
  const { ticket } = words;
  return {
    path: siteUrl(site, "/ticket"),
    title: ticket.title,
    description: ticket.description,
    crumbs: [],
    noindex: true,
    main: html`<section class="chat"><div class="page-head"><h1>${ticket.title}</h1><p>${ticket.hint}</p></div>
${isRefused && html`<p class="notice" role="alert">${words.errors["lookup-refused"]}</p>`}
${
  found &&
  html`<div role="status"><p><b>${found.reference}</b></p><p>${ticketState(found, ticket)}</p>
<p class="hint">${ticket.times(beijingTime(found.createdAt), beijingTime(found.updatedAt))}</p></div>`
}
<form class="composer" method="post" action="${siteUrl(site, "/ticket")}">
<label for="reference">${ticket.reference}</label><input id="reference" name="reference" value="${reference}" autocomplete="off" required>
<label for="code">${ticket.code}</label><input id="code" name="code" autocomplete="off" required>
<button type="submit">${ticket.ask}</button>
</form>
<p><a href="${siteUrl(site, "/chat")}">${ticket.toChat}</a></p>
</section>`,
  };
}
