// SupportBot: the Bot Framework's handler around the pure turn.
import type { Knowledge } from "./knowledge/knowledge.ts";
import { BASE_LOCALE } from "./knowledge/locale.ts";
import type { DeskView, Effect, ReturnedBy, SecretKind, TurnEvent } from "./ports.ts";
import { prepareTraditional } from "./say/in-traditional.ts";
import type { Reply } from "./say/reply.ts";
import { parseState } from "./say/state.ts";
import { mayAnswerTraditional } from "./say/written-script.ts";
import { ActivityHandler, MessageFactory, type SdkActivity, type TurnContext } from "./sdk.ts";
import { languageOf } from "./text/language.ts";
import { SHORT_TEXT } from "./text/short.ts";
import { simplified } from "./text/simplified.ts";
import { type Compiled, compiled } from "./turn/compiled.ts";
import { lastContent, neededSnapshot, spokenLocale } from "./turn/older-content.ts";
import { speaksChineseNow } from "./turn/spoken-language.ts";
import { runTurn } from "./turn/turn.ts";

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
  /** Where the merchant stands in the queue, if they wait for a person. */
  readonly desk?: DeskView | undefined;
  /** The turn is the bot's return: the activity is the event that says so. */
  readonly returned?: ReturnedBy | undefined;
  /** Set by a turn that ran on another content snapshot than the one before. */
  newContent?: string;
}

export interface SupportBotParts {
  /** The content that is served now in the locale of a language tag. */
  readonly current: (locale: string | undefined) => Knowledge;
  /** Older content by its hash; undefined when it is not kept any more. */
  readonly snapshot: (hash: string) => Promise<Knowledge | undefined>;
  /** The pure turn with something around it. */
  readonly turn?: typeof runTurn;
  /** Put around everything that is computed from a merchant's words, such as a limit to its time. */
  readonly limit?: <In, Out>(job: (input: In) => Out) => (input: In) => Out;
}

/** A bot over whatever content is current; a guide under way goes on in the content it was begun with. */
export function createSupportBot({
  current,
  snapshot,
  turn: whole = runTurn,
  limit = (job) => job,
}: SupportBotParts): ActivityHandler {
  const turn = limit(whole);
  const languageWithin = limit(languageOf);
  const toldLanguage = (text: string, stored: unknown) => {
    if (text.length > SHORT_TEXT) return languageWithin(text);
    const chinese = current(BASE_LOCALE);
    return languageOf(text) ?? (speaksChineseNow(text, stored, chinese) ? chinese.locale : undefined);
  };
  const run = async (context: TurnContext, event: TurnEvent) => {
    const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
    const told = event.kind === "message" ? toldLanguage(event.text, memory.state) : undefined;
    const knowledge = current(told ?? spokenLocale(memory.state) ?? context.activity.locale);
    const needed = neededSnapshot(memory.state, knowledge.hash);
    const older = needed === undefined ? undefined : await snapshot(needed);
    const { state, now, desk } = memory;
    const newest = trained(knowledge, event, state);
    const begun = older && trained(older, event, state);
    const result = turn({ ...newest, ...(begun && { older: begun }), ...{ state, event, now, desk } });
    if (lastContent(state) !== result.state.content) memory.newContent = result.state.content;
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
      const { secrets }: TurnMemory = context.turnState.get(TURN_MEMORY);
      const { activity } = context;
      await run(context, { kind: "message", text: messageText(activity), secrets, page: pageOf(activity) });
      await next();
    })
    .onEvent(async (context, next) => {
      const { state, secrets, returned }: TurnMemory = context.turnState.get(TURN_MEMORY);
      const said = messageText(context.activity);
      if (returned !== undefined) await run(context, { kind: "returned", by: returned });
      else if (isOffered(state, said)) await run(context, { kind: "message", text: said, secrets });
      await next();
    });
}

/** Some clients tell of a button that was pressed by an event of its name, in the characters it was shown in; no other event is ours. */
function isOffered(state: unknown, name: string): boolean {
  const said = simplified(name);
  return parseState(state, "").state.offered.some(
    ({ label }) => label === name || simplified(label) === said,
  );
}

/** Training, and reading how traditional characters are written, take long once and never again: it is not the turn's own time. */
function trained(knowledge: Knowledge, event: TurnEvent, state: unknown): Compiled {
  const content = compiled(knowledge);
  if (mayAnswerTraditional(state, event)) prepareTraditional(knowledge);
  if (event.kind === "message") content.train(event.text);
  return content;
}

/** What a message says. Buttons of some clients send only a value, those of others an event. */
export function messageText(activity: {
  readonly type?: string;
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
}): string {
  const { type, text, name, value } = activity;
  if (type === "event") return name ?? "";
  return text ?? (typeof value === "string" ? value : "");
}

/** The provider whose page a message was written on, if its client says so; any text, to be looked up. */
export function pageOf({ channelData }: { readonly channelData?: unknown }): string | undefined {
  const { provider } = (channelData ?? {}) as { readonly provider?: unknown };
  return typeof provider === "string" ? provider : undefined;
}

/** One message a reply; the quick replies are Bot Framework suggested actions, the rest is channelData. */
export function toActivity(reply: Reply): Partial<SdkActivity> {
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
