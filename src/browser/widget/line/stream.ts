// Keeps activities coming: a WebSocket, with polling where upgrades are refused. Each activity may arrive twice.
import type { Activity, ActivitySet } from "../../../base/wire.ts";

export interface Stream {
  /** Connects at once, whatever was planned: after sleep, or when the network is back. */
  restart(): void;
  /** The server has taken a message, so there is something to read: without a socket, read it now. */
  hasten(): void;
  /** The same as restart, from the very beginning, for another conversation. */
  startOver(): void;
}

interface Parts {
  /** The address of a stream from the watermark on. */
  open(watermark: string): Promise<string>;
  read(watermark: string): Promise<ActivitySet>;
  deliver(activities: readonly Activity[]): void;
  report(online: boolean): void;
}

const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 30_000;
const UPGRADE_TIMEOUT_MS = 8_000; // some proxies neither accept nor refuse
const READ_MEANWHILE_MS = 1_500; // an upgrade this slow keeps nobody waiting
const STABLE_MS = 10_000; // a socket that lived this long was no failure
const REFUSALS_BEFORE_POLLING = 3;
const POLL_MS = 2_000;
const POLL_HIDDEN_MS = 20_000;
const TRY_SOCKET_AGAIN_MS = 300_000; // the phone may have left the network that refused

/** Full jitter: anything from 0 to the doubled limit, so that a restarted server is not met by all at once. */
const backoffMs = (failures: number) =>
  Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** failures);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createStream({ open, read, deliver, report }: Parts): Stream {
  let watermark = "";
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let generation = 0; // a restart makes everything begun before it void
  let failures = 0;
  let refusals = 0;
  let pollUntil = 0;

  function take(set: ActivitySet): void {
    if (set.watermark) watermark = set.watermark;
    if (set.activities.length > 0) deliver(set.activities);
  }

  /** Reads page by page until nothing is new. */
  async function catchUp(): Promise<void> {
    const mine = generation;
    for (let more = true; more; ) {
      const set = await read(watermark);
      if (mine !== generation) return; // of the conversation before
      more = set.activities.length > 0 && set.watermark !== undefined && set.watermark !== watermark;
      take(set);
    }
  }

  function readMeanwhile(): void {
    catchUp().catch(() => undefined); // whether it is offline, the socket will tell
  }

  function plan(afterMs: number): void {
    clearTimeout(timer);
    const mine = generation;
    timer = setTimeout(() => {
      if (mine === generation) void connect();
    }, afterMs);
  }

  function retry(): void {
    plan(backoffMs(failures++));
  }

  async function refused(): Promise<void> {
    refusals++;
    if (refusals >= REFUSALS_BEFORE_POLLING) pollUntil = Date.now() + TRY_SOCKET_AGAIN_MS;
    await poll();
  }

  async function poll(): Promise<void> {
    const mine = generation;
    try {
      await catchUp();
      if (mine !== generation) return;
      report(true);
      failures = 0;
      plan(Date.now() < pollUntil ? (document.hidden ? POLL_HIDDEN_MS : POLL_MS) : BACKOFF_FIRST_MS);
    } catch {
      if (mine !== generation) return;
      report(false);
      retry();
    }
  }

  function listen(url: string): void {
    const current = new WebSocket(url);
    socket = current;
    let openedAt = 0;
    const meanwhile = setInterval(readMeanwhile, READ_MEANWHILE_MS);
    const giveUp = setTimeout(() => current.close(), UPGRADE_TIMEOUT_MS);
    current.onopen = () => {
      clearTimeout(giveUp);
      clearInterval(meanwhile);
      openedAt = Date.now();
      refusals = 0;
      report(true);
    };
    current.onmessage = ({ data }) => {
      if (socket === current && data) take(JSON.parse(data)); // an empty frame is the server's keepalive
    };
    current.onclose = () => {
      clearTimeout(giveUp);
      clearInterval(meanwhile);
      if (socket !== current) return;
      socket = undefined;
      if (openedAt === 0) return void refused();
      if (Date.now() - openedAt > STABLE_MS) failures = 0;
      report(false);
      retry();
    };
  }

  async function connect(): Promise<void> {
    if (Date.now() < pollUntil) return poll();
    const mine = generation;
    try {
      const url = await open(watermark);
      if (mine === generation) listen(url);
    } catch {
      if (mine !== generation) return;
      report(false);
      retry();
    }
  }

  function restart(): void {
    generation++;
    failures = 0;
    const old = socket;
    socket = undefined;
    old?.close();
    void connect();
  }

  return {
    restart,
    hasten() {
      if (!socket) plan(0);
      else if (socket.readyState !== WebSocket.OPEN) readMeanwhile();
    },
    startOver() {
      watermark = "";
      restart();
    },
  };
}
