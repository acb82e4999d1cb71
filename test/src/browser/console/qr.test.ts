// The QR code of an account's secret, field by field as other programs draw it.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { qrOf } from "../../../../src/browser/console/parts/accounts/qr.ts";

const drawn = (text: string) =>
  qrOf(text)
    .map((row) => row.map((dark) => (dark ? "#" : ".")).join(""))
    .join("\n");

describe("a QR code", () => {
  it("is what another encoder draws for the same text, level and mask", () => {
    expect(drawn("a").split("\n").slice(0, 9)).toEqual([
      "#######..#.##.#######",
      "#.....#..###..#.....#",
      "#.###.#.##.##.#.###.#",
      "#.###.#..#.#..#.###.#",
      "#.###.#...#.#.#.###.#",
      "#.....#.....#.#.....#",
      "#######.#.#.#.#######",
      "........##.##........",
      "###.########.##...#..",
    ]);
    // Of uqr 0.1.3, level L and mask 0: versions 1, 6 with two blocks, and 9 with three rows of alignment.
    const uri =
      "otpauth://totp/huanka:li?issuer=huanka&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30";
    const hashOf = (text: string) => createHash("sha256").update(drawn(text)).digest("hex").slice(0, 32);
    expect(hashOf("a")).toBe("5dcb66b40ad9dfbbfe9e7664cbb31511");
    expect(hashOf(uri)).toBe("cf2d505f2f14aedc5b9a868d59b681f0");
    expect(hashOf("换".repeat(70))).toBe("dbd7c85684eaddbdc7c7b75dca1bc0fb");
  });

  it("grows with the text, and refuses one that is too long for its kind", () => {
    expect([1, 17, 18, 230].map((length) => qrOf("x".repeat(length)).length)).toEqual([21, 21, 25, 53]);
    expect(() => qrOf("x".repeat(231))).toThrow(/231 bytes/);
  });
});
