// Metrics as text, the table they come from, its document, and the alerts that name them.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createMeters } from "../../../src/base/meters.ts";
import { METRICS, type Metric } from "../../../src/base/metric-table.ts";
import { metricsDocument, seriesOf } from "../../../src/cli/tasks/metrics-document.ts";
import { alertRules, conditionOf } from "../../support/alert-rules.ts";

const MOST_SERIES = 200;

describe("meters", () => {
  it("show a counter at zero before it counts, and a histogram once something took time", async () => {
    const meters = createMeters();
    meters.count("huanka_turns_total", { outcome: "answered" }, 2);
    meters.time("huanka_db_seconds", { kind: "read" }, 0.02);
    meters.time("huanka_db_seconds", { kind: "read" }, 9);
    const text = await meters.text();
    expect(text).toContain('huanka_turns_total{outcome="answered"} 2\n');
    expect(text).toContain('huanka_turns_total{outcome="failed"} 0\n');
    expect(text.split("\n").filter((line) => line.startsWith("huanka_db_seconds"))).toEqual([
      'huanka_db_seconds_bucket{kind="read",le="0.005"} 0',
      'huanka_db_seconds_bucket{kind="read",le="0.05"} 1',
      'huanka_db_seconds_bucket{kind="read",le="0.5"} 1',
      'huanka_db_seconds_bucket{kind="read",le="+Inf"} 2',
      'huanka_db_seconds_sum{kind="read"} 9.02',
      'huanka_db_seconds_count{kind="read"} 2',
    ]);
  });

  it("show a gauge as it is read, with its labels, and not where there is nothing to show", async () => {
    const meters = createMeters();
    meters.show("huanka_content_info", () => [
      { labels: { locale: "en", hash: 'a"b', generation: "2" }, value: 1 },
    ]);
    meters.show("huanka_backup_age_seconds", async () => undefined);
    meters.show("huanka_retention_overdue_seconds", async () => {
      throw new Error("the database does not answer");
    });
    const text = await meters.text();
    expect(text).toContain('huanka_content_info{locale="en",hash="a\\"b",generation="2"} 1\n');
    expect(text).not.toMatch(/huanka_backup_age_seconds|huanka_retention_overdue_seconds/);
  });
});

describe("the table of metrics", () => {
  it("stays within what a node may show", () => {
    const all = Object.values<Metric>(METRICS).reduce((sum, metric) => sum + seriesOf(metric), 0);
    expect(all).toBeLessThanOrEqual(MOST_SERIES);
  });

  it("is what docs/metrics.md says: run `npx huanka metrics > docs/metrics.md`", () => {
    expect(readFileSync("docs/metrics.md", "utf8")).toBe(metricsDocument());
  });
});

describe("deploy/alerts.yml", () => {
  const operators = readFileSync("docs/operators.md", "utf8");

  it("has eight alerts, each on a metric, a label and values of the table", () => {
    expect(alertRules()).toHaveLength(8);
    for (const rule of alertRules()) {
      const { metric, label, isIncrease } = conditionOf(rule);
      const known: Metric | undefined = METRICS[metric as keyof typeof METRICS];
      expect(known?.kind, rule.alert).toBe(isIncrease ? "counter" : "gauge");
      if (label && known?.kind === "counter")
        expect(known.labels?.[label.name], rule.alert).toEqual(expect.arrayContaining([...label.values]));
    }
  });

  it("names for each the paragraph that says what one sees, looks at and does", () => {
    for (const { alert, annotations } of alertRules()) {
      expect(annotations.runbook).toBe(`docs/operators.md#${alert.toLowerCase()}`);
      const [, paragraph = ""] = operators.split(`### ${alert}\n`);
      expect(paragraph.split("\n#")[0], alert).toMatch(
        /^\*\*You see\*\*[\s\S]*\*\*Look\*\*[\s\S]*\*\*Do\*\*/,
      );
    }
  });
});
