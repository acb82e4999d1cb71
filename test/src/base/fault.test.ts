// Built-in defects are for proofs only.
import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseFault } from "../../../src/base/fault.ts";

it("refuses a fault outside of tests, and one it does not know", () => {
  expect(() => parseFault({ HUANKA_FAULT: "dedupe-off" })).toThrow(/refused/);
  expect(() => parseFault({ HUANKA_FAULT: "dedupe-off", NODE_ENV: "production" })).toThrow(/refused/);
  expect(() => parseFault({ HUANKA_FAULT: "gremlins", NODE_ENV: "test" })).toThrow(/refused/);
  expect(parseFault({ HUANKA_FAULT: "dedupe-off", NODE_ENV: "test" })).toBe("dedupe-off");
  expect(parseFault({ NODE_ENV: "production" })).toBeUndefined();
});

it("is read from the environment in one file", () => {
  const readers = globSync("{bot,src}/**/*.ts").filter((file) =>
    readFileSync(file, "utf8").includes("HUANKA_FAULT"),
  );
  expect(readers).toEqual(["src/base/fault.ts"]);
});
