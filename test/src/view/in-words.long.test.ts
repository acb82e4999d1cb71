// Everything that the bot can be brought to say, in both languages: each number, page and step is in its words.
import { expect, it } from "vitest";
import { expectActableInWords } from "../../support/actable-in-words.ts";
import { everyReply } from "../../support/every-reply.ts";
import { realContent } from "../../support/real-content.ts";

it.each(["zh-CN", "en"])("can be acted on by its words alone, in %s", async (locale) => {
  const replies = everyReply(await realContent(locale));
  const looked = replies.reduce(
    (sum, { reply }) => sum + expectActableInWords(reply, "https://help.example"),
    0,
  );
  expect(replies.length).toBeGreaterThan(400);
  expect(looked).toBeGreaterThan(400);
});
