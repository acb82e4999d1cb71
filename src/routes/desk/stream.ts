// `/api/desk/stream`: a console's one connection. Down come the events after the number it names, and who is where; up
// comes what its agent looks at. Whoever is signed out is out of here within two seconds.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { LookRequest, StreamQuery } from "../../base/desk-wire.ts";
import { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Meters } from "../../base/meters.ts";
import type { Actor } from "../../desk/deeds.ts";
import type { Desk } from "../../desk/desk.ts";
import type { SignedIn } from "../../desk/sessions.ts";
import { checked } from "../../http/checked.ts";
import { FAILED, type Line, POLICY } from "../../http/sockets/line.ts";
import { createSocketServer, type LineUser } from "../../http/sockets/socket-server.ts";
import { createTally } from "../../http/tally.ts";
import { sayToStaff } from "../../view/wording.ts";
import { assertOwnPage, type DeskAccess, sessionCookie } from "./access.ts";
import { createRounds, type Listener, type Rounds } from "./rounds.ts";

const PATH = "/api/desk/stream";
/** Moving through the list with a key held down, and writing meanwhile. */
const MOST_FRAMES = 100;
/** Tabs and devices of one person. */
const PER_PERSON = 12;
/** A desk of a few dozen, each with some tabs. */
const IN_ALL = 1_000;
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

interface Console extends LineUser, Listener {
  readonly id: string;
  readonly actor: Actor;
  /** What its session opens by now. */
  check(signedIn: SignedIn | undefined): void;
}

export function deskStream(parts: {
  readonly desk: Pick<Desk, "api" | "sessions" | "presence">;
  readonly config: DeskAccess["config"];
  readonly log: Log;
  readonly meters: Pick<Meters, "count">;
}): DeskStream {
  const { desk, config, log, meters } = parts;
  const byPerson = createTally();
  const rounds = createRounds(parts);
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
    serve: (line, admitted) => createConsole(rounds, line, admitted),
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

  async function checkAll(all: readonly Console[]): Promise<void> {
    try {
      const signedIn = await desk.sessions.findAll(all.map(({ cookie }) => cookie));
      for (const one of all) one.check(signedIn(one.cookie));
    } catch (cause) {
      // A database in trouble ends nobody: it is asked again.
      log.debug({ err: cause }, "the sessions were not looked up");
    }
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

function createConsole(rounds: Rounds, line: Line, { cookie, actor: admitted, after }: Admitted): Console {
  let actor = admitted;
  let seq = after;
  let isFirst = true;
  let here = "[]";

  return {
    ...{ line, cookie, id: randomUUID(), actor: admitted },
    after: () => seq,
    isOpen: line.isOpen,
    end: () => line.dismiss(POLICY),
    fail: () => line.socket.close(FAILED),

    drain() {
      return rounds.join(this);
    },

    async tell(news, asked) {
      // Its rights changed meanwhile: what was read for it is another person's.
      if (seq !== asked) return;
      const { events } = news;
      const isNews = events.seq !== seq || events.resync;
      seq = events.seq;
      if (isNews || isFirst) await line.send(events);
      isFirst = false;
      const now = JSON.stringify(news.here);
      if (now === here) return;
      here = now;
      await line.send({ here: news.here });
    },

    check(signedIn) {
      if (!signedIn) return this.end();
      if (sameRights(signedIn.actor, actor)) return;
      actor = signedIn.actor;
      // What it shows is another person's by now: no number is so low, so that it fetches everything anew.
      seq = -1;
      void this.drain();
    },
  };
}

function sameRights(one: Actor, other: Actor): boolean {
  const told = ({ role, queues }: Actor) => JSON.stringify([role, [...queues].sort()]);
  return told(one) === told(other);
}
