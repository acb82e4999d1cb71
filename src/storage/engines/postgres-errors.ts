// Sorts PostgreSQL's troubles: a taken key, a passing state of the server, or a fault of ours.
import { DatabaseError } from "pg";
import { AppError } from "../../base/errors.ts";

/** Classes: connection, resources, operator intervention, system error, deadlock and serialisation. */
const PASSING = /^(08|53|57|58|40|55)/;
const UNIQUE_VIOLATION = "23505";

/** Name of the violated key, or undefined when the error is another. */
export function takenKey(error: unknown): string | undefined {
  if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) return undefined;
  return error.constraint ?? "unnamed";
}

/** Whether the connection is still usable: the server itself answered, and did not end the session. */
export function isAnswer(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === "ERROR";
}

/** `overloaded` for what passes (also errors of the network, which carry no SQLSTATE), else `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof DatabaseError ? (error.code ?? "") : "CONNECTION";
  const message = error instanceof Error ? error.message : String(error);
  const passing = !(error instanceof DatabaseError) || PASSING.test(code);
  return new AppError(passing ? "overloaded" : "internal", { engine: "postgres", code, message }, error);
}
