// `/api/desk/stream`: a console's one connection. Down come the events after the number it names, and who is where; up
// comes what its agent looks at. Whoever is signed out is out of here within two seconds.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { LookRequest, StreamQuery } from "../../base/desk-wire.ts";
import { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Meters } from "../../base/meters.ts";
import type { Actor } from "../../desk/deeds.ts";
import type { Desk } from "../../desk/desk.ts";
import { checked } from "../../http/checked.ts";
import { FAILED, type Line, POLICY } from "../../http/sockets/line.ts";
import { createSocketServer, type LineUser } from "../../http/sockets/socket-server.ts";
import { createTally } from "../../http/tally.ts";
import { sayToStaff } from "../../view/wording.ts";
import { assertOwnPage, type DeskAccess, sessionCookie } from "./access.ts";

const PATH = "/api/desk/stream";
/** Moving through the list with a key held down, and writing meanwhile. */
const MOST_FRAMES = 100;
/** Tabs and devices of one person. */
const PER_PERSON = 12;
/** A desk of a few dozen, each with some tabs. */
const IN_ALL = 1_000;
/** Of many changes at once each console hears together. */
const BETWEEN_FRAMES_MS = 200;
/** An ended session is noticed within this time, on every node. */
const CHECK_MS = 1_000;

export interface DeskStream {
  /** Whether the upgrade is for the desk. */
  serves(req: IncomingMessage): boolean;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  close(): Promise<void>;
}

interface Admitted {
  readonly cookie: string | undefined;
  readonly actor: Actor;
  readonly after: number;
}

interface Console extends LineUser {
  readonly id: string;
  readonly actor: Actor;
  /** Finds out whether its session still opens anything, and what it may see by now. */
  check(): Promise<void>;
}

export function deskStream(parts: {
  readonly desk: Pick<Desk, "api" | "sessions" | "presence">;
  readonly config: DeskAccess["config"];
  readonly log: Log;
  readonly meters: Pick<Meters, "count">;
}): DeskStream {
  const { desk, config, log, meters } = parts;
  const byPerson = createTally();
  let open = 0;

  async function admit(req: IncomingMessage): Promise<Admitted> {
    assertOwnPage(req, { config });
    const cookie = sessionCookie(req, { config });
    const found = await desk.sessions.find(cookie);
    if (!found) throw new AppError("unauthorized", { desk: "no session" });
    const { searchParams } = new URL(req.url ?? "/", "http://stream");
    const { after } = checked(StreamQuery, Object.fromEntries(searchParams));
    return { cookie, actor: found.actor, after };
  }

  const sockets = createSocketServer<Admitted, Console>({
    ...{ admit, log, meters, say: sayToStaff, mostFrames: MOST_FRAMES },
    takePlace({ actor: { id } }) {
      if (byPerson.of(id) >= PER_PERSON) throw new AppError("rate-limited", { sockets: PER_PERSON });
      if (open >= IN_ALL) throw new AppError("overloaded", { sockets: open });
      byPerson.add(id, 1);
      open += 1;
      return () => {
        byPerson.add(id, -1);
        open -= 1;
      };
    },
    serve: (line, admitted) => createConsole({ desk, log }, line, admitted),
    heard({ id, actor, line }, text) {
      const read = LookRequest.safeParse(parsed(text));
      if (!read.success) return line.dismiss(POLICY);
      const { at, typing } = read.data;
      desk.presence.look(id, { ...{ id: actor.id, name: actor.name, typing }, at: at ?? undefined });
    },
    left: ({ id }) => desk.presence.leave(id),
  });
  const drainAll = () => {
    for (const one of sockets.users) void one.drain();
  };
  const leave = [desk.api.onNews(drainAll), desk.presence.onChange(drainAll)];
  let isChecking = false;
  const timer = setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    void checkAll([...sockets.users]).finally(() => {
      isChecking = false;
    });
  }, CHECK_MS);
  timer.unref();

  /** A database in trouble ends nobody: it is asked again. */
  async function checkAll(all: readonly Console[]): Promise<void> {
    for (const one of all)
      await one.check().catch((cause: unknown) => log.debug({ err: cause }, "a session was not looked up"));
  }

  return {
    serves: ({ url = "" }) => url.split("?", 1)[0] === PATH,
    upgrade: sockets.upgrade,
    async close() {
      clearInterval(timer);
      for (const end of leave) end();
      await sockets.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function createConsole(
  { desk, log }: { desk: Pick<Desk, "api" | "sessions" | "presence">; log: Log },
  line: Line,
  { cookie, actor: admitted, after }: Admitted,
): Console {
  let actor = admitted;
  let seq = after;
  let isFirst = true;
  let here = "[]";
  let running = false;
  let again = false;

  /** Undefined, and the line closed, once the session opens nothing any more. */
  async function stillIn(): Promise<Actor | undefined> {
    const found = await desk.sessions.find(cookie);
    if (!found) line.dismiss(POLICY);
    return found?.actor;
  }

  async function sendNews(who: Actor): Promise<void> {
    const news = await desk.api.events(who, seq);
    const isNews = news.seq !== seq || news.resync;
    seq = news.seq;
    if (isNews || isFirst) await line.send(news);
    isFirst = false;
    const now = await desk.api.whoIsAt(who, desk.presence.all());
    again ||= isNews;
    if (JSON.stringify(now) === here) return;
    here = JSON.stringify(now);
    await line.send({ here: now });
  }

  return {
    line,
    id: randomUUID(),
    actor: admitted,

    async drain() {
      again = true;
      if (running) return;
      running = true;
      try {
        while (again && line.isOpen()) {
          again = false;
          // Rights may have ended since the last frame: asked anew before anything is told.
          const who = await stillIn();
          if (who) await sendNews(who);
          await sleep(BETWEEN_FRAMES_MS);
        }
      } catch (cause) {
        // The console comes back with its number and loses nothing.
        log.error({ err: cause }, "a console's stream was closed");
        line.socket.close(FAILED);
      } finally {
        running = false;
      }
    },

    async check() {
      const now = await stillIn();
      if (!now || sameRights(now, actor)) return;
      actor = now;
      // What it shows is another person's by now: no number is so low, so that it fetches everything anew.
      seq = -1;
      await this.drain();
    },
  };
}

function sameRights(one: Actor, other: Actor): boolean {
  const told = ({ role, queues }: Actor) => JSON.stringify([role, [...queues].sort()]);
  return told(one) === told(other);
}
