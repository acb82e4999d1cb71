// The chat as plain HTML: transcript, quick replies as buttons, a form. The widget shows the same activities.
import {
  type Activity,
  type BotChannelData,
  CORRECTABLE,
  type Correctable,
  LONGEST_CORRECTION,
  LONGEST_MESSAGE,
  type PacketOfMerchant,
  type ResumeCodeReply,
  type TicketCodeReply,
  type TicketOfMerchant,
} from "../base/wire.ts";
import { type Html, html } from "../view/html.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { ticketState } from "../view/ticket-state.ts";
import { proofOf, type Words } from "../view/wording.ts";

export interface ChatView {
  /** In order, at most a page of them; empty before the first message. */
  readonly activities: readonly Activity[];
  /** How many there are before these. */
  readonly earlier?: number;
  /**
   * Words a link put into the form, e.g. from 「在对话里走一遍」, or a message that is too long: no browser is told to cut
   * it, as it would do so without a word.
   */
  readonly draft: string;
  /** Sent back with the form, so that a double click is one message. */
  readonly clientActivityId: string;
  /** A code just made for another device. */
  readonly given?: ResumeCodeReply;
  /** While a person is waited for, or answers. */
  readonly ticket?: TicketOfMerchant;
  /** What a person sees of the merchant, with `ticket`. */
  readonly packet?: PacketOfMerchant;
  /** A code just made to look the ticket up. */
  readonly ticketCode?: TicketCodeReply;
}

export function chatPage(
  { activities, earlier, draft, clientActivityId, given, ticket, packet, ticketCode }: ChatView,
  site: Site,
): Page {
  const { words } = site;
  const { inChat } = words;
  const path = siteUrl(site, "/chat");
  const messages = activities.filter(({ type }) => type === "message");
  const lastAsked = messages.findLastIndex(({ from }) => from.role !== "bot");
  // What the bot offered would be said to the person who has the merchant now.
  const isWithPerson = ticket?.speaker === "person";
  const choices = isWithPerson ? [] : (messages.at(-1)?.suggestedActions?.actions ?? []);
  const buttons =
    messages.length === 0
      ? inChat.starters.map((said) => ({ title: said, value: said }))
      : choices.map(({ title, value }) => ({ title, value }));
  const hidden = html`<input type="hidden" name="clientActivityID" value="${clientActivityId}">`;
  return {
    path,
    title: words.chat,
    description: inChat.description,
    crumbs: [],
    noindex: true,
    isChat: true,
    main: html`<section class="chat" data-plain-chat>
<h1>${words.chat}</h1>
<p class="hint">${inChat.hint}</p>
${earlier !== undefined && html`<p class="hint"><a href="${path}?before=${earlier}">${inChat.earlier}</a></p>`}
${messages.length > 0 && html`<ol class="messages" role="log" aria-label="${inChat.log}">${messages.map((message, index) => bubble(message, index === lastAsked, words))}</ol>`}
${
  buttons.length > 0 &&
  html`<form class="quick" method="post" action="${path}" aria-label="${inChat.quick}">${hidden}${buttons.map(
    ({ title, value }) => html`<button name="say" value="${value}">${title}</button>`,
  )}</form>`
}
${ticket && ticketStrip({ ticket, given: ticketCode, path }, site)}
${packet && packetForm(packet, path, words)}
<form class="composer" method="post" action="${path}">${hidden}
<label for="text">${inChat.question}</label>
${draft.length > LONGEST_MESSAGE && html`<p class="notice" role="alert">${inChat.tooLong(draft.length, LONGEST_MESSAGE)}</p>`}
<textarea id="text" name="text" rows="2" required>${draft}</textarea>
<button type="submit">${inChat.send}</button>
</form>
${
  messages.length > 0 &&
  html`<form class="quick" method="post" action="${path}"><button class="quiet" name="action" value="save">${inChat.save}</button><button class="quiet" name="action" value="end">${inChat.end}</button></form>
<details class="stuck"><summary>${inChat.remove}</summary><p>${inChat.removeHint}</p>
<form method="post" action="${path}"><button class="quiet" name="action" value="delete">${inChat.removeNow}</button></form></details>`
}
${moveDevice({ hasConversation: messages.length > 0, given, path, inChat })}
</section>`,
  };
}

/** Who is waited for or answers, and what can be done about it. */
function ticketStrip(
  { ticket, given, path }: { ticket: TicketOfMerchant; given: TicketCodeReply | undefined; path: string },
  site: Site,
): Html {
  const { ticket: words } = site.words;
  const wish =
    ticket.speaker === "waiting"
      ? html`<button class="quiet" name="action" value="cancel">${words.cancel}</button>`
      : ticket.speaker === "person" &&
        html`<button class="quiet" name="action" value="ask-bot">${words.askBot}</button>`;
  return html`<p class="notice" role="status"><span><a href="${siteUrl(site, "/ticket")}?reference=${ticket.reference}">${ticket.reference}</a> ${ticketState(ticket, words)}</span></p>
${given && html`<p class="notice">${words.codeGiven(given.reference, given.code)}</p>`}
<form class="quick" method="post" action="${path}">${wish}<button class="quiet" name="action" value="ticket-code">${words.giveCode}</button></form>`;
}

/** What a person will see, so that nobody is asked twice; beside each line there is room for what is true. */
function packetForm(packet: PacketOfMerchant, path: string, { ticket: words, colon }: Words): Html {
  const { packetLines: names } = words;
  const { provider, situation, step } = packet;
  const known: Readonly<Partial<Record<Correctable, string>>> = { provider, situation, step };
  return html`<details class="stuck"><summary>${words.packet}</summary><p class="hint">${words.packetHint(LONGEST_CORRECTION)}</p>
<ul>${packet.words.length > 0 && html`<li>${names.words}${colon}${packet.words.join(" / ")}</li>`}${
    packet.secrets.length > 0 && html`<li>${names.secrets}${colon}${packet.secrets.join(" / ")}</li>`
  }</ul>
<form class="composer" method="post" action="${path}">${CORRECTABLE.map(
    (key) =>
      html`<label for="line-${key}">${names[key]}${known[key] && html`${colon}<b>${known[key]}</b>`}</label><input id="line-${key}" name="line-${key}" value="${packet.corrected[key] ?? ""}" maxlength="${LONGEST_CORRECTION}" autocomplete="off">`,
  )}
<button type="submit" name="action" value="correct">${words.correct}</button>
</form></details>`;
}

const SECONDS_PER_MINUTE = 60;

/** Going on elsewhere: a code to take away, and the form for one that was brought. */
function moveDevice({
  hasConversation,
  given,
  path,
  inChat,
}: {
  hasConversation: boolean;
  given: ResumeCodeReply | undefined;
  path: string;
  inChat: Words["inChat"];
}): Html {
  return html`<details class="stuck"${given && html` open`}><summary>${inChat.move}</summary>
${given && html`<p role="status">${inChat.code} <b>${given.code}</b>${inChat.codeGiven(given.provider ?? inChat.noProvider, given.expires_in / SECONDS_PER_MINUTE)}</p>`}
${hasConversation && html`<form method="post" action="${path}"><button class="quiet" name="action" value="resume-code">${inChat.giveCode}</button><button class="quiet" name="action" value="end-others">${inChat.endOthers}</button></form>`}
<form class="composer" method="post" action="${path}"><input type="hidden" name="action" value="resume">
<label for="code">${inChat.code}</label><input id="code" name="code" autocomplete="off" required>
<label for="provider">${inChat.codeProvider}</label><input id="provider" name="provider" autocomplete="off">
<button type="submit">${inChat.takeOver}</button>
</form></details>`;
}

function bubble(message: Activity, isLatest: boolean, words: Words): Html {
  const { inChat } = words;
  const id = isLatest ? html` id="latest"` : undefined;
  if (message.from.role !== "bot") {
    const masked = (message.channelData?.masked?.length ?? 0) > 0;
    return html`<li class="message mine"${id}><p class="who">${inChat.you}</p><p class="text">${message.text ?? ""}</p>${
      masked && html`<p class="proof">${inChat.masked}</p>`
    }</li>`;
  }
  const data = (message.channelData ?? {}) as Partial<BotChannelData>;
  return html`<li class="message"><p class="who">${speakerOf(message) ?? words.siteName}</p>${data.guide && progress(data.guide, inChat)}<p class="text">${message.text ?? ""}</p>${
    data.channels &&
    html`<ul class="links">${data.channels.map((channel) => channelLine(channel, words))}</ul>`
  }${
    data.links &&
    html`<ul class="links">${data.links.map(
      ({ title, url }) => isOwnPath(url) && html`<li><a href="${url}">${title}</a></li>`,
    )}</ul>`
  }</li>`;
}

/** The name of a person who answers; the server alone says that it is one. */
function speakerOf({ channelData, from }: Activity): string | undefined {
  const speaker = channelData?.speaker as { kind?: unknown } | undefined;
  return speaker?.kind === "person" ? from.name : undefined;
}

function progress(
  { title, step, of, url = "" }: NonNullable<BotChannelData["guide"]>,
  inChat: Words["inChat"],
): Html {
  const name = isOwnPath(url) ? html`<a href="${url}">${title}</a>` : title;
  return html`<p class="progress"><b>${inChat.step(step, of)}</b> ${name}<progress value="${step}" max="${of}"></progress></p>`;
}

function channelLine(channel: NonNullable<BotChannelData["channels"]>[number], words: Words): Html {
  const { label, value, href } = channel;
  const shown =
    href !== undefined && /^(?:tel:|https:\/\/)/.test(href)
      ? html`<a href="${href}" rel="noopener external">${value}</a>`
      : html`${value}`;
  return html`<li>${label}${words.colon}${shown}<span class="proof">${proofOf(channel, words)}</span></li>`;
}

function isOwnPath(url: string): boolean {
  return /^\/(?![/\\])/.test(url);
}
