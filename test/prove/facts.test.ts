// The short form of `npm run prove:facts`: every ninth fact, with the same mark.
import { expect, it } from "vitest";
import { loadKnowledge } from "../../bot/load.ts";
import { proveFacts } from "./facts.ts";

const EVERY_NINTH = 9;

it("lists for each fact exactly the places that differ when it changes", async () => {
  const knowledge = await loadKnowledge("content");
  const { facts, places, mismatches } = proveFacts(knowledge, EVERY_NINTH);
  expect(mismatches).toEqual([]);
  expect(facts).toBe(Math.ceil(knowledge.facts.size / EVERY_NINTH));
  expect(places).toBeGreaterThan(facts);
});
