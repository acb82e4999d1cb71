// Counts for Prometheus: our own, and those of the process. Their library is loaded at the first scrape, so a start does
// not pay for it.
import type { Meters } from "../base/meters.ts";

export interface Metrics {
  render(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(meters: Pick<Meters, "text">): Metrics {
  let registry: ReturnType<typeof createRegistry> | undefined;
  return {
    async render() {
      registry ??= createRegistry();
      const { contentType, metrics } = await registry;
      return { type: contentType, text: (await metrics()) + (await meters.text()) };
    },
  };
}

async function createRegistry() {
  const { Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { contentType: registry.contentType, metrics: () => registry.metrics() };
}
