// docs/metrics.md: made from the table that registers the metrics, so that it is true of them.
import { combinations } from "../../base/meters.ts";
import { METRICS, type Metric } from "../../base/metric-table.ts";

/** `_sum` and `_count`, and the bucket above all bounds. */
const BESIDE_BUCKETS = 3;
/** A gauge whose labels are names of what is served shows one series a locale at most. */
const OF_A_GAUGE = 2;

/** Series that a node shows at most. */
export function seriesOf(metric: Metric): number {
  if (metric.kind === "gauge") return metric.labels ? OF_A_GAUGE : 1;
  const sets = combinations(metric.labels ?? {}).length;
  return metric.kind === "counter" ? sets : sets * (metric.buckets.length + BESIDE_BUCKETS);
}

export function metricsDocument(): string {
  const all = Object.values<Metric>(METRICS).reduce((sum, metric) => sum + seriesOf(metric), 0);
  const rows = Object.entries<Metric>(METRICS).map(
    ([name, metric]) =>
      `| \`${name}\` | ${metric.kind} | ${labelsOf(metric)} | ${metric.says} | ${metric.tells} |`,
  );
  return `# Metrics

What \`/metrics\` shows of huanka; made by \`npx huanka metrics > docs/metrics.md\` from the table that registers them. No text, id
or address is ever a label. A node shows ${all} series at most, beside those of the Node process that every Node program has
(\`process_…\`, \`nodejs_…\`). Alerts on them are in \`deploy/alerts.yml\`, what to do at each in [operators.md](operators.md#alerts).

| metric | kind | labels | what it is | what it tells |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function labelsOf(metric: Metric): string {
  if (metric.kind === "gauge") return (metric.labels ?? []).join(", ");
  return Object.entries(metric.labels ?? {})
    .map(([label, values]) => `${label}: ${values.join(", ")}`)
    .join("; ");
}
