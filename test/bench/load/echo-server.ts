// The website chat of the product with the SDK's echo bot behind it: same HTTP, WebSocket, masking, commit and heap.
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { collectGarbage } from "../../../src/base/collect-garbage.ts";
import { startChatServer } from "../../support/chat-server.ts";
import { createEchoBot } from "../../support/echo-bot.ts";

const server = await startChatServer({ conversation: { bot: createEchoBot(), mask: maskSecrets } });
console.log(`huanka listening on ${server.origin}`);
collectGarbage();
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
