// One open stream: everything from its watermark on, in order, one part at a time and no faster than its reader reads.
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Meters } from "../base/meters.ts";
import type { LabelsOf } from "../base/metric-table.ts";
import type { Activity, ActivitySet } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import { PAGE_SIZE } from "../chat/watermark.ts";
import { FAILED, type Line, POLICY } from "../http/sockets/line.ts";
import { inWords } from "../view/in-words.ts";

/** Arrives within a few seconds on a bad mobile line; a longer part might never be confirmed in time. */
const LARGEST_PART = 64 * 1_024;

export interface Reader {
  readonly line: Line;
  readonly conversationId: string;
  /** Sends everything committed since. Wake-ups while it runs become one more round; `via` is who told. */
  drain(via?: LabelsOf<"huanka_delivery_seconds">["via"]): Promise<void>;
  /** Whether it has not yet begun to send all up to this watermark; none means that the conversation is gone. */
  hasToRead(end: string | undefined): boolean;
  /** Of its token. */
  readonly epoch: number;
  /** Its token opens nothing any more: says so and hangs up. */
  end(): void;
  /** Sends what is not stored, such as typing. */
  tell(activity: Activity): void;
}

export interface ReaderParts {
  readonly conversations: Conversations;
  readonly log: Log;
  readonly meters: Pick<Meters, "time">;
}

export interface Opened {
  /** Of the conversation. */
  readonly id: string;
  readonly watermark: string | undefined;
  /** Where the pages are that messages lead to. */
  readonly origin: string;
  /** Of the token that opened it. */
  readonly epoch: number;
  /** Each activity in a frame of its own, for clients that mix up what comes in several. */
  readonly apart: boolean;
}

export function createReader(
  { conversations, log, meters }: ReaderParts,
  line: Line,
  { id, watermark, origin, epoch, apart }: Opened,
): Reader {
  let position = watermark;
  let running = false;
  let again = false;
  /** Who told of what is to be read; nobody for what was there before. */
  let told: Parameters<Reader["drain"]>[0];

  /** Always text frames with `activities`: anything else breaks clients. */
  async function sendPages(): Promise<void> {
    while (again && line.isOpen()) {
      again = false;
      const via = told;
      const page = await conversations.read(id, position);
      position = page.watermark;
      const activities = page.activities.map((one) => inWords(one, origin));
      for (const part of partsOf({ ...page, activities }))
        await line.send(...(apart ? oneByOne(part) : [part]));
      const last = page.activities.at(-1);
      if (via && last) meters.time("huanka_delivery_seconds", { via }, secondsSince(last.timestamp));
      again ||= page.activities.length >= PAGE_SIZE;
    }
  }

  return {
    line,
    conversationId: id,
    epoch,
    hasToRead: (end) => end !== position,

    async drain(via) {
      again = true;
      told = via;
      if (running) return;
      running = true;
      try {
        await sendPages();
      } catch (cause) {
        if (isGone(cause)) {
          line.dismiss(POLICY);
          return;
        }
        // The client comes back with its watermark and loses nothing.
        log.error({ conversation: id, err: cause }, "stream closed");
        line.socket.close(FAILED);
      } finally {
        running = false;
      }
    },

    end: () => line.dismiss(POLICY),

    tell: (activity) => line.tell({ activities: [activity] } satisfies ActivitySet),
  };
}

/** Another node's clock may be ahead. */
function secondsSince(timestamp: string): number {
  return Math.max(0, Date.now() - Date.parse(timestamp)) / 1_000;
}

/** Deleted while it was open: who comes back is told so by HTTP. */
function isGone(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === "conversation-not-found";
}

/** Cuts a page so that a slow line gets on by small steps. Each part has the watermark after its last activity. */
function partsOf({ activities, watermark }: ActivitySet): ActivitySet[] {
  const end = Number(watermark);
  const parts: Activity[][] = [];
  let length = LARGEST_PART;
  for (const activity of activities) {
    const own = JSON.stringify(activity).length;
    if (length + own > LARGEST_PART) {
      parts.push([]);
      length = 0;
    }
    length += own;
    parts.at(-1)?.push(activity);
  }
  let sent = 0;
  return parts.map((part) => {
    sent += part.length;
    return { activities: part, watermark: String(end - activities.length + sent) };
  });
}

/** The same as sets of one, each with the watermark after it. */
function oneByOne({ activities, watermark }: ActivitySet): ActivitySet[] {
  const first = Number(watermark) - activities.length + 1;
  return activities.map((activity, index) => ({ activities: [activity], watermark: String(first + index) }));
}
