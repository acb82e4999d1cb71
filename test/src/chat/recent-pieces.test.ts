// What is remembered of a merchant's last texts is what the store would answer, or nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecentPieces } from "../../../src/chat/recent-pieces.ts";
import { createPieceTalk, PIECE_TALK_ID } from "../../support/piece-talk.ts";

const START_MS = Date.parse("2026-11-24T02:00:00.000Z");

describe("what is remembered of a merchant's last texts", () => {
  it("masks the same as reading the store anew before each message", async () => {
    const words = fc.constantFrom("6222", "0210 0111", "6245678", "3", "好的", "验证码", "839201", "密码是");
    const said = fc.record({
      text: words,
      afterMs: fc.constantFrom(1_000, 119_000, 121_000, -60_000, -4_000_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 40 }), async (all) => {
        const [remembering, reading] = [createPieceTalk(), createPieceTalk()];
        const recent = createRecentPieces(remembering.store);
        let ms = START_MS;
        for (const { text, afterMs } of all) {
          ms += afterMs;
          await remembering.say(recent, text, ms);
          await reading.say(createRecentPieces(reading.store), text, ms);
        }
        expect(remembering.texts()).toEqual(reading.texts());
      }),
      { numRuns: 300 },
    );
  });

  it("asks the store once for a conversation that was begun before, and not again", async () => {
    const talk = createPieceTalk();
    await talk.say(createRecentPieces(talk.store), "1", START_MS);
    const recent = createRecentPieces(talk.store);
    const before = talk.reads();
    for (let index = 1; index < 30; index += 1) await talk.say(recent, "2", START_MS + index);
    expect(talk.reads() - before).toBe(1);
  });

  it("asks the store again when another node committed in between", async () => {
    const talk = createPieceTalk();
    const here = createRecentPieces(talk.store);
    await talk.say(here, "6222 0210", START_MS);
    await talk.say(createRecentPieces(talk.store), "是招行的卡", START_MS + 1_000);
    expect(here.known(talk.record())).toBeUndefined();
    await talk.say(here, "0111 6245", START_MS + 2_000);
    expect(talk.texts()).not.toContain("0111 6245");
  });

  it("knows nothing of a conversation that was forgotten", async () => {
    const talk = createPieceTalk();
    const recent = createRecentPieces(talk.store);
    await talk.say(recent, "1", START_MS);
    expect(recent.known(talk.record())).toHaveLength(1);
    recent.forget(PIECE_TALK_ID);
    expect(recent.known(talk.record())).toBeUndefined();
  });
});
