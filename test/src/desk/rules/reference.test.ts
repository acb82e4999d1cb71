// What a ticket is called, and how people type it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lettersOf, readReference, referenceOf } from "../../../../src/desk/rules/reference.ts";

const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });

describe("a reference", () => {
  it("is read back from whatever people make of it", () => {
    fc.assert(
      fc.property(bytes, (five) => {
        const reference = referenceOf(five);
        expect(reference).toMatch(/^HK(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
        const typed = [
          reference.toLowerCase(),
          reference.replaceAll("-", " "),
          lettersOf(five),
          ` ${reference}`,
        ];
        for (const one of typed) expect(readReference(one), one).toBe(reference);
      }),
    );
  });

  it("has no look-alikes, and is not read from what is none", () => {
    expect(referenceOf(Uint8Array.of(255, 255, 255, 255, 255))).toBe("HK-ZZZZ-ZZZZ");
    expect(readReference("hk-oil1-0000")).toBe("HK-0111-0000");
    for (const none of ["", "HK", "HK-UUUU-0000", "6222021234567890", "HK-4F7Q-2M9"])
      expect(readReference(none), none).toBeUndefined();
  });
});
