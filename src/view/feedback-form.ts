// The question at the foot of a page, and why it did not help; help.js sends the answer without leaving the page.
import { REASONS } from "../base/wire.ts";
import { type Html, html } from "./html.ts";
import { type Site, siteUrl } from "./page.ts";

/** The reasons wait behind 「没解决」: help.js shows them, and without it the page that thanks does. */
export function feedbackForm(path: string, site: Site): Html {
  const { words } = site;
  return html`<form class="feedback" action="${siteUrl(site, "/feedback")}" method="post" data-feedback>
<input type="hidden" name="page" value="${path}">
<p id="helpful">${words.helpful}</p>
<button name="helpful" value="yes" aria-describedby="helpful">${words.helpfulYes}</button>
<button name="helpful" value="no" aria-describedby="helpful">${words.helpfulNo}</button>
<div class="reasons" hidden>${reasons(site)}</div>
</form>`;
}

export function reasonsForm(path: string, site: Site): Html {
  return html`<form class="feedback" action="${siteUrl(site, "/feedback")}" method="post">
<input type="hidden" name="page" value="${path}">
<div class="reasons">${reasons(site)}</div>
</form>`;
}

/** Each leads on, so each is sent as a form: the answer says where to. */
function reasons({ words }: Site): Html {
  return html`<p id="why-not">${words.whyNot}</p>${REASONS.map(
    (reason) =>
      html`<button name="helpful" value="${reason}" aria-describedby="why-not">${words.reasons[reason]}</button>`,
  )}`;
}
