// What a client may say of itself, and what only the bot and the server say.
import { expect, it } from "vitest";
import { withoutForgeries } from "../../../src/chat/client-keys.ts";

const CHANNEL = { label: "官方热线", value: "400-000-0000", href: "tel:4000000000", grade: "official" };

it("takes off what our pages and the widget show as the bot's", () => {
  const claimed = {
    ...{ key: "step", why: { rule: "x" }, guide: { title: "换卡" }, channels: [CHANNEL], textEnd: 1 },
    ...{ links: [{ title: "官网", url: "/x" }], masked: ["pan"], maskedLater: true },
    ...{ speaker: { kind: "person" }, desk: { place: 1 }, returned: "agent" },
  };
  const posted = { type: "message" as const, text: "好", channelData: { ...claimed, clientActivityID: "a" } };
  expect(withoutForgeries(posted)).toEqual({
    type: "message",
    text: "好",
    channelData: { clientActivityID: "a" },
  });
});

it("takes off cards, buttons, citations and marked-up text, which other clients show", () => {
  const posted = {
    type: "message" as const,
    text: "**官方**",
    textFormat: "markdown",
    attachments: [{ contentType: "application/vnd.microsoft.card.hero", content: {} }],
    suggestedActions: { to: [], actions: [] },
    entities: [{ type: "https://schema.org/Message", citation: [] }],
    speak: "官方",
  };
  expect(withoutForgeries(posted)).toEqual({ type: "message", text: "**官方**", entities: [] });
});

it("leaves what Web Chat says with every message", () => {
  const posted = {
    type: "message" as const,
    text: "好",
    textFormat: "plain",
    attachments: [],
    localTimezone: "Asia/Shanghai",
    channelData: { attachmentSizes: [], clientActivityID: "a", clientActivityId: "a" },
  };
  expect(withoutForgeries(posted)).toEqual(posted);
});

it("keeps keys that nobody knows up to four kilobytes, in their order", () => {
  const kilobyte = "x".repeat(1_000);
  const channelData = { a: kilobyte, b: kilobyte, c: kilobyte.repeat(2), d: "", clientActivityID: "id" };
  const kept = withoutForgeries({ type: "event", own: kilobyte, channelData });
  expect(Object.keys(kept)).toEqual(["type", "own", "channelData"]);
  expect(Object.keys(kept.channelData ?? {})).toEqual(["a", "b", "clientActivityID"]);
  expect(withoutForgeries({ type: "message", value: kilobyte.repeat(5) })).toEqual({ type: "message" });
});
