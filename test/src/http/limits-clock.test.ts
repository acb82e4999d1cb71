// Rate limits beside a clock that is set back: nobody is asked to wait for longer than a window.
import { afterEach, expect, it, vi } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { createLimits } from "../../../src/http/limits.ts";

const WINDOW_S = 10;
const HOUR_MS = 3_600_000;

afterEach(() => void vi.useRealTimers());

it("asks to wait for one window at most when the clock went back an hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const limits = createLimits();
  const take = () => limits.take("message", "cnv_a").catch((error: unknown) => error);
  for (let message = 0; message < 10; message += 1) await take();
  vi.setSystemTime(Date.now() - HOUR_MS);
  const refused = await take();
  expect(refused).toBeInstanceOf(AppError);
  const { retryAfterSeconds } = (refused as AppError).details;
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(WINDOW_S);
});
