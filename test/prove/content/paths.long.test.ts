// That the path proof can fail.
import { beforeAll, describe, expect, it } from "vitest";
import { derive, supply } from "../../../bot/knowledge/derived.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { RouteRule } from "../../../bot/knowledge/routes.ts";
import { modelOf } from "../../../bot/understanding/model.ts";
import { realContent } from "../../support/real-content.ts";
import { provePaths } from "./paths.ts";

/** Of every kind one, and some that differ in what is known of them. */
const PROVIDERS = ["alipay", "easypay", "helipay", "icbc", "lakala", "shengpay", "unionpay", "wechatpay"];

let knowledge: Knowledge;
beforeAll(async () => {
  const whole = await realContent();
  const providers = [...whole.providers].filter(([id]) => PROVIDERS.includes(id));
  knowledge = { ...whole, providers: new Map(providers) };
});

/** Routes teach nothing, so what was trained once reads them all. */
function withRules(change: (rules: readonly RouteRule[]) => RouteRule[]): Knowledge {
  const changed = { ...knowledge, routes: { ...knowledge.routes, rules: change(knowledge.routes.rules) } };
  supply(changed, modelOf, derive(knowledge, modelOf));
  return changed;
}

describe("the path proof", () => {
  it("finds steps that begin without a phone", () => {
    const { faults } = provePaths(withRules((rules) => rules.filter(({ id }) => id !== "phone-first")));
    expect(faults.join("\n")).toContain("the steps begin though phone=no");
  });

  it("finds a route that takes what is missing", () => {
    const moved = withRules((rules) => rules.filter(({ id }) => !id.startsWith("forgot-and-no-phone")));
    expect(provePaths(moved).faults.join("\n")).toContain("takes phone=yes, which is no");
  });

  it("finds a rule that gives nothing it was missing", () => {
    const circle = withRules((rules) =>
      rules.map((rule) =>
        rule.id === "phone-first" ? { ...rule, gives: [{ slot: "old-card", value: "yes" }] } : rule,
      ),
    );
    expect(provePaths(circle).faults.join("\n")).toContain("dead end");
  });

  it("finds a rule behind another that always wins", () => {
    const hidden = withRules(([first, ...rules]) => {
      if (!first) throw new Error("no rules");
      return [first, { ...first, id: "never" }, ...rules];
    });
    expect(provePaths(hidden).faults).toContain("the rule never is never used");
  });
});
