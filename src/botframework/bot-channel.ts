// A conversation of another channel as one of ours: found by its keyed hash, its messages taken once, its answers handed over
// from where the last ones ended.

import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { AppError } from "../base/errors.ts";
import { createTurnQueue } from "../base/turn-queue.ts";
import type { Activity } from "../base/wire.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Tokens } from "../http/tokens.ts";
import type { ChannelKey, ChannelStore } from "../storage/channel-store.ts";
import { type BotActivity, meaningOf } from "./bot-activity.ts";

const CHANNEL = "botframework";
const MOST_TRIES = 3;

export interface BotChannelParts {
  readonly conversations: Conversations;
  readonly links: ChannelStore;
  readonly tokens: Pick<Tokens, "fingerprint">;
  readonly admission: Admission;
}

export interface BotChannel {
  /**
   * Takes an activity, and resolves when it is durable and everything that is to be said was sent. A repeat runs no turn;
   * what was stored and not yet handed over is sent then, and only where the answers are awaited in the answer itself
   * (`expectReplies`) they are given again. Throws what `Conversations.post` and `send` throw: the channel repeats it.
   */
  receive(activity: BotActivity, send: (said: readonly Activity[]) => Promise<void>): Promise<void>;
}

interface Linked {
  readonly key: ChannelKey;
  readonly id: string;
  readonly delivered: number;
  readonly address: string;
}

export function createBotChannel({ conversations, links, tokens, admission }: BotChannelParts): BotChannel {
  const inOrder = createTurnQueue();

  async function linkedTo(key: ChannelKey, userId: string, locale: string, address: string): Promise<Linked> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = await links.find(key);
      if (found) return { key, id: found.conversationId, delivered: found.delivered, address };
      await admission.conversation(address);
      await links.link(key, await conversations.open({ locale, userId }));
    }
    throw new AppError("overloaded", { channel: key.channel });
  }

  /** Everything that merchants have not got yet, in order; what was sent before something broke counts as sent. */
  async function deliver({ key, id, delivered }: Linked, send: (said: readonly Activity[]) => Promise<void>) {
    for (let at = delivered; ; ) {
      const { activities } = await conversations.read(id, String(at));
      if (activities.length === 0) return;
      await send(activities.filter(isOurs));
      at += activities.length;
      await links.markDelivered(key, at);
    }
  }

  /** The answers to one message, as they were stored: up to the next one of the merchant's. */
  async function answersAgain(id: string, seq: number): Promise<readonly Activity[]> {
    const { activities } = await conversations.read(id, String(seq + 1));
    const next = activities.findIndex((one) => !isOurs(one));
    return next < 0 ? activities : activities.slice(0, next);
  }

  async function post(linked: Linked, activity: Parameters<Conversations["post"]>[1]): Promise<number> {
    const of = { conversationId: linked.id, address: linked.address, activity };
    const { activityId } = await admission.message(of, () => conversations.post(linked.id, activity));
    return Number(activityId.slice(activityId.lastIndexOf("|") + 1));
  }

  return {
    async receive(activity, send) {
      const { channelId, conversation, from, locale = BASE_LOCALE } = activity;
      const externalId = tokens.fingerprint(`${CHANNEL} ${channelId} ${conversation.id}`);
      const userId = `bf_${tokens.fingerprint(`${CHANNEL} ${channelId} user ${from.id}`)}`;
      const meaning = meaningOf(activity, userId);
      if (meaning.kind === "nothing") return;
      await inOrder(externalId, async () => {
        const key = { channel: CHANNEL, externalId };
        const linked = await linkedTo(key, userId, locale, addressOf(externalId));
        if (meaning.kind === "joined") {
          await conversations.start(linked.id, { locale });
          return deliver(linked, send);
        }
        const seq = await post(linked, meaning.activity).catch(async (cause: unknown) => {
          // A conversation that is full goes on in another.
          if (cause instanceof AppError && cause.code === "conversation-full")
            await links.unlink(key, linked.id);
          throw cause;
        });
        const isRepeat = linked.delivered > seq;
        if (!isRepeat) await deliver(linked, send);
        else if (activity.deliveryMode === "expectReplies") await send(await answersAgain(linked.id, seq));
      });
    },
  };
}

function isOurs({ from }: Activity): boolean {
  return from.role !== "user";
}

/** All of them come from the few addresses of the channels' service: to the limits each is one customer's network. */
function addressOf(externalId: string): string {
  const groups = Buffer.from(externalId, "base64url").toString("hex").match(/.{4}/g) ?? [];
  return `fd00:${groups.slice(0, 3).join(":")}::1`;
}
