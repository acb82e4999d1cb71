// What one character may become: a message never grows to many times its length before it is read.
import { expect, it } from "vitest";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { unfold } from "../../../bot/text/unfold.ts";

const MOST_UNITS = 4;

it("lets no character become more than four units, and leaves what would as it is", () => {
  const grown: string[] = [];
  const changed: string[] = [];
  for (let code = 0x80; code < 0x110000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const unfolded = unfold(character);
    if (unfolded.length > MOST_UNITS) grown.push(`${code.toString(16)}: ${unfolded}`);
    const whole = character.normalize("NFKC");
    if (whole.length <= MOST_UNITS && unfolded !== whole) changed.push(code.toString(16));
  }
  expect({ grown, changed }).toEqual({ grown: [], changed: [] });
});

it("unfolds all others beside such a character as ever", () => {
  expect(unfold("ﷺ６２２２ﷺﷺ㈱")).toBe("ﷺ6222ﷺﷺ(株)");
  expect(normalise("ﷺ换卡ＡＢ")).toBe("ﷺ换卡ab");
});

it("masks numbers beside and within characters that unfold", () => {
  expect(maskSecrets("ﷺ卡号６２２２０２１００１１１６２４５６７８ﷺ").text).toBe("ﷺ卡号****5678ﷺ");
  expect(maskSecrets("⑥②②②⓪②①⓪⓪①①①⑥②④⑤⑥⑦⑧").text).not.toMatch(/[①-⑧]/);
  expect(maskSecrets("⑹⑵⑵⑵⓪⑵⑴⓪⓪⑴⑴⑴⑹⑵⑷⑸⑹⑺⑻").text).not.toMatch(/[⑴-⑻]/);
});
