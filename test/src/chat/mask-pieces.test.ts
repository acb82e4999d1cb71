// A secret in pieces: which messages are read together, and what is stored anew.

import { describe, expect, it } from "vitest";
import type { Activity } from "../../../src/base/wire.ts";
import { maskPieces } from "../../../src/chat/mask-pieces.ts";
import { createRecentPieces } from "../../../src/chat/recent-pieces.ts";
import { NOBODY } from "../../../src/desk/rules/owner.ts";

const START_MS = Date.parse("2026-11-24T02:00:00.000Z");
const ID = "cnv_1";

interface Said {
  readonly text?: string;
  /** Seconds after the start. */
  readonly at: number;
  readonly role?: "user" | "bot";
  readonly from?: string;
}

/** What is masked when `text` comes at `at` seconds, after what was said before. */
function hear(before: readonly Said[], text: string | undefined, at: number) {
  const activities = before.map(
    (said, seq): Activity => ({
      type: "message",
      id: `${ID}|${seq}`,
      timestamp: new Date(START_MS + said.at * 1000).toISOString(),
      channelId: "directline",
      conversation: { id: ID },
      from: { id: said.from ?? "someone", role: said.role ?? "user" },
      ...(said.text !== undefined && { text: said.text }),
    }),
  );
  const store = {
    list: async (_id: string, from: number, limit: number) => activities.slice(from, from + limit),
  };
  const record = {
    id: ID,
    userId: undefined,
    locale: "zh-CN",
    content: undefined,
    state: undefined,
    version: 1,
    nextSeq: before.length,
    createdAt: "",
    lastAt: "",
    owner: NOBODY,
  };
  const incoming = { type: "message" as const, ...(text !== undefined && { text }) };
  return maskPieces(
    { store, recent: createRecentPieces(store) },
    { record, incoming, now: new Date(START_MS + at * 1000) },
  );
}

const pieces = ["6222", "0210", "0111", "6245"];
const shown = ({ rewrites }: Awaited<ReturnType<typeof hear>>) =>
  rewrites.map(({ seq, activity }) => [seq, activity.text]);

describe("maskPieces", () => {
  it("stores the first piece anew when the second completes a card number", async () => {
    const masked = await hear([{ text: "卡是6222 0210", at: 0 }], "0111 6245", 100);
    expect(masked.incoming.text).toBe("****");
    expect(masked.kinds).toEqual(["pan"]);
    expect(shown(masked)).toEqual([[0, "卡是****"]]);
    expect(masked.rewrites[0]?.activity.channelData).toMatchObject({ maskedLater: true });
  });

  it.each([
    ["麻烦发一下订单号", "482913"],
    ["What is the terminal number?", "482913"],
    ["验证码收到了吗", "****"],
    ["订单号和验证码都发我一下", "****"],
    ["您好，请问有什么可以帮您", "****"],
  ])("reads six digits by what a member of staff just asked for: %s", async (text, kept) => {
    const asked = { text, at: 5, role: "bot" as const, from: "agent:a1" };
    expect((await hear([{ text: "转人工", at: 0 }, asked], "482913", 300)).incoming.text).toBe(kept);
  });

  it("lets no message that only looks like one of staff announce a number", async () => {
    for (const from of ["someone", "huanka"]) {
      const asked = { text: "麻烦发一下订单号", at: 5, role: "bot" as const, from };
      const masked = await hear([{ text: "转人工", at: 0 }, asked], "482913", 9);
      expect(masked.incoming.text).toBe("****");
    }
  });

  it("forgets what was asked once the merchant has said something else", async () => {
    const asked = { text: "麻烦发一下订单号", at: 5, role: "bot" as const, from: "agent:a1" };
    const before = [{ text: "转人工", at: 0 }, asked, { text: "等一下", at: 9 }];
    expect((await hear(before, "482913", 20)).incoming.text).toBe("****");
  });

  it("joins pieces whose pauses are short, however long all of them took", async () => {
    const said = pieces.slice(0, 3).map((text, index) => ({ text, at: index * 110 }));
    expect(shown(await hear(said, "6245", 330))).toEqual([
      [0, "****"],
      [1, "****"],
      [2, "****"],
    ]);
  });

  it("joins up to two minutes and not after them", async () => {
    const first = [{ text: "6222 0210", at: 0 }];
    expect((await hear(first, "0111 6245", 119.999)).rewrites).toHaveLength(1);
    expect((await hear(first, "0111 6245", 120)).rewrites).toEqual([]);
  });

  it("joins pieces when the clock was set back between them", async () => {
    expect((await hear([{ text: "6222 0210", at: 3_600 }], "0111 6245", 0)).rewrites).toHaveLength(1);
  });

  it("joins a number that comes digit by digit between replies", async () => {
    const digits = [..."6222021001116245678"];
    const said = digits.slice(0, -1).flatMap((text, index): Said[] => [
      { text, at: index },
      { text: "请不要发卡号", at: index, role: "bot" },
      { text: "还有什么可以帮您", at: index, role: "bot" },
    ]);
    const masked = await hear(said, digits.at(-1), 20);
    expect(masked.incoming.text).toBe("****");
    expect(masked.rewrites).toHaveLength(18);
  });

  it("does not take what the bot said for a piece", async () => {
    const said: Said[] = [{ text: "6222 0210", at: 0, role: "bot" }];
    expect((await hear(said, "0111 6245", 1)).rewrites).toEqual([]);
  });

  it("reads over a message of the merchant's without text", async () => {
    const masked = await hear([{ text: "6222 0210", at: 0 }, { at: 1 }], "0111 6245", 2);
    expect(shown(masked)).toEqual([[0, "****"]]);
  });

  it("leaves a message alone that can be no piece, and one without text", async () => {
    const said = [{ text: "6222 0210", at: 0 }];
    for (const text of ["好的", "？", undefined])
      expect(await hear(said, text, 1)).toMatchObject({
        incoming: text === undefined ? {} : { text },
        kinds: [],
        rewrites: [],
      });
  });

  it.each(["这是刚收到的验证码", "是验证码", "短信里的数字"])(
    "masks a code that is named afterwards: %s",
    async (text) => {
      const masked = await hear([{ text: "482913", at: 0 }], text, 5);
      expect(masked.incoming.text).toBe(text);
      expect(masked.kinds).toEqual(["otp"]);
      expect(shown(masked)).toEqual([[0, "****"]]);
    },
  );

  it.each([
    ["1202", "验证码收不到"],
    ["终端号 12345678", "验证码收不到"],
  ])("leaves %s alone where %s does not name it", async (before, text) => {
    expect(await hear([{ text: before, at: 0 }], text, 5)).toMatchObject({ kinds: [] });
  });

  it("leaves the choices of a menu and a hotline readable", async () => {
    const said = ["1", "2", "95016"].map((text, index) => ({ text, at: index }));
    expect(await hear(said, "3", 4)).toMatchObject({ incoming: { text: "3" }, rewrites: [] });
  });
});
