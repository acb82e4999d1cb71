// References in prose become facts and channels; pages have one address each.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../../bot/knowledge/page-url.ts";
import { resolveText } from "../../../bot/knowledge/references.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { aContentTree, type ContentTree, VALID_TREE } from "../../support/content-tree.ts";

let tree: ContentTree;
let knowledge: Knowledge;
beforeAll(async () => {
  const bare = (VALID_TREE["providers/lakala.md"] ?? "")
    .replace("拉卡拉\n", "别家\n")
    .replace("[lakala, 拉卡啦]", "[biejia]")
    .replace("[hotline, website]", "[]")
    .replace("95016", "95588")
    .replace("value: www.lakala.com", "value: www.bare-pay.cn")
    .replaceAll("lakala.hotline", "bare.hotline");
  tree = await aContentTree({ "providers/bare.md": bare });
  knowledge = await loadKnowledge(tree.dir);
});
afterAll(() => tree.remove());

const EVERY_WORD = "{{provider:name}}|{{provider:hotline}}|{{provider:website}}";

function withProvider(id: string, text: string) {
  const provider = knowledge.providers.get(id);
  return resolveText(text, provider ? { knowledge, provider } : { knowledge });
}

describe("resolving references", () => {
  it("puts facts in and names each once", () => {
    const text = "打 {{fact:police.hotline}}，再打 {{fact:police.hotline}} 或 {{fact:lakala.hotline}}";
    expect(resolveText(text, { knowledge })).toEqual({
      text: "打 110，再打 110 或 95016",
      facts: ["police.hotline", "lakala.hotline"],
    });
  });

  it("puts in the provider's name and official channels", () => {
    expect(withProvider("lakala", EVERY_WORD)).toEqual({
      text: "拉卡拉|95016|www.lakala.com",
      facts: ["lakala.hotline", "lakala.website"],
    });
  });

  it("points to the label and contract where the provider or its channel is not known", () => {
    const unknown = "机身标签、合同或官网公布的客服电话|机身标签或合同上的官网";
    expect(withProvider("nobody", EVERY_WORD)).toEqual({ text: `你的收单机构|${unknown}`, facts: [] });
    expect(withProvider("bare", EVERY_WORD)).toEqual({ text: `别家|${unknown}`, facts: [] });
  });

  it("takes away the blank beside a number where words stand in its place", () => {
    const text = "- {{provider:hotline}} 转人工，打 {{provider:hotline}} 问；call {{provider:hotline}}";
    expect(withProvider("lakala", text).text).toBe("- 95016 转人工，打 95016 问；call 95016");
    const words = "机身标签、合同或官网公布的客服电话";
    expect(withProvider("bare", text).text).toBe(`- ${words}转人工，打${words}问；call ${words}`);
  });

  it("leaves a merchant's own braces as typed", () => {
    const typed = "我看到 {{fact:gone}} 和 {{provider:fax}}";
    expect(resolveText(typed, { knowledge })).toEqual({ text: typed, facts: [] });
  });
});

describe("page addresses", () => {
  it.each([
    [{ kind: "faq", id: "fee" }, "/help/rebind/fee"],
    [{ kind: "article", id: "scams" }, "/help/safety/scams"],
    [{ kind: "guide", id: "pos-vendor" }, "/guides/pos-vendor"],
    [{ kind: "provider", id: "lakala" }, "/providers/lakala"],
    [{ kind: "category", id: "safety" }, "/help/safety"],
  ] as const)("%o is %s", (ref, url) => expect(pageUrl(knowledge, ref)).toBe(url));

  it("are not made up for pages that do not exist", () => {
    expect(() => pageUrl(knowledge, { kind: "faq", id: "scams" })).toThrow("no faq scams");
  });
});
