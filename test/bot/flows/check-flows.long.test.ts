// The model checker on all that is served, in every language: each conversation that can be had.
import { describe, expect, it } from "vitest";
import { checkFlows } from "../../../bot/flows/check-flows.ts";
import { findingLine } from "../../../bot/flows/finding.ts";
import { realContent } from "../../support/real-content.ts";

const knowledge = await realContent();

describe("the check of all conversations", () => {
  it("finds nothing wrong with what is served", () => {
    const { findings, figures } = checkFlows(knowledge);
    expect(findings.map(findingLine)).toEqual([]);
    expect(figures.farthest).toBeLessThanOrEqual(2);
    expect(figures.guides).toBeGreaterThanOrEqual(knowledge.providers.size + knowledge.guides.size);
  });

  it("finds nothing wrong with what is said in English", async () => {
    const { findings, figures } = checkFlows(await realContent("en"));
    expect(findings.map(findingLine)).toEqual([]);
    expect(figures.farthest).toBeLessThanOrEqual(2);
  });
});
