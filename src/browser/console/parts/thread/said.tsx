// One thing in the thread: what somebody said, what happened at the desk, or a colleague's note.
import type { TicketDetail } from "../../../../base/desk-wire.ts";
import type { Activity, BotChannelData } from "../../../../base/wire.ts";
import { clockOf } from "../../state/time.ts";
import { TEXTS } from "../../wording/texts.ts";
import { Unverified } from "./unverified.tsx";
import { Why } from "./why.tsx";

type Speaker = "merchant" | "bot" | "person" | "system";

function speakerOf({ type, from, channelData }: Activity): Speaker | undefined {
  if (type === "event") return "system";
  if (type !== "message") return undefined;
  if (from.role === "user") return "merchant";
  return channelData?.speaker === undefined ? "bot" : "person";
}

export function Said({ activity }: { activity: Activity }) {
  const speaker = speakerOf(activity);
  if (!isShown(activity) || speaker === undefined) return null;
  if (speaker === "system") return <Happened activity={activity} />;
  const { text = "", channelData, timestamp, from, suggestedActions } = activity;
  const name = { merchant: TEXTS.merchant, bot: TEXTS.bot, person: from.name ?? "" }[speaker];
  const own = (channelData as Partial<BotChannelData> | undefined)?.textEnd;
  return (
    <article class={`said ${speaker}`}>
      <header>
        <strong>{name}</strong> <time dateTime={timestamp}>{clockOf(timestamp)}</time>
      </header>
      <p>{own === undefined ? text : text.slice(0, own)}</p>
      {suggestedActions && suggestedActions.actions.length > 0 && (
        <p class="hint">{TEXTS.offered(suggestedActions.actions.map(({ title }) => title).join(" / "))}</p>
      )}
      {channelData?.masked !== undefined && channelData.masked.length > 0 && (
        <p class="hint">
          {TEXTS.masked}
          {channelData.masked.map((kind) => TEXTS.secrets[kind] ?? kind).join(TEXTS.comma)}
        </p>
      )}
      {speaker === "merchant" && <Unverified activity={activity.id} />}
      {speaker === "bot" && <Why data={channelData as Partial<BotChannelData> | undefined} />}
    </article>
  );
}

/** Whether there is anything to see of it. */
export function isShown(activity: Activity): boolean {
  const speaker = speakerOf(activity);
  return speaker === "system" ? activity.name === "handoff.status" : speaker !== undefined;
}

/** Where the conversation was when a colleague wrote it; the merchant sees nothing of it. */
export function Noted({ note: { author, at, text } }: { note: TicketDetail["notes"][number] }) {
  return (
    <article class="said note">
      <header>
        <strong>{author}</strong> {TEXTS.note} <time dateTime={at}>{clockOf(at)}</time>
      </header>
      <p>{text}</p>
    </article>
  );
}

function Happened({ activity: { value, timestamp } }: { activity: Activity }) {
  const { state = "", message = "" } = (value ?? {}) as { state?: string; message?: string };
  return (
    <p class="happened">
      {clockOf(timestamp)} {TEXTS.handoff[state]?.(message) ?? state}
    </p>
  );
}
