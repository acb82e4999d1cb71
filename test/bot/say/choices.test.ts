// How many options stand under a reply at once, and which of them.
import { expect, it } from "vitest";
import { choicesOf } from "../../../bot/say/choices.ts";
import { withOffers } from "../../../bot/say/offers.ts";
import type { Option } from "../../../bot/say/state.ts";

const next: Option = { label: "下一步", action: { do: "command", command: "next" } };
const others = ["卡住了", "转人工", "上一步", "先不办了"].map(
  (label): Option => ({ label, action: { do: "show-page", page: label } }),
);
const asked: Option = { label: "接着问", action: { do: "intent", intent: "faq_fee" } };

it("shows a way on with three beside it whole, and of more two and what leads to the rest", () => {
  expect(choicesOf([next, ...others.slice(0, 3)])).not.toHaveProperty("shown");
  expect(choicesOf([next, ...others])).toMatchObject({ leads: true, shown: 3 });
  expect(choicesOf(others.concat(others))).not.toHaveProperty("shown");
});

it("keeps what is offered beside steps in view, right behind the way on", () => {
  const why = { key: "step", rule: "", facts: [] } as never;
  const options = [next, ...others];
  const said = [{ reply: { key: "step", text: "", why, ...choicesOf(options) }, options }];
  const { said: after } = withOffers({ state: {} as never, said, effects: [] }, [asked], {
    behindFirst: true,
  });
  const { choices = [], shown } = after[0]?.reply ?? {};
  expect(choices.slice(0, shown).map(({ label }) => label)).toEqual(["下一步", "接着问", "卡住了"]);
});
