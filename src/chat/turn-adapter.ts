// Runs one turn of a Bot Framework bot over one activity and collects what it sends. Nothing leaves this process.
import { setTimeout as sleep } from "node:timers/promises";
import { TURN_MEMORY, type TurnMemory } from "../../bot/bot.ts";
import type { DeskView, Effect, ReturnedBy, SecretKind } from "../../bot/ports.ts";
import {
  type ActivityHandler,
  BotAdapter,
  type ResourceResponse,
  type SdkActivity,
  TurnContext,
} from "../../bot/sdk.ts";

/** Our bot needs milliseconds; a merchant who waited this long had better be given the official channels. */
export const TURN_DEADLINE_MS = 2_000;

export interface TurnRequest {
  readonly activity: Partial<SdkActivity>;
  readonly state: unknown;
  readonly now: string;
  readonly secrets: readonly SecretKind[];
  readonly desk?: DeskView | undefined;
  /** The activity is the event with which the bot speaks again. */
  readonly returned?: ReturnedBy;
  /** The id the n-th delivered reply will have. */
  readonly replyId: (index: number) => string;
  readonly deadlineMs?: number;
}

export type TurnOutcome =
  | {
      readonly kind: "done";
      readonly replies: readonly Partial<SdkActivity>[];
      readonly state: unknown;
      readonly effects: readonly Effect[];
      readonly newContent: string | undefined;
    }
  /** The bot threw or overran: nothing of its turn counts. */
  | { readonly kind: "failed"; readonly cause: unknown };

/** Never throws. A turn that overruns is cut off: what it sends later is refused. */
export async function runBotTurn(bot: ActivityHandler, request: TurnRequest): Promise<TurnOutcome> {
  const memory: TurnMemory = {
    state: request.state,
    now: request.now,
    secrets: request.secrets,
    desk: request.desk,
    returned: request.returned,
    effects: [],
  };
  const adapter = new TurnAdapter(request.replyId);
  const deadline = deadlineIn(request.deadlineMs ?? TURN_DEADLINE_MS);
  try {
    await Promise.race([adapter.run(bot, request.activity, memory), deadline.passed]);
    const { state, newContent } = memory;
    return { kind: "done", replies: adapter.replies, state, effects: [...memory.effects], newContent };
  } catch (cause) {
    return { kind: "failed", cause };
  } finally {
    deadline.clear();
    adapter.close();
  }
}

/** `passed` rejects once the time is over, unless it was cleared before. A timer of its own: aborting costs a stack. */
function deadlineIn(ms: number): { passed: Promise<never>; clear: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`the bot's turn took longer than ${ms} ms`)), ms);
  return { passed: promise, clear: () => clearTimeout(timer) };
}

/** Kept from clients: the SDK's debug trace, and events that only people's systems read. */
function isInternal({ type, name }: Partial<SdkActivity>): boolean {
  if (type === "trace" || type === "typing" || type === "invokeResponse") return true;
  return type === "event" && (name ?? "").startsWith("handoff.");
}

class TurnAdapter extends BotAdapter {
  readonly replies: Partial<SdkActivity>[] = [];
  readonly #replyId: (index: number) => string;
  #closed = false;

  constructor(replyId: (index: number) => string) {
    super();
    this.#replyId = replyId;
  }

  async run(bot: ActivityHandler, activity: Partial<SdkActivity>, memory: TurnMemory): Promise<void> {
    const context = new TurnContext(this, activity);
    context.turnState.set(TURN_MEMORY, memory);
    await this.runMiddleware(context, (inTurn) => bot.run(inTurn));
  }

  close(): void {
    this.#closed = true;
  }

  /** One response an activity, in order; those not delivered answer an empty id. */
  override async sendActivities(
    _context: TurnContext,
    activities: Partial<SdkActivity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === "delay") await sleep(Number(activity.value));
      if (this.#closed) throw new Error("the turn is over: await everything a turn sends");
      if (activity.type === "delay" || isInternal(activity)) {
        responses.push({ id: "" });
        continue;
      }
      responses.push({ id: this.#replyId(this.replies.length) });
      this.replies.push(activity);
    }
    return responses;
  }

  override async updateActivity(): Promise<void> {
    throw new Error("messages are not changed after they are sent: send another");
  }

  override async deleteActivity(): Promise<void> {
    throw new Error("messages are not deleted after they are sent");
  }

  override async continueConversation(): Promise<void> {
    throw new Error("turns begin with an activity: post one to the conversation");
  }
}
