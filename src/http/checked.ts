// Input from outside, checked once at the door.
import type { z } from "zod";
import { AppError } from "../base/errors.ts";

/** What the schema makes of a value. Throws AppError `bad-argument`; its problems name fields, never what stood there. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new AppError("bad-argument", { problems });
}
