// The chat's own words beside those of the pages: the same thing is said alike.
import { describe, expect, it } from "vitest";
import { TEXTS } from "../../../src/browser/widget/texts.ts";
import { EN } from "../../../src/browser/widget/texts-en.ts";
import { wordsOf } from "../../../src/view/wording.ts";

describe.each([
  ["zh-CN", TEXTS],
  ["en", EN],
])("the chat in %s", (locale, texts) => {
  it("says how well something is known as the pages do", () => {
    const words = wordsOf({ locale });
    expect(texts.grades).toEqual(words.grades);
    expect(texts.verified("2026-11-29")).toBe(words.verified("2026-11-29"));
    expect(texts.wantSteps("甲")).toBe(words.sayProvider("甲"));
  });
});
