// That the parts of the SDK that are loaded alone are those of the whole.
import { expect, it } from "vitest";
import { ActivityHandler, BotAdapter, MessageFactory, TurnContext } from "../../bot/sdk.ts";

it("gives the SDK's own parts, and the whole to whoever asks for it afterwards", async () => {
  const whole = await import("botbuilder-core");
  expect(whole.ActivityHandler).toBe(ActivityHandler);
  expect(whole.BotAdapter).toBe(BotAdapter);
  expect(whole.MessageFactory).toBe(MessageFactory);
  expect(whole.TurnContext).toBe(TurnContext);
  expect(whole.MemoryStorage).toBeTypeOf("function");
});
