// The conversation as it was: who said what, what was masked, why the bot answered so, and what is still on its way.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Activity, BotChannelData } from "../../../base/wire.ts";
import { draftOf, write } from "../state/drafts.ts";
import { deliver, drop, type Outgoing, outbox } from "../state/outbox.ts";
import { view } from "../state/store.ts";
import { clockOf } from "../state/time.ts";
import { draftKind, startWriting } from "../state/writing.ts";
import { TEXTS } from "../wording/texts.ts";
import { Presence } from "./presence.tsx";
import { Unverified } from "./unverified.tsx";
import { Why } from "./why.tsx";

export function Thread() {
  const shown = view.value;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const measured = useRef("");
  const own = outbox.value.filter(({ ticket }) => ticket === shown?.row.id);
  const id = shown?.row.id;
  // Another ticket, and words of one's own, are seen from their end; whoever reads further up is left there.
  useLayoutEffect(() => {
    isAtEnd.current = true;
    toEnd(scroller.current);
  }, [id, own.length]);
  useLayoutEffect(() => {
    if (!content.current) return;
    const observer = new ResizeObserver(() => {
      measured.current = sizeOf(scroller.current);
      if (isAtEnd.current) toEnd(scroller.current);
    });
    observer.observe(content.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [id]);
  if (!shown) return null;
  return (
    <div
      ref={scroller}
      class="thread"
      role="log"
      aria-label={TEXTS.thread}
      onScroll={({ currentTarget }) => {
        // What a new size does to the place is not the reader's doing.
        if (sizeOf(currentTarget) !== measured.current) return;
        const { scrollHeight, scrollTop, clientHeight } = currentTarget;
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEARLY_PX;
      }}
    >
      <div ref={content}>
        {shown.activities.map((activity) => (
          <Said key={activity.id} activity={activity} />
        ))}
        {own.map((outgoing) => (
          <OnItsWay key={outgoing.clientId} outgoing={outgoing} />
        ))}
        <p class="presence" role="status">
          <Presence ticket={shown.row.id} />
        </p>
      </div>
    </div>
  );
}

/** A line less than the end is the end. */
const NEARLY_PX = 40;

function sizeOf(scroller: HTMLElement | null): string {
  return `${scroller?.scrollHeight} ${scroller?.clientHeight}`;
}

function toEnd(scroller: HTMLElement | null): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
}

type Speaker = "merchant" | "bot" | "person" | "system";

function speakerOf({ type, from, channelData }: Activity): Speaker | undefined {
  if (type === "event") return "system";
  if (type !== "message") return undefined;
  if (from.role === "user") return "merchant";
  return channelData?.speaker === undefined ? "bot" : "person";
}

function Said({ activity }: { activity: Activity }) {
  const speaker = speakerOf(activity);
  if (speaker === undefined) return null;
  if (speaker === "system") return <Happened activity={activity} />;
  const { text = "", channelData, timestamp, from } = activity;
  const name = { merchant: TEXTS.merchant, bot: TEXTS.bot, person: from.name ?? "" }[speaker];
  const own = (channelData as Partial<BotChannelData> | undefined)?.textEnd;
  return (
    <article class={`said ${speaker}`}>
      <header>
        <strong>{name}</strong> <time dateTime={timestamp}>{clockOf(timestamp)}</time>
      </header>
      <p>{own === undefined ? text : text.slice(0, own)}</p>
      {channelData?.masked !== undefined && channelData.masked.length > 0 && (
        <p class="hint">
          {TEXTS.masked}: {channelData.masked.map((kind) => TEXTS.secrets[kind] ?? kind).join("、")}
        </p>
      )}
      {speaker === "merchant" && <Unverified activity={activity.id} />}
      {speaker === "bot" && <Why data={channelData as Partial<BotChannelData> | undefined} />}
    </article>
  );
}

function Happened({ activity: { name, value, timestamp } }: { activity: Activity }) {
  if (name !== "handoff.status") return null;
  const { state = "", message = "" } = (value ?? {}) as { state?: string; message?: string };
  return (
    <p class="happened">
      {clockOf(timestamp)} {TEXTS.handoff[state]?.(message) ?? state}
    </p>
  );
}

/** Back into the field, before whatever stands there already. */
function edit({ clientId, ticket, kind, text }: Outgoing): void {
  const draft = draftKind(kind);
  const begun = draftOf(ticket, draft);
  drop(clientId);
  write(ticket, draft, begun === "" ? text : `${text}\n${begun}`);
  startWriting(kind);
}

function OnItsWay({ outgoing }: { outgoing: Outgoing }) {
  const { text, state, why = "", clientId, kind } = outgoing;
  const isStopped = state === "refused" || state === "overtaken";
  return (
    <article class={`said person ${state}`}>
      {kind !== "reply" && <strong>{TEXTS[kind]}</strong>}
      <p>{text}</p>
      <div class="state" role={isStopped ? "alert" : "status"}>
        {state === "sending" && TEXTS.sending}
        {state === "waiting" && TEXTS.waitsForNetwork}
        {state === "failing" && TEXTS.tryingAgain(why)}
        {state === "refused" && TEXTS.notSent(why)}
        {state === "overtaken" && TEXTS.overtaken}
        {isStopped && (
          <>
            {" "}
            <button type="button" onClick={() => edit(outgoing)}>
              {TEXTS.edit}
            </button>{" "}
            <button type="button" onClick={() => void deliver(clientId)}>
              {state === "refused" ? TEXTS.again : TEXTS.sendAnyway}
            </button>{" "}
            <button type="button" onClick={() => drop(clientId)}>
              {TEXTS.drop}
            </button>
          </>
        )}
      </div>
    </article>
  );
}
