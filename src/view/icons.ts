// The few line icons of the pages, drawn for us; decoration only, so hidden from screen readers.

import { token } from "../base/design/design-tokens.ts";
import { type Html, html, trusted } from "./html.ts";

const SHAPES = {
  terminal:
    '<rect x="6" y="3" width="12" height="18" rx="2.5"/><path d="M9 7h6v3.5H9zM9.5 14h.01M12 14h.01M14.5 14h.01M9.5 17h.01M12 17h.01M14.5 17h.01"/>',
  steps:
    '<path d="M10 6h10M10 12h10M10 18h10"/><path d="m3.5 6 1.2 1.2L7 4.8M3.5 12l1.2 1.2L7 10.8M3.5 18l1.2 1.2L7 16.8"/>',
  shield:
    '<path d="M12 3l7.5 2.8v5.4c0 4.6-3 8.2-7.5 9.8-4.5-1.6-7.5-5.2-7.5-9.8V5.8z"/><path d="m8.7 12 2.3 2.3 4.3-4.6"/>',
  home: '<path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
  phone:
    '<path d="M6 3.5h3.2l1.5 4-2 1.5a12 12 0 0 0 6.3 6.3l1.5-2 4 1.5V18a2.5 2.5 0 0 1-2.7 2.5A16.5 16.5 0 0 1 3.5 6.2 2.5 2.5 0 0 1 6 3.5z"/>',
  globe:
    '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.4 3.5 5.2 3.5 8.5s-1 6.1-3.5 8.5c-2.5-2.4-3.5-5.2-3.5-8.5s1-6.1 3.5-8.5z"/>',
  chat: '<path d="M4 5.5h16v11h-8l-4.5 3.5v-3.5H4z"/><path d="M8.5 11h.01M12 11h.01M15.5 11h.01"/>',
} as const;
export type Icon = keyof typeof SHAPES;

export function icon(name: Icon): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${trusted(SHAPES[name])}</svg>`;
}

/** The mark of the site: a card with the arrow of a change, on the site's colour. */
export function favicon(brand: string = token("brand")): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${brand}"/><path d="M6.5 12.5a2 2 0 0 1 2-2h15a2 2 0 0 1 2 2V15h-19z" fill="${token("on-brand")}"/><path d="M6.5 18.5h19v1a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2z" fill="${token("on-brand")}" opacity=".55"/><path d="M19 25.5l3.5-4-3.5-4" fill="none" stroke="${brand}" stroke-width="5"/><path d="M13 21.5h9m-3-3.5l3.5 3.5-3.5 3.5" fill="none" stroke="${token("gold")}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}
