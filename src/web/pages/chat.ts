// The chat as plain HTML: transcript, quick replies as buttons, a form. The widget shows the same activities.
import type { Activity, BotChannelData, ResumeCodeReply } from "../../base/wire.ts";
import { type Html, html } from "../html.ts";
import type { Page } from "../page.ts";
import { proofOf } from "../wording.ts";

export interface ChatView {
  /** In order; empty before the first message. */
  readonly activities: readonly Activity[];
  /** Words a link put into the form, e.g. from 「在对话里走一遍」. */
  readonly draft: string;
  /** Sent back with the form, so that a double click is one message. */
  readonly clientActivityId: string;
  /** A code just made for another device. */
  readonly given?: ResumeCodeReply;
}

export const LONGEST_MESSAGE = 4000; // characters, the limit of every channel

/** Offered before the first message; said in the merchant's words. */
const STARTERS = ["我要换结算卡", "我不知道是谁家的", "帮我核对一个号码是不是官方的", "转人工"];

export function chatPage({ activities, draft, clientActivityId, given }: ChatView): Page {
  const messages = activities.filter(({ type }) => type === "message");
  const lastAsked = messages.findLastIndex(({ from }) => from.role !== "bot");
  const choices = messages.at(-1)?.suggestedActions?.actions ?? [];
  const buttons =
    messages.length === 0
      ? STARTERS.map((words) => ({ title: words, value: words }))
      : choices.map(({ title, value }) => ({ title, value }));
  const hidden = html`<input type="hidden" name="clientActivityID" value="${clientActivityId}">`;
  return {
    path: "/chat",
    title: "在线帮助",
    description: "用对话的方式换结算卡：认出收单机构，一步一步走，随时可以转人工。",
    crumbs: [],
    noindex: true,
    isChat: true,
    main: html`<section class="chat">
<h1>在线帮助</h1>
<p class="hint">自动回复，内容来自查过来源的资料。请不要发卡号、密码、验证码，我们用不到。</p>
${messages.length > 0 && html`<ol class="messages" role="log" aria-label="对话记录">${messages.map((message, index) => bubble(message, index === lastAsked))}</ol>`}
${
  buttons.length > 0 &&
  html`<form class="quick" method="post" action="/chat" aria-label="可以直接点">${hidden}${buttons.map(
    ({ title, value }) => html`<button name="say" value="${value}">${title}</button>`,
  )}</form>`
}
<form class="composer" method="post" action="/chat">${hidden}
<label for="text">你想问什么</label>
<textarea id="text" name="text" rows="2" maxlength="${LONGEST_MESSAGE}" required>${draft}</textarea>
<button type="submit">发送</button>
</form>
${messages.length > 0 && html`<form method="post" action="/chat"><button class="quiet" name="action" value="end">结束对话</button></form>`}
${moveDevice(messages.length > 0, given)}
</section>`,
  };
}

const SECONDS_PER_MINUTE = 60;

/** Going on elsewhere: a code to take away, and the form for one that was brought. */
function moveDevice(hasConversation: boolean, given: ResumeCodeReply | undefined): Html {
  return html`<details class="stuck"${given && html` open`}><summary>换设备继续</summary>
${given && html`<p role="status">续聊码：<b>${given.code}</b>，机构填「${given.provider ?? "没选"}」。${given.expires_in / SECONDS_PER_MINUTE} 分钟内有效，只能用一次，不要给别人。</p>`}
${hasConversation && html`<form method="post" action="/chat"><button class="quiet" name="action" value="resume-code">取一个续聊码</button></form>`}
<form class="composer" method="post" action="/chat"><input type="hidden" name="action" value="resume">
<label for="code">续聊码</label><input id="code" name="code" maxlength="20" autocomplete="off" required>
<label for="provider">那边选的机构，没选就不填</label><input id="provider" name="provider" maxlength="30" autocomplete="off">
<button type="submit">接着聊</button>
</form></details>`;
}

function bubble(message: Activity, isLatest: boolean): Html {
  const id = isLatest ? html` id="latest"` : undefined;
  if (message.from.role !== "bot") {
    const masked = (message.channelData?.masked?.length ?? 0) > 0;
    return html`<li class="message mine"${id}><p class="who">你</p><p class="text">${message.text ?? ""}</p>${
      masked && html`<p class="proof">里面的敏感信息已遮住，没有保存。</p>`
    }</li>`;
  }
  const data = (message.channelData ?? {}) as Partial<BotChannelData>;
  return html`<li class="message"><p class="who">换卡助手</p>${data.guide && progress(data.guide)}<p class="text">${message.text ?? ""}</p>${
    data.channels && html`<ul class="links">${data.channels.map(channelLine)}</ul>`
  }${
    data.links &&
    html`<ul class="links">${data.links.map(
      ({ title, url }) => isOwnPath(url) && html`<li><a href="${url}">${title}</a></li>`,
    )}</ul>`
  }</li>`;
}

function progress({ title, step, of, url = "" }: NonNullable<BotChannelData["guide"]>): Html {
  const name = isOwnPath(url) ? html`<a href="${url}">${title}</a>` : title;
  return html`<p class="progress"><b>第 ${step} 步，共 ${of} 步</b> ${name}<progress value="${step}" max="${of}"></progress></p>`;
}

function channelLine(channel: NonNullable<BotChannelData["channels"]>[number]): Html {
  const { label, value, href } = channel;
  const shown =
    href !== undefined && /^(?:tel:|https:\/\/)/.test(href)
      ? html`<a href="${href}" rel="noopener external">${value}</a>`
      : html`${value}`;
  return html`<li>${label}：${shown}<span class="proof">${proofOf(channel)}</span></li>`;
}

function isOwnPath(url: string): boolean {
  return /^\/(?![/\\])/.test(url);
}
