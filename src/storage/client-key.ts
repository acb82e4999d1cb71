// A client's idempotency key as the database keeps it.

/**
 * Escapes what a text column cannot hold, as JSON does: PostgreSQL refuses NUL, and both engines would
 * make two lone surrogates equal. Plain ids stay as they are.
 */
export function toClientKey(clientActivityId: string): string {
  return JSON.stringify(clientActivityId).slice(1, -1);
}
