// The question at the foot of a page; help.js sends it without leaving the page.
import { type Html, html } from "./html.ts";

export function feedbackForm(path: string): Html {
  return html`<form class="feedback" action="/feedback" method="post" data-feedback>
<input type="hidden" name="page" value="${path}">
<p id="helpful">这页有帮助吗？</p>
<button name="helpful" value="yes" aria-describedby="helpful">有帮助</button>
<button name="helpful" value="no" aria-describedby="helpful">没解决</button>
</form>`;
}
