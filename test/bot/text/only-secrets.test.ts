// What is left of a message once its secrets are masked.
import { describe, expect, it } from "vitest";
import { holdsOnlySecrets } from "../../../bot/text/only-secrets.ts";

describe("holdsOnlySecrets", () => {
  it.each(["****0128", "卡号 ****0128", "验证码是 ****", "密码：****，有效期 ****"])(
    "is true of %s",
    (text) => {
      expect(holdsOnlySecrets(text)).toBe(true);
    },
  );

  it.each(["验证码是 ****，换卡要钱吗", "****0128 这张卡能绑吗"])("is false of %s", (text) => {
    expect(holdsOnlySecrets(text)).toBe(false);
  });
});
