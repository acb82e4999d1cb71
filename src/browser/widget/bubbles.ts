// One message as DOM: text, the step card of a guide, official channels, links. Knows nothing of order or sending.
import type { Activity, BotChannelData } from "../../base/wire.ts";
import { el, icon } from "../dom.ts";
import { TEXTS } from "./texts.ts";

type Guide = NonNullable<BotChannelData["guide"]>;
type ChannelLine = NonNullable<BotChannelData["channels"]>[number];
type PageLink = NonNullable<BotChannelData["links"]>[number];

const PHONE = "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z";
const GLOBE = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18z";
const PAGE = "M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4M9 12h6M9 16h6";

/** Only these may be tapped; anything else the server might send is shown as plain text. */
const isSafeChannel = (href: string | undefined): href is string =>
  /^(?:tel:[\d+*#,-]+$|https:\/\/)/.test(href ?? "");
const isOwnPage = (url: string) => /^\/(?![/\\])/.test(url);

const placeOf = (index: number, step: number) => (index < step ? "done" : index === step ? "here" : "ahead");

/** The title, and the place as words and dots; tapping those opens the list of all steps. */
function renderGuide({ title, step, of, url = "", titles = [] }: Guide): HTMLElement {
  const dots = Array.from({ length: of }, (_, index) => el("i", { class: placeOf(index + 1, step) }));
  const place = el(
    "button",
    { type: "button", class: "place", "aria-expanded": "false" },
    el("span", {}, TEXTS.step(step, of)),
    el("span", { class: "dot", "aria-hidden": "true" }, ...dots),
  );
  const list = el("ol", { class: "steps", hidden: "" });
  list.append(
    ...titles.map((name, index) => {
      const item = el("li", { class: placeOf(index + 1, step) }, `${index + 1}. ${name}`);
      if (index + 1 === step) item.setAttribute("aria-current", "step");
      return item;
    }),
  );
  place.disabled = titles.length === 0;
  place.addEventListener("click", () => {
    list.hidden = !list.hidden;
    place.setAttribute("aria-expanded", String(!list.hidden));
  });
  return el(
    "div",
    { class: "guide" },
    isOwnPage(url)
      ? el("a", { class: "guide-title", href: url }, title)
      : el("span", { class: "guide-title" }, title),
    place,
    list,
  );
}

function renderChannel(line: ChannelLine): HTMLElement {
  const words = el(
    "span",
    { class: "words" },
    el("span", { class: "label" }, line.label),
    el("span", { class: "value" }, line.value),
    el(
      "span",
      { class: "evidence" },
      el("span", {}, TEXTS.grades[line.grade]),
      el("span", {}, TEXTS.verified(line.verified.slice(0, 10))),
    ),
  );
  if (!isSafeChannel(line.href)) return el("li", {}, el("span", { class: "channel" }, words));
  const isPhone = line.href.startsWith("tel:");
  const target = isPhone ? {} : { target: "_blank", rel: "noopener noreferrer" };
  return el(
    "li",
    {},
    el("a", { class: "channel", href: line.href, ...target }, icon(isPhone ? PHONE : GLOBE), words),
  );
}

function renderLink({ title, url, drawings = [] }: PageLink): HTMLElement {
  const link = el("a", { class: "page", href: url }, icon(PAGE), el("span", {}, title));
  return el("li", {}, link, ...(drawings.length > 0 ? [renderDrawings(drawings)] : []));
}

/** Folded, so that the words stay in view; fetched when they are looked at, and folded again where that fails. */
function renderDrawings(names: NonNullable<PageLink["drawings"]>): HTMLElement {
  const folded = el("details", {}, el("summary", {}, TEXTS.pictures));
  folded.addEventListener("toggle", () => {
    if (!folded.open) return;
    import("./drawings/drawings.ts").then(
      ({ showDrawings }) => showDrawings(folded, names, TEXTS.base),
      () => {
        folded.open = false;
      },
    );
  });
  return folded;
}

/** Clients without cards need title, channels and links in the text; beside the card they would stand twice. */
function textBelow({ guide, textEnd }: Partial<BotChannelData>, text = ""): string {
  const own = text.slice(0, textEnd);
  return guide && own.startsWith(`${guide.title}\n`) ? own.slice(guide.title.length).trimStart() : own;
}

/** A day stays in one line: browsers break it at its hyphens. */
const renderParagraph = (paragraph: string) =>
  el(
    "p",
    {},
    ...paragraph
      .split(/(\d{4}-\d\d-\d\d)/)
      .map((part, index) => (index % 2 ? el("span", { class: "day" }, part) : part)),
  );

/** The bubble of one message, for either side. */
export function renderBubble(
  activity: Pick<Activity, "text" | "channelData"> & Partial<Pick<Activity, "from">>,
): HTMLElement {
  // Only the bot says where a number comes from; what a merchant's message claims is words.
  const isBot = activity.from?.role === "bot";
  const data = ((isBot && activity.channelData) || {}) as Partial<BotChannelData>;
  const bubble = el("div", { class: data.guide ? "bubble card" : "bubble" });
  if (data.guide) bubble.append(renderGuide(data.guide));
  const text = textBelow(data, activity.text);
  if (text) bubble.append(...text.split(/\n{2,}/).map(renderParagraph));
  if (data.channels?.length) {
    bubble.append(
      el("ul", { class: "channels", "aria-label": TEXTS.channels }, ...data.channels.map(renderChannel)),
    );
  }
  const pages = (data.links ?? []).filter(({ url }) => isOwnPage(url));
  if (pages.length > 0) bubble.append(el("ul", { class: "pages" }, ...pages.map(renderLink)));
  return bubble;
}
