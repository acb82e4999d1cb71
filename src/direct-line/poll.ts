// What a poll answers: everything since the watermark, in words that any client can show, and never an error that passes.
import type { Log } from "../base/log.ts";
import type { ActivitySet } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import { toAppError } from "../http/answers.ts";
import { inWords } from "../view/in-words.ts";

/**
 * A client that gets any error on a poll never polls again. So whatever goes wrong behind it is an empty
 * answer with the unchanged watermark; only a conversation that is gone is said to be gone.
 */
export async function poll(
  { conversations, log }: { readonly conversations: Conversations; readonly log: Log },
  { id, watermark, origin }: { id: string; watermark: string | undefined; origin: string },
): Promise<ActivitySet> {
  try {
    const read = await conversations.read(id, watermark);
    return { ...read, activities: read.activities.map((one) => inWords(one, origin)) };
  } catch (cause) {
    const error = toAppError(cause);
    if (error.code === "conversation-not-found") throw error;
    log.error({ conversation: id, code: error.code, err: cause }, "poll answered empty");
    return { activities: [], watermark: watermark || "0" };
  }
}
