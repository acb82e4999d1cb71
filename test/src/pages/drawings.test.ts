// The drawings of where a merchant finds whose terminal it is: on the page that teaches it, and as files for the chat.
import { describe, expect, it } from "vitest";
import { DRAWINGS } from "../../../bot/knowledge/article.ts";
import { backingLinks } from "../../../bot/say/backing.ts";
import { drawing, drawingFile } from "../../../src/pages/drawings.ts";
import { wordsOf } from "../../../src/view/wording.ts";
import { realContent } from "../../support/real-content.ts";

describe.each(["zh-CN", "en"])("the drawings in %s", (locale) => {
  it("stand in the chat's card wherever it asks whose terminal it is", async () => {
    const knowledge = await realContent(locale);
    for (const key of ["ask-provider", "whose-terminal", "provider-unknown"]) {
      expect(backingLinks(knowledge, key), key).toMatchObject([{ drawings: DRAWINGS }]);
    }
  });

  it.each(DRAWINGS)("tell %s to those who see it and to those who do not", async (name) => {
    const knowledge = await realContent(locale);
    const { alt, title } = wordsOf({ locale }).drawings[name];
    expect(drawing(name, knowledge).toString()).toContain(title);
    expect(drawing(name, knowledge).toString()).not.toContain("<style");
    expect(drawingFile(name, knowledge)).toContain(`aria-label="${alt.replaceAll("'", "&#39;")}"`);
  });

  it.each(DRAWINGS)("carry their own colours as a file, light and dark: %s", async (name) => {
    const file = drawingFile(name, await realContent(locale));
    expect(file).toMatch(/<style>:root \{.*--ink: #12211d.*prefers-color-scheme: dark.*--ink: #e7eeeb/);
    expect(file).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });
});
