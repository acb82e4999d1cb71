// The decision that a person is needed: record it, and give the official channel at once. And the warning of secrets.
import { addDays, isWeekend, isWorkingDay, shanghaiDay, shanghaiTime } from "../knowledge/calendar.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { replyText } from "../knowledge/reply-text.ts";
import type { DeskView, Effect, EscalationReason, SecretKind } from "../ports.ts";
import { option } from "../say/options.ts";
import { knownChannels, providerName, say } from "../say/say.ts";
import { type DialogState, type Option, topFrame } from "../say/state.ts";
import { type Outcome, outcome, type Said, type Turn } from "../say/turn-context.ts";

/**
 * Records that a person is needed and shows the provider's official channels; without a provider it says where
 * the number stands and offers to find it. Never asks "are you sure".
 */
export function escalate(
  turn: Turn,
  reason: EscalationReason,
  reply: {
    key: string;
    params?: Readonly<Record<string, string>>;
    options?: readonly Option[];
    desk?: DeskView | undefined;
  },
): Outcome {
  const channels = knownChannels(turn);
  const frame = topFrame(turn.state);
  const { provider } = turn.state;
  const options = reply.options ?? [];
  const rebind = option(turn.knowledge, "rebind");
  const offersIt = provider !== undefined || options.some(({ label }) => label === rebind.label);
  const ways = offersIt ? options : [...options, rebind];
  const state: DialogState = { ...turn.state, misses: 0 };
  const next = { ...turn, state };
  const first = say(next, reply.key, {
    ...(reply.params && { params: reply.params }),
    channels,
    options: channels.length > 0 ? ways : [],
    desk: reply.desk,
  });
  const said = channels.length > 0 ? [first] : [first, sayWhereToLook(next, ways)];
  return outcome(state, said, [
    {
      kind: "escalate",
      reason,
      ...(provider === undefined ? {} : { provider }),
      ...(frame?.dialog === "guide" && { step: `${frame.guide}/${frame.step}` }),
    },
  ]);
}

/** No number is known: of a company that was named it is said so, and it is not asked for once more. */
function sayWhereToLook(turn: Turn, options: readonly Option[]): Said {
  const { knowledge, state } = turn;
  const { provider, company } = state;
  const name = provider === undefined ? company && `「${company}」` : providerName(knowledge, provider);
  return name === undefined || !knowledge.replies.has("channels-none-here")
    ? say(turn, "no-channel", { options })
    : say(turn, "channels-none-here", { params: { provider: name }, options });
}

/** Whether a person is called at once. Two misses only offer one: whoever wants it says so. */
export function callsPerson({ reason }: Pick<Effect, "reason">): boolean {
  return reason !== "two-misses";
}

/**
 * The reference, and the place in the queue or when people come back, as a reply's placeholders. Content from before there
 * were hours names the position itself.
 */
export function placeInQueue(turn: Turn, desk: DeskView): Readonly<Record<string, string>> {
  const { reference, position, closed } = desk;
  const number = { reference, position: String(position) };
  if (!turn.knowledge.replies.has("desk.in-line")) return number;
  const place = closed ? opening(turn, closed) : replyText(turn.knowledge, "desk.in-line", number);
  return { ...number, place };
}

/** What is not known is not said: a merchant who comes back on a day that was guessed finds nobody. */
function opening({ knowledge, now }: Turn, { opensAt }: NonNullable<DeskView["closed"]>): string {
  if (opensAt === undefined) return replyText(knowledge, "desk.away");
  const [today, date, time] = [shanghaiDay(now), shanghaiDay(opensAt), shanghaiTime(opensAt)];
  const works = isWeekend(date) && isWorkingDay(knowledge.calendar, date) === true;
  const day = ownWords(knowledge.locale).day(date) + (works ? replyText(knowledge, "desk.opens-worked") : "");
  const when = date === today ? "today" : date === addDays(today, 1) ? "tomorrow" : "later";
  return replyText(knowledge, `desk.opens-${when}`, { time, day });
}

/**
 * Where a person is called for another reason than being asked for, the place in the queue is said before the last
 * reply: what has to be done first stands first, and the choices stay at the end.
 */
export function withPlaceInQueue(turn: Turn, result: Outcome): Outcome {
  const { desk } = turn;
  const called = result.effects.some((effect) => callsPerson(effect) && effect.reason !== "asked");
  if (!desk || !called) return result;
  const told = say(turn, "desk.called", { params: placeInQueue(turn, desk), desk });
  return { ...result, said: [...result.said.slice(0, -1), told, ...result.said.slice(-1)] };
}

/** Secrets in a message: names what was masked and why nobody needs it. */
export function warnOfSecrets(turn: Turn, kinds: readonly SecretKind[]): Said {
  const names = [...new Set(kinds)].map(
    (kind) => turn.knowledge.replies.get(`secret.${kind}`)?.trim() ?? kind,
  );
  return say(turn, "secrets-warning", {
    params: { kinds: names.join(ownWords(turn.knowledge.locale).comma) },
  });
}
