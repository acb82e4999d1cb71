// The SDK's own sample bot: what a turn costs before any product is written.
import { ActivityHandler, ConversationState, MemoryStorage } from "botbuilder-core";

/** Counts in the conversation's state, repeats what was said, saves. */
export function createEchoBot(): ActivityHandler {
  const conversation = new ConversationState(new MemoryStorage());
  const counter = conversation.createProperty<number>("count");
  return new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      await context.sendActivity("hello");
      await next();
    })
    .onMessage(async (context, next) => {
      const count = await counter.get(context, 0);
      await counter.set(context, count + 1);
      await context.sendActivity(`${count}: ${context.activity.text}`);
      await conversation.saveChanges(context);
      await next();
    });
}
