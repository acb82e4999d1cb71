// Masking, measured: lines written to slip through, and lines that only look like secrets.
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { judgeSecretLines, shareRight } from "../../support/secret-lines.ts";

const judged = judgeSecretLines();
const wrong = (part: string) =>
  judged.filter((one) => one.part === part && !one.isRight).map(({ text }) => text);

describe("lines about secrets", () => {
  it("are enough to measure by, half of them apart", () => {
    const count = (test: (one: (typeof judged)[number]) => boolean) => judged.filter(test).length;
    expect(count(({ part }) => part !== "harmless")).toBeGreaterThanOrEqual(150);
    expect(count(({ part }) => part === "harmless")).toBeGreaterThanOrEqual(120);
    expect(count(({ half }) => half === "held")).toBeGreaterThanOrEqual(judged.length * 0.4);
    expect(new Set(judged.map(({ text }) => text)).size).toBe(judged.length);
  });

  it("are all masked where the secret is plainly named", () => {
    expect(wrong("core")).toEqual([]);
  });

  it("are masked in nine of ten where somebody gets round the names", () => {
    expect(shareRight(judged, "hard", "tuned")).toBeGreaterThanOrEqual(0.9);
    expect(shareRight(judged, "hard", "held")).toBeGreaterThanOrEqual(0.9);
  });

  it("stay as they are in 99 of 100 that hold none", () => {
    expect(shareRight(judged, "harmless"), wrong("harmless").join("\n")).toBeGreaterThanOrEqual(0.99);
  });

  it("change nothing the second time", () => {
    for (const { text } of judged) {
      const once = maskSecrets(text).text;
      expect(maskSecrets(once)).toEqual({ text: once, found: [] });
    }
  });
});

it("reads each message by itself, also behind one whose word and code are written together", () => {
  const line = "base64 NjIyMjAyMTMwODAxMjM0";
  expect(maskSecrets(line).text).toBe("base64 ****");
  maskSecrets("123base64abc");
  expect(maskSecrets(line).text).toBe("base64 ****");
});
