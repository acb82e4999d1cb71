// Where log lines go: written in order, dropped and counted where nobody takes them.
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createLogSink } from "../../../src/base/log-sink.ts";

const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleep(5);
};

it("writes all lines in order", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "huanka-log-")), "log");
  const fd = openSync(file, "a");
  const sink = createLogSink(fd);
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`);
  for (const line of lines) sink.write(line);
  await until(() => readFileSync(file, "utf8").length === lines.join("").length);
  expect(readFileSync(file, "utf8")).toBe(lines.join(""));
  expect(sink.dropped()).toBe(0);
  closeSync(fd);
});

it("counts what a full disk does not take, and does not throw", async () => {
  const fd = openSync("/dev/full", "w");
  const sink = createLogSink(fd);
  sink.write("one\n");
  await until(() => sink.dropped() === 1);
  sink.write("two\n");
  expect(sink.dropped()).toBe(2);
  closeSync(fd);
});

it("holds no more than a megabyte for a reader who is slow", () => {
  const sink = createLogSink(openSync("/dev/null", "w"));
  const line = `${"x".repeat(64 * 1_024)}\n`;
  for (let index = 0; index < 40; index += 1) sink.write(line);
  expect(sink.dropped()).toBeGreaterThan(20);
});
