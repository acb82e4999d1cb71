// What agents insert, asked of the real content: all of it may be said, to every merchant and in both languages.
import { describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { LOCALES } from "../../../bot/knowledge/locale.ts";
import { REFERENCE } from "../../../bot/knowledge/references.ts";
import { guardText } from "../../../bot/say/guard.ts";
import { insertsFor, pagesNamedIn } from "../../../bot/say/inserts.ts";
import { realContent } from "../../support/real-content.ts";

const LONGEST_MESSAGE = 4_000;
const contents = await Promise.all(LOCALES.map((locale) => realContent(locale)));

describe.each(contents.map((knowledge) => [knowledge.locale, knowledge] as const))(
  "in %s",
  (_, knowledge) => {
    it("nothing that can be inserted is refused on its way to a merchant", () => {
      const all = [undefined, ...knowledge.providers.keys()].flatMap((provider) =>
        insertsFor(knowledge, { provider, guide: "pos-vendor" }).map(({ text }) => text),
      );
      // What is the same for every provider is looked at once.
      const refused = [...new Set(all)].filter((text) => {
        const { contacts, asksForSecret } = guardText(knowledge, text);
        const isWhole = text.length <= LONGEST_MESSAGE && !new RegExp(REFERENCE.source).test(text);
        return contacts.length > 0 || asksForSecret || !isWhole;
      });
      expect(refused).toEqual([]);
    });

    it("a page that is inserted comes with its link, and so does one that is named by hand", () => {
      const pages = insertsFor(knowledge, {}).filter(({ kind }) => kind === "page");
      expect(pages.length).toBeGreaterThan(40);
      const unlinked = pages.filter(
        ({ text, title }) => !pagesNamedIn(knowledge, text).some((link) => link.title === title),
      );
      expect(unlinked).toEqual([]);
    });
  },
);

describe("what an agent can insert", () => {
  const [zh, en] = contents as [Knowledge, Knowledge];
  const canned = (knowledge: Knowledge, id: string, provider?: string) =>
    insertsFor(knowledge, { provider }).find((one) => one.kind === "canned" && one.id === id)?.text;

  it("names the merchant's own provider with its hotline, and nobody's where none is known", () => {
    expect(canned(zh, "hotline", "lakala")).toContain("拉卡拉的官方客服：95016");
    expect(canned(zh, "hotline")).toContain("你的收单机构的官方客服：机身标签");
  });

  it("has the steps of the provider, or of the guide that the merchant walks, and none where neither is known", () => {
    const steps = (known: { provider?: string; guide?: string }) =>
      insertsFor(zh, known).filter(({ kind }) => kind === "step");
    expect(steps({ provider: "lakala" })[0]?.text).toMatch(/^1\. /);
    expect(steps({ guide: "bank-app" }).length).toBeGreaterThan(2);
    expect(steps({})).toEqual([]);
  });

  it("is there in English under the same keys, and says no Chinese but names", () => {
    expect([...en.canned.keys()]).toEqual([...zh.canned.keys()]);
    const chinese = [...en.canned.values()].filter(({ title }) => /\p{Script=Han}/u.test(title));
    expect(chinese).toEqual([]);
  });

  it("links a page once, whatever quotes name it, and no words that are no title", () => {
    const title = zh.faqs.get("fee")?.question ?? "";
    const links = pagesNamedIn(zh, `看《${title}》，就是“${title}”，不是《别的》`);
    expect(links).toEqual([{ title, url: "/help/money/fee" }]);
  });
});
