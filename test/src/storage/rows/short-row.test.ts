// Rows of activities: short, and read back to the same bytes, whatever a client or the bot put into them.
import { describe, expect, it } from "vitest";
import { toActivity } from "../../../../bot/bot.ts";
import type { Reply } from "../../../../bot/say/reply.ts";
import type { Activity } from "../../../../src/base/wire.ts";
import type { IncomingActivity } from "../../../../src/chat/conversations.ts";
import { toBotActivity, toDeskActivity, toUserActivity } from "../../../../src/chat/stamped-activity.ts";
import { fromBody, type RowContext, toBody } from "../../../../src/storage/rows/short-row.ts";
import { fromStateText, toStateText } from "../../../../src/storage/rows/short-state.ts";

const CONTENT = "b4f40376e9638eb133dbd067347b61aba4b2eb21e8d74d8275433016f7aee43f";
const OF: RowContext = {
  conversationId: "cnv_P5ddtKXIB4J_OCaEneKQog",
  seq: 6,
  userId: "usr_1",
  clientActivityId: "c-6",
  content: CONTENT,
};
const STAMP = {
  conversationId: OF.conversationId,
  id: `${OF.conversationId}|0000006`,
  timestamp: "2026-11-30T01:32:07.166Z",
};
const STEP: Reply = {
  key: "step",
  text: "备好新卡\n\n用本人名下的借记卡。",
  choices: [
    { label: "下一步", value: "下一步" },
    { label: "卡住了", value: "我卡住了" },
  ],
  why: {
    ...{ rule: "matcher/linear", reply: "step", intent: "faq_fee", confidence: 0.993 },
    alternatives: [
      { intent: "out_of_scope", confidence: 0.016 },
      { intent: "thanks", confidence: 0.014 },
    ],
    ...{ nearest: "换卡要手续费吗", terms: ["#fee", "费"], provider: "lakala", article: "lakala" },
    ...{ facts: [], content: CONTENT },
  },
  guide: {
    ...{ id: "lakala", provider: "lakala", title: "备好新卡", step: 2, stepId: "prepare-card", of: 2 },
    ...{ titles: ["打一个电话", "备好新卡"], url: "/providers/lakala#prepare-card" },
  },
  links: [{ title: "要收费吗？", url: "/help/money/fee" }],
};
/** As it stands in databases: it can never be read another way. */
const STEP_ROW =
  '{"t":"备好新卡\\n\\n用本人名下的借记卡。","d":{"k":"step","w":{"r":"matcher/linear","i":"faq_fee","c":0.993,"m":"换卡要手续费吗","e":["#fee","费"],"p":"lakala","b":"lakala","a":["out_of_scope",0.016,"thanks",0.014]},"g":{"d":"lakala","p":"lakala","s":2,"q":"prepare-card","o":2,"z":["打一个电话","备好新卡"],"l":"/providers/lakala#prepare-card"},"u":[{"t":"要收费吗？","l":"/help/money/fee"}]},"s":["下一步",["卡住了","我卡住了"]],"r":4,"b":1796002327166}';

/** As the bot's adapter hands a reply on: the SDK has named both sides already. */
function replied(reply: Reply, changes: Readonly<Record<string, unknown>> = {}): Activity {
  const named = { channelId: "directline", conversation: {}, from: {}, recipient: {}, id: "", timestamp: "" };
  const sent = { ...toActivity(reply), ...named, ...changes };
  return toBotActivity(sent as never, {
    stamp: STAMP,
    userId: "usr_1",
    replyToId: `${OF.conversationId}|0000004`,
  });
}

const posted = (incoming: IncomingActivity) =>
  toUserActivity(incoming, { stamp: STAMP, userId: incoming.from?.id ?? "usr_1", masked: [] });

const WHOLE_ID = `"id":"${STAMP.id}"`;
const sameBytes = (activity: Activity, of = OF) => {
  const body = toBody(activity, of);
  expect(JSON.stringify(fromBody(body, of))).toBe(JSON.stringify(activity));
  return body;
};

describe("the row of a reply", () => {
  it("says nothing that the conversation says, and comes back to the last byte", () => {
    expect(sameBytes(replied(STEP))).toBe(STEP_ROW);
  });

  it("is short also without buttons, guide or reasons, in another language and for nobody's message", () => {
    const { guide: _guide, links: _links, ...bare } = STEP;
    const greeting = {
      ...bare,
      why: { rule: "event/joined", reply: "hello", facts: ["a.b"], content: "old" },
    };
    const located = { channelId: "directline", locale: "en", conversation: {}, from: {} };
    for (const activity of [
      replied(bare),
      replied({ ...bare, choices: [] }),
      replied(greeting),
      toBotActivity({ ...toActivity(greeting), ...located, recipient: {}, id: "", timestamp: "" } as never, {
        stamp: STAMP,
        userId: "usr_1",
        replyToId: undefined,
      }),
    ])
      expect(sameBytes(activity)).not.toContain(WHOLE_ID);
  });

  it("is whole where anything of it would come back otherwise", () => {
    const { conversationId } = OF;
    for (const odd of [
      replied({ ...STEP, why: { ...STEP.why, t: "a short name" } as never }),
      replied(STEP, { speak: "aloud" }),
      replied(STEP, { inputHint: "expectingInput" }),
      { ...replied(STEP), recipient: { id: "somebody else" } },
      { ...replied(STEP), timestamp: "2026-11-30" },
      { ...replied(STEP), replyToId: `${conversationId}|4` },
    ])
      expect(sameBytes(odd)).toContain(WHOLE_ID);
  });
});

describe("the row of a merchant's message", () => {
  it("keeps what is theirs, in their order", () => {
    const text = "拉卡拉怎么换卡";
    expect(sameBytes(posted({ type: "message", text, channelData: { clientActivityID: "c-6" } }))).toBe(
      '{"t":"拉卡拉怎么换卡","d":{"c":0},"m":1796002327166}',
    );
    const own = {
      textFormat: "plain",
      channelData: { page: "/", clientActivityID: "c-6", covered: ["otp"] },
    };
    for (const incoming of [
      { type: "message", from: { id: "usr_1" }, locale: "zh-CN", text, ...own },
      { type: "message", text, id: "mine", timestamp: "then", conversation: { id: "x" } },
      { type: "event", name: "page", value: { t: [1, null, { m: 2 }] } },
      { type: "message", from: { id: "other", name: "老王" }, text: "" },
      { type: "endOfConversation", channelData: { clientActivityID: "another" } },
    ] as unknown as readonly IncomingActivity[])
      expect(sameBytes(posted(incoming))).not.toContain(STAMP.conversationId);
  });

  it("is whole where their names or values look like ours", () => {
    for (const incoming of [
      { type: "message", t: "x" },
      { type: "message", m: 1, text: "x" },
      { type: "message", text: "x", channelData: { clientActivityID: 0 } },
      { type: "message", text: "x", ...JSON.parse('{"__proto__":{"a":1}}') },
      { type: "message", b: 1 },
    ] as unknown as readonly IncomingActivity[])
      expect(sameBytes(posted(incoming))).toContain(WHOLE_ID);
  });
});

describe("the state of a conversation", () => {
  const state = {
    ...{ version: 1, content: CONTENT, provider: "lakala", situation: { entity: "micro" } },
    stack: [{ dialog: "guide", guide: "lakala", step: "prepare-card", stuck: 0 }],
    offered: [{ label: "下一步", action: { do: "command", command: "next" } }],
    misses: 0,
  };

  it("is kept short, without the content that the conversation speaks from", () => {
    expect(toStateText(state, CONTENT)).toBe(
      ' {"v":1,"p":"lakala","w":{"entity":"micro"},"k":[{"d":"guide","g":"lakala","s":"prepare-card","z":0}],"o":[{"l":"下一步","n":{"x":"command","c":"next"}}],"m":0}',
    );
  });

  it("comes back as it was, in whatever form it is kept", () => {
    const odd = [
      state,
      { ...state, v: 2 },
      { counter: 1 },
      { v: 1 },
      "text",
      7,
      [state],
      { ...state, content: "old" },
    ];
    for (const one of odd)
      for (const content of [CONTENT, undefined])
        expect(fromStateText(toStateText(one, content) ?? "", content)).toEqual(one);
    for (const one of [
      null,
      { ...state, lastAt: new Date(0) },
      { ...state, misses: Number.NaN, page: undefined },
    ])
      expect(fromStateText(toStateText(one, CONTENT) ?? "", CONTENT)).toEqual(
        JSON.parse(JSON.stringify(one)),
      );
    expect(toStateText(undefined, CONTENT)).toBeNull();
    expect(fromStateText(JSON.stringify(state), "another")).toEqual(state);
  });
});

describe("a row", () => {
  it("of a person at the desk comes back as it was", () => {
    const from = { id: "agent:stf_1", name: "小李" };
    const said = { type: "message", from, text: "您好", channelData: { speaker: "person" } } as const;
    expect(sameBytes(toDeskActivity(said, { stamp: STAMP, userId: "usr_1" }))).not.toContain(
      `"${OF.conversationId}"`,
    );
  });

  it("from before there was a short form is read as it is", () => {
    const whole = replied(STEP);
    expect(fromBody(JSON.stringify(whole), { ...OF, content: "another", userId: "another" })).toEqual(whole);
  });

  it("is read with the content that its conversation spoke from", () => {
    const body = toBody(replied(STEP), OF);
    expect(fromBody(body, OF).channelData?.why).toMatchObject({ content: CONTENT });
    expect(sameBytes(replied(STEP), { ...OF, content: "another" })).toContain(CONTENT);
  });
});
