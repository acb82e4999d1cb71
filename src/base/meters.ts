// Counts and times while the service runs, kept as plain numbers; Prometheus' text is made when somebody asks.
import {
  type CounterName,
  type GaugeName,
  type HistogramName,
  type LabelsOf,
  METRICS,
  type Metric,
} from "./metric-table.ts";

/** What a gauge shows now: a number, one for each set of labels, or nothing. */
export type Reading = number | undefined | readonly { readonly labels: Labels; readonly value: number }[];
type Labels = Readonly<Record<string, string>>;

export interface Meters {
  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  /** Notes that something took so long. */
  time<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, seconds: number): void;
  /** From now on the gauge is read by this. */
  show(name: GaugeName, read: () => Reading | Promise<Reading>): void;
  /** All of it in Prometheus' text format. */
  text(): Promise<string>;
}

interface Histogram {
  /** Not cumulative; the last is what is above all bounds. */
  readonly counts: number[];
  sum: number;
}

export function createMeters(): Meters {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, Map<string, Histogram>>();
  const gauges = new Map<string, () => Reading | Promise<Reading>>();
  for (const [name, metric] of Object.entries<Metric>(METRICS)) {
    if (metric.kind === "counter")
      counters.set(name, new Map(combinations(metric.labels ?? {}).map((labels) => [labelText(labels), 0])));
    if (metric.kind === "histogram") histograms.set(name, new Map());
  }

  return {
    count(name, labels, by = 1) {
      const of = counters.get(name);
      const key = labelText(labels);
      of?.set(key, (of.get(key) ?? 0) + by);
    },
    time(name, labels, seconds) {
      const { buckets } = METRICS[name];
      const of = histograms.get(name);
      const key = labelText(labels);
      const found = of?.get(key) ?? { counts: Array<number>(buckets.length + 1).fill(0), sum: 0 };
      of?.set(key, found);
      const bucket = buckets.findIndex((most) => seconds <= most);
      const index = bucket < 0 ? buckets.length : bucket;
      found.counts[index] = (found.counts[index] ?? 0) + 1;
      found.sum += seconds;
    },
    show: (name, read) => void gauges.set(name, read),
    async text() {
      const parts: string[] = [];
      for (const [name, metric] of Object.entries<Metric>(METRICS)) {
        const lines = await linesOf(name, metric);
        if (lines.length > 0)
          parts.push(`# HELP ${name} ${metric.says}`, `# TYPE ${name} ${metric.kind}`, ...lines);
      }
      return `${parts.join("\n")}\n`;
    },
  };

  async function linesOf(name: string, metric: Metric): Promise<string[]> {
    if (metric.kind === "counter")
      return [...(counters.get(name) ?? [])].map(([labels, value]) => line(name, labels, value));
    if (metric.kind === "histogram")
      return [...(histograms.get(name) ?? [])].flatMap(([labels, one]) =>
        histogramLines(name, { labels, bounds: metric.buckets, one }),
      );
    // What a database says cannot be shown while it does not answer, and everything else must be.
    const reading = await Promise.resolve(gauges.get(name)?.()).catch(() => undefined);
    if (reading === undefined) return [];
    if (typeof reading === "number") return [line(name, "", reading)];
    return reading.map(({ labels, value }) => line(name, labelText(labels), value));
  }
}

function histogramLines(
  name: string,
  { labels, bounds, one }: { labels: string; bounds: readonly number[]; one: Histogram },
): string[] {
  let soFar = 0;
  const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
    soFar += one.counts[index] ?? 0;
    const le = `le="${bound === Number.POSITIVE_INFINITY ? "+Inf" : bound}"`;
    return line(`${name}_bucket`, labels === "" ? le : `${labels},${le}`, soFar);
  });
  return [...buckets, line(`${name}_sum`, labels, one.sum), line(`${name}_count`, labels, soFar)];
}

function line(name: string, labels: string, value: number): string {
  return `${name}${labels === "" ? "" : `{${labels}}`} ${value}`;
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",");
}

/** Every set of values that a counter can have, so that it is seen at zero before it is counted. */
export function combinations(labels: Readonly<Record<string, readonly string[]>>): Labels[] {
  return Object.entries(labels).reduce<Labels[]>(
    (sets, [label, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
}
