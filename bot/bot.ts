// SupportBot: the Bot Framework's handler around the pure turn. The one file of bot/ that imports the SDK.
import { type Activity, ActivityHandler, MessageFactory, type TurnContext } from "botbuilder-core";
import type { Reply } from "./dialogs/reply.ts";
import { runTurn } from "./dialogs/turn.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Effect, SecretKind, TurnEvent } from "./ports.ts";
import { createRecogniser, type Recognition } from "./understanding/recognise.ts";

/** Under this key an adapter puts the conversation's TurnMemory into `context.turnState`. */
export const TURN_MEMORY: unique symbol = Symbol("huanka.turn-memory");

/** What a turn is given and leaves behind; the adapter commits it together with the replies. */
export interface TurnMemory {
  /** The stored state; replaced by the new one. */
  state: unknown;
  readonly now: string;
  /** Kinds of secrets already masked in the activity's text. */
  readonly secrets: readonly SecretKind[];
  readonly effects: Effect[];
}

/** A bot over whatever content is current; each turn sees one snapshot from start to end. */
export function createSupportBot(parts: { knowledge: () => Knowledge }): ActivityHandler {
  const recogniser = perKnowledge(createRecogniser);
  const run = async (context: TurnContext, event: TurnEvent) => {
    const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
    const knowledge = parts.knowledge();
    const recognise = (text: string, hints: { inGuide: boolean }): Recognition =>
      recogniser(knowledge)(text, hints);
    const result = runTurn({ state: memory.state, event, knowledge, recognise });
    memory.state = result.state;
    memory.effects.push(...result.effects);
    await context.sendActivities(result.replies.map(toActivity));
  };
  return new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      const joined = (context.activity.membersAdded ?? []).some(
        ({ id }) => id !== context.activity.recipient.id,
      );
      if (joined) await run(context, { kind: "joined" });
      await next();
    })
    .onMessage(async (context, next) => {
      const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
      await run(context, { kind: "message", text: textOf(context.activity), secrets: memory.secrets });
      await next();
    });
}

/** Buttons of some clients send only a value. */
function textOf(activity: Activity): string {
  const { text, value } = activity;
  return text ?? (typeof value === "string" ? value : "");
}

/** One message a reply; the quick replies are Bot Framework suggested actions, the rest is channelData. */
export function toActivity(reply: Reply): Partial<Activity> {
  const { key, text, choices, ...channelData } = reply;
  return {
    ...MessageFactory.text(text),
    textFormat: "plain",
    channelData: { key, ...channelData },
    ...(choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: choices.map(({ label, value }) => ({ type: "imBack", title: label, value })),
      },
    }),
  };
}

/** Keeps what was compiled for the current content and compiles again when it changes. */
function perKnowledge<T>(compile: (knowledge: Knowledge) => T): (knowledge: Knowledge) => T {
  let last: { knowledge: Knowledge; compiled: T } | undefined;
  return (knowledge) => {
    if (last?.knowledge !== knowledge) last = { knowledge, compiled: compile(knowledge) };
    return last.compiled;
  };
}
