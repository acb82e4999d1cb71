// Where masking is applied; what counts as a secret is tested with the masker itself.
import { expect, it } from "vitest";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { limitedMask, maskActivity } from "../../../src/chat/mask-activity.ts";
import { maskDigits } from "../../support/chat-server.ts";

const CARD = "6222021234567890123";
const MASKED = "****0123";

it("masks text, values, names, unknown keys and data of any depth", () => {
  const { activity, kinds } = maskActivity(
    {
      type: "message",
      text: `卡号 ${CARD}`,
      value: { card: CARD, list: [CARD, { deep: CARD }] },
      from: { id: "u", name: CARD },
      channelData: { postBack: CARD, [CARD]: true },
      extra: [[CARD]],
    },
    maskDigits,
  );
  expect(activity).toEqual({
    type: "message",
    text: `卡号 ${MASKED}`,
    value: { card: MASKED, list: [MASKED, { deep: MASKED }] },
    from: { id: "u", name: MASKED },
    channelData: { postBack: MASKED, [MASKED]: true },
    extra: [[MASKED]],
  });
  expect(kinds).toEqual(["pan"]);
});

it("masks card numbers sent as JSON numbers and leaves counts and milliseconds alone", () => {
  const value = { card: 6222021234567890, at: 1_764_000_000_000, count: 3, share: 0.5 };
  const { activity } = maskActivity({ type: "message", value }, maskDigits);
  expect(activity.value).toEqual({ ...value, card: "****7890" });
});

it("leaves the ids that clients match their messages by", () => {
  const channelData = {
    clientActivityID: "3f0c1f6e-9a44-4f0e-8a5e-1722336699aa",
    clientActivityId: "1764000000000.13812345678",
  };
  const { activity, kinds } = maskActivity({ type: "message", channelData }, maskSecrets);
  expect(activity.channelData).toEqual(channelData);
  expect(kinds).toEqual([]);
});

it("masks a card number that stands where an id belongs", () => {
  const channelData = { clientActivityID: CARD };
  const { activity, kinds } = maskActivity({ type: "message", channelData }, maskSecrets);
  expect(activity.channelData).toEqual({ clientActivityID: MASKED });
  expect(kinds).toEqual(["pan"]);
});

it("drops keys named __proto__ and keeps other odd names as plain data", () => {
  const channelData = JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1},"a":1}');
  const { activity } = maskActivity({ type: "message", channelData }, maskDigits);
  expect(JSON.stringify(activity.channelData)).toBe('{"constructor":{"prototype":1},"a":1}');
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

it("covers the whole of a text that cannot be read in time", () => {
  const endless = limitedMask((text) => {
    for (;;) if (text === "") return { text, found: [] };
  });
  expect(endless("卡号".repeat(200))).toEqual({ text: "****", found: [] });
});
