// The proof of the resume code's odds inside the test run.
import { expect, it } from "vitest";
import { MOST_TRIES } from "../../src/chat/resume-code.ts";
import { MOST_ODDS, proveResume } from "./resume.ts";

it("a resume code cannot be guessed while it lives, however many addresses try", async () => {
  const { odds, oddsOfOneAddress, compared, locked } = await proveResume();
  expect(odds).toBeLessThan(MOST_ODDS);
  expect(oddsOfOneAddress).toBeLessThan(MOST_ODDS);
  expect({ compared, locked }).toEqual({ compared: MOST_TRIES, locked: true });
});
