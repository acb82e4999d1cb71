// Short pages: not found, an error, thanks. Each says what happened in one sentence and offers a way on.
import { entryList, popularFaqs } from "../entries.ts";
import { type Html, html } from "../html.ts";
import { searchForm } from "../layout.ts";
import type { Page, Site } from "../page.ts";

const OFFICIAL = "急着办事，请打机身标签、合同或官网上公布的客服电话。";

export function notFoundPage({ knowledge }: Site): Page {
  return notice(
    "没有找到这个页面",
    html`<p>地址可能打错了，或者页面改了名字。搜一搜，或从这些开始：</p>${searchForm("find")}
${entryList(popularFaqs(knowledge), knowledge, "titles")}`,
  );
}

/** `id` is in the log too, so that staff can find what happened. */
export function errorPage(message: string, id?: string): Page {
  return notice(
    message,
    html`<p>${OFFICIAL}</p>${id !== undefined && html`<p class="version">编号 ${id}</p>`}<p><a class="button" href="/">回首页</a></p>`,
  );
}

export function thanksPage(back: string): Page {
  return notice(
    "谢谢你的反馈",
    html`<p>写内容的人会看到。还没解决的话，可以在对话里问。</p><p><a class="button" href="${back}">回到刚才的页面</a> <a href="/chat">打开在线帮助</a></p>`,
  );
}

function notice(title: string, main: Html): Page {
  return {
    title,
    description: title,
    crumbs: [],
    noindex: true,
    ownSearch: true,
    main: html`<div class="page-head"><h1>${title}</h1></div><div class="prose">${main}</div>`,
  };
}
