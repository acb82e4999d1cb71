// The request that is being answered: its id and, where a caller traces, the trace. Every log line under it names both.
import { AsyncLocalStorage } from "node:async_hooks";

export interface Asked {
  readonly request: string;
  /** W3C trace id of the caller. */
  readonly trace?: string;
}

const asked = new AsyncLocalStorage<Asked>();

/** Runs the job; whatever it starts knows the request too. */
export function whileAsked<T>(request: Asked, job: () => T): T {
  return asked.run(request, job);
}

export function askedNow(): Asked | undefined {
  return asked.getStore();
}
