// That the parts of the SDK that are loaded alone are those of the whole.
import { execFileSync } from "node:child_process";
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

const PARTS = 'import { ActivityHandler as part } from "./bot/sdk.ts";';
const WHOLE = 'import { ActivityHandler as whole } from "botbuilder-core";';

it.each([
  ["before", WHOLE + PARTS],
  ["behind", PARTS + WHOLE],
])("loads beside the whole, imported %s it", (_, imports) => {
  const program = `${imports} console.log(part === whole)`;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" })).toBe(
    "true\n",
  );
});
