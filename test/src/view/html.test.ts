// Headings in their phrases: each may stand on a line of its own, and on one line they read as they were written.
import { expect, it } from "vitest";
import { byPhrase } from "../../../src/view/html.ts";

it.each([
  ["Lakala: change the card", 2],
  ["Too long; search by a few words, or ask", 3],
  ["网址太长，打不开：怎么办", 3],
  ["拉卡拉怎么换结算卡", 1],
])("keeps every blank of %s beside its phrases", (heading, phrases) => {
  const shown = byPhrase(heading).toString();
  expect(shown.replace(/<[^>]+>/g, "")).toBe(heading);
  expect(shown).not.toContain(" </span>"); // a blank at the end of a phrase is not shown
  expect(shown.match(/<span/g)?.length ?? 1).toBe(phrases);
});
