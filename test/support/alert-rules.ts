// The alerts of deploy/alerts.yml, judged over two scrapes as Prometheus would judge them over a range.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Rule = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
  annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
});
const Rules = z.strictObject({
  groups: z.tuple([z.strictObject({ name: z.string(), rules: z.array(Rule) })]),
});
export type AlertRule = z.infer<typeof Rule>;

export function alertRules(): readonly AlertRule[] {
  return Rules.parse(parse(readFileSync("deploy/alerts.yml", "utf8"))).groups[0].rules;
}

/** The few forms that our rules have: a gauge, or a sum of increases, beside a number. */
const GAUGE = /^(\w+) (==|>) (\d+)$/;
const INCREASE = /^sum\(increase\((\w+)(?:\{(\w+)=~?"([^"]+)"\})?\[\d+m\]\)\) > (\d+)$/;

export interface Condition {
  readonly metric: string;
  readonly label?: { readonly name: string; readonly values: readonly string[] };
  readonly isIncrease: boolean;
  holds(value: number): boolean;
}

/** Throws for a form that is none of these. */
export function conditionOf({ alert, expr }: AlertRule): Condition {
  const gauge = GAUGE.exec(expr);
  if (gauge) {
    const [, metric = "", comparison, number] = gauge;
    const holds = (value: number) => (comparison === ">" ? value > Number(number) : value === Number(number));
    return { metric, isIncrease: false, holds };
  }
  const [, metric, name, values, number] = INCREASE.exec(expr) ?? [];
  if (metric === undefined) throw new Error(`${alert}: ${expr} has a form that nothing here judges`);
  const label = name && values ? { label: { name, values: values.split("|") } } : {};
  return { metric, ...label, isIncrease: true, holds: (value) => value > Number(number) };
}

/** Whether it fires for a node that showed this first and that now; `before` is empty for one that just started. */
export function fires(rule: AlertRule, before: string, now: string): boolean {
  const condition = conditionOf(rule);
  const current = valueIn(now, condition);
  if (current === undefined) return false;
  return condition.holds(condition.isIncrease ? current - (valueIn(before, condition) ?? 0) : current);
}

function valueIn(scrape: string, { metric, label }: Condition): number | undefined {
  const values = scrape.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const isMeant = !label || label.values.some((one) => labels.includes(`${label.name}="${one}"`));
    return name === metric && isMeant ? [Number(value)] : [];
  });
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}
