// A new content file to fill in; the lint names each blank.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lintContent } from "../../../bot/load.ts";
import { blank } from "../../../bot/reading/blanks.ts";
import { ContentError, problemLine } from "../../../bot/reading/content-error.ts";
import { StartError } from "../../base/errors.ts";
import { UsageError } from "../command.ts";

const SLUG = /^[a-z][a-z0-9-]*$/;
const UTTERANCES = ["一", "二", "三", "四", "五"];

interface Draft {
  readonly slug: string;
  readonly category: string;
  readonly updated: string;
}

const TEMPLATES: Readonly<Record<string, { path(draft: Draft): string; text(draft: Draft): string }>> = {
  faq: {
    path: ({ slug }) => `zh-CN/faqs/${slug}.md`,
    text: ({ category, updated }) => `---
question: ${blank("商户会怎么问，一句话")}
intent: ${blank("这个问题的意图，写成 faq_加一个英文名，例如 faq_card_lost；一个意图只由一个问题回答")}
definition: ${blank("这个意图包括什么、不包括什么，让没见过的人也能分")}
category: ${category}
order: 100
summary: ${blank("一句话的答案，给搜索结果看")}
updated: ${updated}
aliases: []
related: []
utterances:
${UTTERANCES.map((number) => `  - ${blank(`第${number}种真实的问法`)}`).join("\n")}
---

${blank("先用两句话回答，机器人说的就是这一段")}

## 什么情况会不同

${blank("条件和例外，用 {fact} 引用事实，不写数字")}

## 不顺利怎么办

${blank("办不成时的下一步，最后给官方渠道")}
`,
  },
  article: {
    path: ({ slug, category }) => `zh-CN/articles/${category}/${slug}.md`,
    text: ({ category, updated }) => `---
title: ${blank("标题，读者会搜的词放前面")}
summary: ${blank("一句话说这篇解决什么，给搜索结果看")}
category: ${category}
order: 100
updated: ${updated}
aliases: []
related: []
---

${blank("先用两三句话给出做法")}

## ${blank("第一个小标题")}

${blank("正文，一段一件事")}
`,
  },
  provider: {
    path: ({ slug }) => `providers/${slug}.md`,
    text: ({ updated }) => `---
name: ${blank("商户看到的名字")}
nameEn: ${blank("英文名")}
class: ${blank("bank-app、payment-platform 或 pos-vendor")}
summary: ${blank("机身、签购单上写着什么的机器是它的，一句话")}
aliases:
  - ${blank("别名、错字、拼音、缩写，一行一个")}
updated: ${updated}
facts: {}
channels: []
unverified:
  - ${blank("没有找到或没有核实的事，给写的人看")}
---

${blank("结算卡由谁审核后变更，先找谁")}

${blank("没有核实的说没有核实，并说以什么为准")}
`,
  },
};

/**
 * Writes the file and answers its path in the folder and what is left to do. Never writes over a file.
 * Throws UsageError for a type or slug that is none, StartError for a file that is there already.
 */
export async function newContent(
  dir: string,
  request: {
    readonly type: string;
    readonly slug: string;
    readonly category: string;
    readonly today: string;
  },
): Promise<{ readonly path: string; readonly problems: readonly string[] }> {
  const { type, slug, category } = request;
  const template = Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
  if (!template) {
    throw new UsageError(
      `There is no ${JSON.stringify(type)}. There are: ${Object.keys(TEMPLATES).join(", ")}.`,
    );
  }
  if (!SLUG.test(slug)) {
    throw new UsageError(`The slug ${JSON.stringify(slug)} may hold a–z, 0–9 and - only.`);
  }
  const draft = { slug, category, updated: request.today };
  const path = template.path(draft);
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), template.text(draft), { flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === "EEXIST" ? new StartError(`${path} is there already.`) : error;
    },
  );
  return { path, problems: await problemsOf(dir, path, request.today) };
}

async function problemsOf(dir: string, path: string, day: string): Promise<string[]> {
  try {
    await lintContent(dir, day);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.filter(({ file }) => file === path).map(problemLine);
  }
}
