// That the channel proof can fail.
import { expect, it } from "vitest";
import type { Reply } from "../../../bot/say/reply.ts";
import { realContent } from "../../support/real-content.ts";
import { provePages, proveReplies } from "./channels.ts";

it("finds a contact that somebody put on a page or into a reply", async () => {
  const knowledge = await realContent();
  const pages = new Map([["/", '<p>客服 <a href="tel:4001234567">400-123-4567</a></p>']]);
  expect(provePages(knowledge, { pages, host: "" }).faults).toHaveLength(2);
  const why = { rule: "a/rule", reply: "a-key", facts: [], content: knowledge.hash };
  const reply: Reply = { key: "a-key", text: "打开 www.lakala-kefu.com 办理", choices: [], why };
  expect(proveReplies(knowledge, [{ said: "你好", reply }]).faults).toHaveLength(1);
});
