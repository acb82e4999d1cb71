// A message written on a provider's page is about that provider, unless it or a dialog under way says otherwise.
import { describe, expect, it } from "vitest";
import { compiled } from "../../../bot/turn/compiled.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { realContent } from "../../support/real-content.ts";

const content = compiled(await realContent());
const now = "2026-11-24T02:00:00.000Z";

/** Texts, each with the page it is written on, in one conversation; answers the turns. */
function talk(...lines: readonly (readonly [text: string, page?: string])[]) {
  let state: unknown;
  return lines.map(([text, page]) => {
    const event = { kind: "message" as const, text, secrets: [], page };
    const turn = runTurn({ ...content, state, event, now });
    state = turn.state;
    return turn;
  });
}
const guideOf = (turn: ReturnType<typeof talk>[number] | undefined) => turn?.state.stack.at(-1);

describe("a message on a provider's page", () => {
  it.each(["怎么换卡", "我要换结算卡", "换卡步骤", "怎么改到账的卡"])("is about it: %s", (text) => {
    const [turn] = talk([text, "wechatpay"]);
    expect(turn?.state.provider).toBe("wechatpay");
    expect(turn?.replies.map(({ key }) => key)).not.toContain("ask-provider");
  });

  it("is about whom it names", () => {
    expect(talk(["拉卡拉怎么换卡", "wechatpay"]).at(-1)?.state.provider).toBe("lakala");
  });

  it("is about the provider of the page that was opened since", () => {
    const turns = talk(["拉卡拉的客服电话", "lakala"], ["怎么换卡", "wechatpay"]);
    expect(turns.at(-1)?.state.provider).toBe("wechatpay");
  });

  it("goes on about whom the last message named on the same page", () => {
    const turns = talk(["拉卡拉的客服电话", "wechatpay"], ["怎么换卡", "wechatpay"]);
    expect(turns.at(-1)?.state.provider).toBe("lakala");
  });

  it("leaves a guide under way where it is", () => {
    const turns = talk(["我要换拉卡拉的结算卡", "lakala"], ["下一步", "wechatpay"]);
    expect(guideOf(turns.at(-1))).toMatchObject({ provider: "lakala" });
  });

  it("is about nobody where the page names a provider that is not there", () => {
    const [turn] = talk(["怎么换卡", "nobody"]);
    expect(turn?.state.provider).toBeUndefined();
  });
});
