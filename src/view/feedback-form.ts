// The question at the foot of a page; help.js sends it without leaving the page.
import { type Html, html } from "./html.ts";
import { type Site, siteUrl } from "./page.ts";

export function feedbackForm(path: string, site: Site): Html {
  const { words } = site;
  return html`<form class="feedback" action="${siteUrl(site, "/feedback")}" method="post" data-feedback>
<input type="hidden" name="page" value="${path}">
<p id="helpful">${words.helpful}</p>
<button name="helpful" value="yes" aria-describedby="helpful">${words.helpfulYes}</button>
<button name="helpful" value="no" aria-describedby="helpful">${words.helpfulNo}</button>
</form>`;
}
