// Markdown to HTML: what writers may use, and what never comes through.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "../../../src/view/highlight.ts";
import { headingsOf, renderInline, renderMarkdown } from "../../../src/view/markdown.ts";
import { aHelpCenter } from "../../support/a-help-center.ts";

const knowledge = aHelpCenter();
const lakala = knowledge.providers.get("lakala");
const context = { knowledge, provider: lakala };

describe("renderMarkdown", () => {
  it("links our own pages by kind and id", () => {
    expect(renderInline("[费](faq:fee)", context)).toBe('<a href="/help/rebind/fee">费</a>');
    expect(renderInline("[步](guide:bank-app#call)", context)).toBe('<a href="/guides/bank-app#call">步</a>');
    expect(renderInline("[家](provider:icbc)", context)).toBe('<a href="/providers/icbc">家</a>');
  });

  it("links numbers and sites out of the registry, and writes other facts as text", () => {
    expect(renderInline("打 {{fact:lakala.hotline}}", context)).toBe(
      '打 <a class="channel" href="tel:95016" rel="noopener external">95016</a>',
    );
    expect(renderInline("{{provider:website}}", context)).toContain('href="https://www.lakala.com"');
    expect(renderInline("{{fact:card.credit}}", context)).toBe("结算卡不收信用卡");
  });

  it("falls back to words when there is no provider or no such channel", () => {
    expect(renderInline("打 {{provider:hotline}}", { knowledge })).toBe(
      "打机身标签、合同或官网公布的客服电话",
    );
  });

  it("keeps a day in one line", () => {
    expect(renderMarkdown("核对于 2026-11-29。", context)).toBe(
      '<p>核对于 <span class="day">2026-11-29</span>。</p>\n',
    );
  });

  it("gives headings ids that differ", () => {
    const html = renderMarkdown("## 怎么办\n\n## 怎么办", context);
    expect([...html.matchAll(/<h2 id="([^"]+)">/g)].map((match) => match[1])).toEqual(["怎么办", "怎么办-2"]);
  });

  it("names the same ids for a list of contents", () => {
    const text = "开头。\n\n## 怎么办\n\n### 先\n\n## **怎么办**\n\n## 三个地方：看";
    const ids = [...renderMarkdown(text, context).matchAll(/<h2 id="([^"]+)">/g)].map((match) => match[1]);
    expect(headingsOf(text).map(({ id }) => id)).toEqual(ids);
    expect(headingsOf(text).map(({ title }) => title)).toEqual(["怎么办", "怎么办", "三个地方：看"]);
  });

  it("lets no markup, scheme or handler through, whatever is written", () => {
    const piece = fc.constantFrom(
      "<script>",
      "</p>",
      "<img src=x onerror=alert(1)>",
      "[a](",
      "javascript:alert(1)",
      "data:text/html,x",
      "//evil.example",
      "https://evil.example",
      ")",
      "![",
      "](",
      "<a href='x' onclick=y>",
      "`",
      "**",
      "\n\n",
      "{{fact:lakala.website}}",
      "{{fact:nope}}",
      "faq:fee",
      '"',
      "&#106;avascript:",
      "\\",
      "| a |\n| - |\n",
      "<svg/onload=x>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = renderMarkdown(pieces.join(""), context);
        expect(html).not.toMatch(/<(?:script|img|svg|iframe|style|form|input)/i);
        for (const [, attributes = ""] of html.matchAll(/<a([^>]*)>/g)) {
          expect(attributes).toMatch(
            /^ (?:class="channel" )?href="(?:\/help\/rebind\/fee|https:\/\/www\.lakala\.com)"/,
          );
        }
        for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) expect(tag).not.toMatch(/\son[a-z]+\s*=/i);
      }),
    );
  });
});

describe("highlight", () => {
  it("marks words and pairs of characters, not single ones", () => {
    expect(`${highlight("银行卡和行程", "银行卡")}`).toBe("<mark>银行卡</mark>和行程");
    expect(`${highlight("换卡", "卡")}`).toBe("换<mark>卡</mark>");
  });

  it("escapes text around and inside marks", () => {
    expect(`${highlight("<b>T+1</b>", "b")}`).toBe("&lt;<mark>b</mark>&gt;T+1&lt;/<mark>b</mark>&gt;");
  });
});
