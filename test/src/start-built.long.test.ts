// What was built is served from wherever it lies, also where nothing may be written and nothing can be built.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aCheckout, nobodysData, readOnly, startIn } from "../support/a-checkout.ts";

describe("a checkout that was built", () => {
  it.each(["a#b", "why? 100%25", "换卡"])("serves from a folder named %s", async (name) => {
    expect(await startIn(aCheckout(name, { built: true }))).toMatchObject({ serves: true });
  });

  it("is built anew in a folder named by signs that patterns are written in", async () => {
    const dir = aCheckout("a*[b]{c,d}(e)!", { built: true });
    rmSync(join(dir, "dist/browser"), { recursive: true });
    expect(await startIn(dir)).toMatchObject({ serves: true });
  });

  it("serves where it may not write, without what only builds, home or index, and says nothing beside", async () => {
    const dir = aCheckout("huanka", { built: true, without: "dev" });
    rmSync(join(dir, "dist/search"), { recursive: true });
    const env = { AS_NOBODY: "1", DATA_DIR: nobodysData(), HOME: "/nonexistent", PUBLIC_ORIGIN: "" };
    const first = await startIn(readOnly(dir), env);
    expect(first.output).toMatch(/^huanka listening on http:\S+$/);
    expect((await startIn(dir, env)).output).toMatch(/^huanka listening on http:\S+$/);
  });

  it("serves from wherever it is started, given its content", async () => {
    const dir = aCheckout("huanka", { built: true });
    const { serves } = await startIn(dir, { CONTENT_DIR: join(dir, "content") }, tmpdir());
    expect(serves).toBe(true);
  });
});
