// The gallery: every component of the reader pages in all its states on one page, for those who change how they look.
import { html } from "../../view/html.ts";
import type { Page, Site } from "../../view/page.ts";
import { specimens, TICKET } from "./specimens.ts";

export const GALLERY_PATH = "/preview/gallery";
/** There once the script has added the chat's states. */
export const ALL_SHOWN = "[data-chat-states][data-shown]";

/** `chatStates` is the script that adds those of the chat. Components stand as they do on their pages, so ids repeat: nothing but looks may be judged here. */
export function galleryPage(site: Site, chatStates: string | undefined): Page {
  return {
    path: GALLERY_PATH,
    title: "Gallery",
    description: "Every component in all its states",
    noindex: true,
    ownSearch: true,
    main: html`${specimens(site).map(
      ({ name, part }) =>
        html`<p class="version" lang="en">${name}</p>\n<div class="specimen" data-name="${name}">${part}</div>\n`,
    )}${chatStates !== undefined && html`<div data-chat-states data-ticket="${JSON.stringify(TICKET)}"></div><script type="module" src="${chatStates}"></script>`}`,
  };
}
