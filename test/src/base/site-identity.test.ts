// Who runs the site, as settings: what is taken, and the sentence about what is not.
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { brandCss, problemOfBrand } from "../../../src/base/design/brand.ts";
import { token } from "../../../src/base/design/design-tokens.ts";

describe("the site's identity", () => {
  it.each(["京ICP备12345678号", "粤ICP备2021000001号-2", "沪ICP证030173号"])(
    "takes the ICP number %s",
    (SITE_ICP) => {
      expect(parseConfig({ SITE_ICP }).site.icp).toBe(SITE_ICP);
    },
  );

  it.each(["12345678", "京ICP备号", "<b>京ICP备12345678号"])("refuses %s as an ICP number", (SITE_ICP) => {
    expect(() => parseConfig({ SITE_ICP })).toThrow(/SITE_ICP: .*京ICP备12345678号-1/);
  });

  it("takes our own colours in both schemes", () => {
    expect(problemOfBrand(token("brand"), "light")).toBeUndefined();
    expect(problemOfBrand(token("brand", "dark"), "dark")).toBeUndefined();
  });

  it("refuses a colour that cannot be read, with what was found and the way out", () => {
    expect(() => parseConfig({ SITE_BRAND: "#ffcc00" })).toThrow(
      /SITE_BRAND: is too hard to read in the light scheme: its contrast is 1\.\d where it has to be 4\.75; choose a darker one; found "#ffcc00"/,
    );
    expect(() => parseConfig({ SITE_BRAND_DARK: "#123456" })).toThrow(
      /SITE_BRAND_DARK: .*choose a lighter one/,
    );
    expect(() => parseConfig({ SITE_BRAND: "green" })).toThrow(/SITE_BRAND: is a colour as in #0a5f52/);
  });

  it("puts a colour into its own scheme only", () => {
    const css = brandCss({ light: "#1f4fa3" });
    expect(css).toMatch(/^@media not \(prefers-color-scheme:dark\)\{:root\{--brand:#1f4fa3;--deep:#/);
    expect(css).not.toContain("@media (prefers");
    expect(brandCss({})).toBe("");
  });
});
