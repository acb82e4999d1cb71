// A text that is filled says nothing, however long it is.
import { expect, it } from "vitest";
import { isFiller } from "../../../bot/text/is-filler.ts";

it("is one short piece over and over, also where it is cut off", () => {
  for (const text of ["我的".repeat(2_000), "换卡吗".repeat(33).slice(0, 80), "啊".repeat(60)])
    expect(isFiller(text)).toBe(true);
});

it("is neither short nor goes on", () => {
  for (const text of ["", "人工".repeat(10), `${"人工".repeat(40)}在吗`, "你好".repeat(2)])
    expect(isFiller(text)).toBe(false);
});
