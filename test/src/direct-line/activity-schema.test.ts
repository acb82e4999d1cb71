// What a client may post, case by case and by random JSON.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { incomingActivity, PostedActivity } from "../../../src/direct-line/activity-schema.ts";
import { checked } from "../../../src/http/checked.ts";

const refused = expect.objectContaining({ code: "bad-argument" });
const parse = (body: unknown, userId?: string) => incomingActivity(checked(PostedActivity, body), userId);

describe("a posted activity", () => {
  it("drops every field that is the server's to set", () => {
    const forged = {
      type: "message",
      text: "hi",
      id: "x",
      timestamp: "2000-01-01",
      channelId: "emulator",
      serviceUrl: "http://169.254.169.254/",
      conversation: { id: "other" },
      recipient: { id: "someone" },
      replyToId: "other|0000001",
      from: { id: "me", name: "我", role: "bot" },
    };
    expect(parse(forged)).toEqual({ type: "message", text: "hi", from: { id: "me", name: "我" } });
  });

  it("never comes from the bot, nor in a language that is none", () => {
    const posted = { type: "message", text: "hi", from: { id: "huanka" } };
    expect(parse(posted).from).toEqual({});
    for (const locale of ["\u0000", "zh CN", "x".repeat(40), "-"])
      expect(parse({ ...posted, locale })).not.toHaveProperty("locale");
    expect(parse({ ...posted, locale: "en-GB" })).toMatchObject({ locale: "en-GB" });
  });

  it("has no id that a database could not keep", () => {
    const of = (channelData: object, from = {}) => ({ type: "message", text: "hi", channelData, from });
    expect(() => parse(of({ clientActivityID: "a\u0000b" }))).toThrow(refused);
    expect(() => parse(of({}, { id: "a\u0000b" }))).toThrow(refused);
  });

  it("keeps unknown keys as they came, at the top and in channelData", () => {
    const channelData = {
      z: 1,
      clientActivityId: "a",
      clientActivityID: "b",
      attachmentSizes: [],
      deep: { k: [null] },
    };
    const entities = [{ type: "ClientCapabilities", supportsListening: true }];
    const parsed = parse({ type: "message", text: "", channelData, entities, attachments: [] });
    expect(JSON.stringify(parsed.channelData)).toBe(JSON.stringify(channelData));
    expect(parsed).toMatchObject({ entities, attachments: [], text: "" });
  });

  it("keeps of the kinds a client covered those that there are, each once", () => {
    const covered = (said: unknown) =>
      parse({ type: "message", channelData: { a: 1, covered: said } }).channelData;
    expect(covered(["otp", "pan", "otp", "x", 7])).toEqual({ a: 1, covered: ["otp", "pan"] });
    expect(covered(["mobile"])).toEqual({ a: 1 });
    for (const odd of [[], ["x"], "otp", null, { otp: true }, 5]) expect(covered(odd)).toEqual({ a: 1 });
  });

  it("lets the token say who speaks, and refuses a token's name to those without one", () => {
    const body = { type: "message", from: { id: "dl_somebody", name: "x" } };
    expect(parse(body, "dl_me").from).toEqual({ id: "dl_me" });
    expect(parse(body).from).toEqual({ name: "x" });
    expect(parse({ type: "message", from: null }).from).toEqual({});
  });

  it.each(["invoke", "conversationUpdate", "trace", "handoff", "delay", undefined, 5])(
    "refuses the type %s",
    (type) => expect(() => parse({ type })).toThrow(refused),
  );

  it.each(["handoff.status", "handoff.initiate", "ContinueConversation", "tokens/response"])(
    "refuses the event %s, which only systems send",
    (name) => expect(() => parse({ type: "event", name })).toThrow(refused),
  );

  it("takes texts of 4000 characters and ids of 128, and refuses one more", () => {
    const message = (length: number, idLength: number) => ({
      type: "message",
      text: "字".repeat(length),
      channelData: { clientActivityID: "i".repeat(idLength) },
    });
    expect(parse(message(4_000, 128)).text).toHaveLength(4_000);
    expect(() => parse(message(4_001, 1))).toThrow(refused);
    expect(() => parse(message(1, 129))).toThrow(refused);
    expect(() => parse({ type: "message", from: { id: "i".repeat(129) } })).toThrow(refused);
  });

  it("answers any JSON with an activity of an accepted type or a refusal, never otherwise", () => {
    const field = fc.oneof(fc.jsonValue(), fc.string(), fc.object());
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom("message", "event"),
          text: field,
          from: field,
          channelData: field,
          name: field,
        },
        { requiredKeys: ["type"] },
      ),
    );
    fc.assert(
      fc.property(body, (candidate) => {
        try {
          const { type, text, from } = parse(candidate);
          expect(["message", "event", "endOfConversation"]).toContain(type);
          expect(["string", "undefined"]).toContain(typeof text);
          expect(from?.id?.startsWith("dl_") ?? false).toBe(false);
        } catch (cause) {
          expect(cause).toEqual(refused);
        }
      }),
    );
  });

  it("gives back what it took unchanged when nothing is forged", () => {
    const text = fc.string({ maxLength: 50, unit: "grapheme" });
    const data = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(text, data, (written, channelData) => {
        const parsed = parse({ type: "message", text: written, channelData, from: { id: "me" } });
        expect(parsed).toEqual({ type: "message", text: written, channelData, from: { id: "me" } });
      }),
    );
  });
});
