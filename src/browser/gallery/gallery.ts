// The chat's components in all their states, for the gallery alone: made by the widget's own parts, with what a server would
// say written here. Built apart, so that nothing of it is in what readers load.
import { el } from "../dom.ts";
import { renderSpecimen } from "./specimen.ts";
import { STATES } from "./states.ts";

/** Puts one specimen for each state below those that the server made. */
async function showAll(place: HTMLElement): Promise<void> {
  for (const [name, state] of Object.entries(STATES)) {
    const host = el("div", { class: "specimen", "data-name": name });
    place.append(el("p", { class: "version", lang: "en" }, name), host);
    await state(renderSpecimen(host));
  }
  place.dataset.shown = "";
}

const place = document.querySelector<HTMLElement>("[data-chat-states]");
if (place) await showAll(place);
