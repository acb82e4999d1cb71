// The path solver on small content of its own: order, questions, what getting something changes, walks with `if:`.
import { describe, expect, it } from "vitest";
import { afterGetting, solvePath } from "../../../bot/dialogs/solver/solve-path.ts";
import { placeInGuide } from "../../../bot/dialogs/solver/walk.ts";
import type { Step } from "../../../bot/knowledge/guide.ts";
import type { RouteRule } from "../../../bot/knowledge/routes.ts";
import { aGuidePage, aKnowledge, aProvider, aRoutes } from "../../support/a-knowledge.ts";

const aRule = (fields: Partial<RouteRule>): RouteRule => ({
  id: "phone",
  when: [{ subject: "phone", values: ["no"] }],
  route: "missing",
  say: "先改手机号。",
  page: "fee",
  gives: [{ slot: "phone", value: "yes" }],
  asks: [],
  ...fields,
});
const { gives: _, ...official } = aRule({
  id: "nobody",
  when: [
    { subject: "phone", values: ["no"] },
    { subject: "person", values: ["no"] },
  ],
  route: "official",
});
const steps: Step[] = [
  {
    id: "call",
    title: "打热线",
    text: "打。",
    needs: ["执照", "身份证"],
    needsIf: { 执照: [{ subject: "entity", values: ["company"] }] },
  },
  {
    id: "serial",
    title: "报序列号",
    text: "报。",
    needs: [],
    if: [{ subject: "terminal", values: ["electronic"] }],
  },
  { id: "wait", title: "等审核", text: "等。", needs: [] },
];
const knowledge = {
  ...aKnowledge({ guides: [aGuidePage({ steps })], providers: [aProvider()] }),
  routes: aRoutes([official, aRule({ asks: ["person", "entity"] })]),
};
const target = { guide: "pos-vendor", provider: "lakala" };

describe("solving a path", () => {
  it("goes straight to the steps when nothing known is missing", () => {
    expect(solvePath(knowledge, target, { phone: "yes" })).toMatchObject({ kind: "guide" });
    expect(solvePath(knowledge, target, {})).toMatchObject({ kind: "guide" });
  });

  it("asks only what may change the route, and nothing twice", () => {
    expect(solvePath(knowledge, target, { phone: "no" })).toMatchObject({ kind: "missing", ask: "person" });
    expect(solvePath(knowledge, target, { phone: "no", person: "unknown" })).not.toHaveProperty("ask");
    expect(solvePath(knowledge, target, { phone: "no", person: "yes" })).not.toHaveProperty("ask");
  });

  it("lets the first rule that applies decide", () => {
    expect(solvePath(knowledge, target, { phone: "no", person: "no" })).toMatchObject({
      kind: "official",
      rule: { id: "nobody" },
      channels: [],
    });
  });

  it("goes on once the missing thing is there", () => {
    const situation = afterGetting({ phone: "no", person: "yes" }, aRule({}));
    expect(situation).toEqual({ phone: "yes", person: "yes" });
    expect(solvePath(knowledge, target, situation)).toMatchObject({ kind: "guide" });
  });
});

describe("a walk with conditions", () => {
  const frame = {
    dialog: "guide",
    guide: "pos-vendor",
    provider: "lakala",
    step: "serial",
    stuck: 0,
  } as const;

  it("shows what is not known and leaves out what is known not to hold", () => {
    const walk = (terminal?: "qr" | "electronic") => {
      const path = solvePath(knowledge, target, terminal ? { terminal } : {});
      return path.kind === "guide" ? path.guide.steps.map(({ id }) => id) : [];
    };
    expect(walk()).toEqual(["call", "serial", "wait"]);
    expect(walk("electronic")).toEqual(["call", "serial", "wait"]);
    expect(walk("qr")).toEqual(["call", "wait"]);
  });

  it("asks a need only of those it concerns", () => {
    const needs = (entity: "company" | "micro") =>
      placeInGuide(knowledge, { ...frame, step: "call" }, { entity }).step.needs;
    expect(needs("company")).toEqual(["执照", "身份证"]);
    expect(needs("micro")).toEqual(["身份证"]);
  });

  it("stands at the next step when its own is left out", () => {
    expect(placeInGuide(knowledge, frame, { terminal: "qr" })).toMatchObject({
      index: 1,
      step: { id: "wait" },
    });
  });
});
