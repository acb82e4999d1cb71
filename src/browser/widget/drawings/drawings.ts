// Drawings of where to look for whose terminal it is, below a link to their page. Fetched when they are unfolded.
import type { BotChannelData } from "../../../base/wire.ts";
import { addStyle, el } from "../../dom.ts";
import css from "./drawings.css?inline";
import { TEXTS } from "./texts.ts";

type Name = NonNullable<NonNullable<BotChannelData["links"]>[number]["drawings"]>[number];

/** `base` is where the pages of the language begin. */
export function showDrawings(folded: HTMLElement, names: readonly Name[], base: string): void {
  if (folded.childElementCount > 1) return; // looked at before
  addStyle(folded, css);
  folded.append(
    ...names.map((name) =>
      el("img", { src: `${base}/drawings/${name}.svg`, alt: TEXTS[name], width: "320", height: "258" }),
    ),
  );
}
