// Counts for Prometheus. The client library is loaded at the first scrape, so a start does not pay for it.
export interface Metrics {
  /** One more response of this status class, e.g. 404. */
  countResponse(status: number): void;
  render(): Promise<{ readonly type: string; readonly text: string }>;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  read(): number;
}

/** `gauges` are read at each scrape, e.g. the open sockets. */
export function createMetrics(gauges: readonly Gauge[]): Metrics {
  const responses = new Map<number, number>();
  let registry: ReturnType<typeof createRegistry> | undefined;
  return {
    countResponse(status) {
      responses.set(status, (responses.get(status) ?? 0) + 1);
    },
    async render() {
      registry ??= createRegistry(gauges, responses);
      const { contentType, metrics } = await registry;
      return { type: contentType, text: await metrics() };
    },
  };
}

async function createRegistry(gauges: readonly Gauge[], responses: Map<number, number>) {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const gauge of gauges) {
    new Gauge({
      name: gauge.name,
      help: gauge.help,
      registers: [registry],
      collect() {
        this.set(gauge.read());
      },
    });
  }
  new Counter({
    name: "huanka_http_responses_total",
    help: "HTTP responses by status",
    labelNames: ["status"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [status, count] of responses) this.inc({ status: String(status) }, count);
    },
  });
  return { contentType: registry.contentType, metrics: () => registry.metrics() };
}
