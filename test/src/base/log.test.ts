// The log: one line a minute for a trouble of the machine, every line for a fault of ours; secrets scrubbed.
import { expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { createLog } from "../../../src/base/log.ts";

function aLog() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, log: createLog("info", { write, dropped: () => 0 }) };
}

it("tells of a full disk once, however many requests it refuses", () => {
  const { lines, log } = aLog();
  for (let request = 0; request < 100; request += 1) {
    log.error({ err: new AppError("overloaded", { code: "SQLITE_FULL" }) }, "request refused");
  }
  expect(lines).toHaveLength(1);
  log.error({ err: new AppError("overloaded", { code: "SQLITE_BUSY" }) }, "request refused");
  expect(lines).toHaveLength(2);
});

it("tells of every fault of ours", () => {
  const { lines, log } = aLog();
  for (let request = 0; request < 3; request += 1) log.error({ err: new AppError("internal") }, "failed");
  expect(lines).toHaveLength(3);
});

it("scrubs tokens", () => {
  const { lines, log } = aLog();
  log.info({ token: "secret-1", request: { authorization: "secret-2" } }, "seen");
  expect(JSON.stringify(lines)).not.toMatch(/secret-\d/);
});

it("tells once a minute that pages of another site are refused, and of each other refusal", () => {
  const { lines, log } = aLog();
  for (let n = 0; n < 10; n += 1) {
    log.warn({ err: new AppError("forbidden", { origin: `https://${n}.example` }) }, "refused");
  }
  expect(lines).toHaveLength(1);
  for (let n = 0; n < 2; n += 1) log.warn({ err: new AppError("forbidden") }, "refused");
  expect(lines).toHaveLength(3);
});
