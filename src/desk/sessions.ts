// Sessions at the desk: a random cookie, looked up with each request, so that an ended one is ended on every node at once.
import { randomBytes } from "node:crypto";
import type { SessionRecord, SessionStore } from "../storage/desk/session-store.ts";
import type { StaffRecord, StaffStore } from "../storage/desk/staff-store.ts";
import type { Actor } from "./deeds.ts";
import { digestOf } from "./desk-key.ts";

const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
const LONGEST_MS = 12 * 60 * MINUTE_MS;
/** What asks for a second proof may be done so long after one. */
const ELEVATED_MS = 10 * MINUTE_MS;
/** Signs of life are written no more often. */
const TOUCH_AFTER_MS = MINUTE_MS;
const TOKEN_BYTES = 32;
const LONGEST_LABEL = 120;

export interface SignedIn {
  readonly actor: Actor;
  readonly staff: StaffRecord;
  readonly session: SessionRecord;
}

export interface Sessions {
  /** A new session, and the cookie that opens it. */
  open(staff: StaffRecord, label: string): Promise<{ cookie: string; signedIn: SignedIn }>;
  /** Undefined for a cookie that opens nothing, and once account, role or password changed. */
  find(cookie: string | undefined): Promise<SignedIn | undefined>;
  /** Reads once for all of them. What it answers is as `find` of one of them. */
  findAll(
    cookies: readonly (string | undefined)[],
  ): Promise<(cookie: string | undefined) => SignedIn | undefined>;
  elevate(signedIn: SignedIn): Promise<void>;
  isElevated(signedIn: SignedIn): boolean;
}

export function createSessions(parts: {
  readonly sessions: SessionStore;
  readonly staff: StaffStore;
  readonly clock: () => Date;
}): Sessions {
  const { sessions, staff: accounts, clock } = parts;
  const later = (ms: number) => new Date(clock().getTime() + ms).toISOString();

  async function touch({ hash, staffId, seenAt }: SessionRecord): Promise<void> {
    const now = clock();
    if (now.getTime() - Date.parse(seenAt) < TOUCH_AFTER_MS) return;
    await Promise.all([sessions.touch(hash, now.toISOString()), accounts.touch(staffId, now.toISOString())]);
  }

  async function findAll(cookies: readonly (string | undefined)[]) {
    const found = await sessions.findAll([...new Set(cookies.filter(isSomething).map(digestOf))]);
    const byId = new Map(
      (await accounts.findAll(found.map(({ staffId }) => staffId))).map((one) => [one.id, one]),
    );
    const now = clock();
    const signedIn = found.flatMap((session): [string, SignedIn][] => {
      const staff = byId.get(session.staffId);
      const isOver =
        session.expiresAt <= now.toISOString() || now.getTime() - Date.parse(session.seenAt) > IDLE_MS;
      if (isOver || staff?.status !== "active" || staff.version !== session.staffVersion) return [];
      return [[session.hash, { staff, session, actor: actorOf(staff) }]];
    });
    // A database that takes no writes is no reason to read nothing either.
    await Promise.all(signedIn.map(([, { session }]) => touch(session).catch(() => undefined)));
    const byHash = new Map(signedIn);
    return (cookie: string | undefined) => (isSomething(cookie) ? byHash.get(digestOf(cookie)) : undefined);
  }

  return {
    async open(staff, label) {
      const cookie = randomBytes(TOKEN_BYTES).toString("base64url");
      const now = clock().toISOString();
      await sessions.removeExpired(now);
      const session: SessionRecord = {
        ...{ hash: digestOf(cookie), staffId: staff.id, staffVersion: staff.version },
        ...{ createdAt: now, seenAt: now, expiresAt: later(LONGEST_MS) },
        ...{ elevatedUntil: later(ELEVATED_MS), label: label.slice(0, LONGEST_LABEL) },
      };
      await sessions.add(session);
      await accounts.touch(staff.id, now);
      return { cookie, signedIn: { staff, session, actor: actorOf(staff) } };
    },

    find: async (cookie) => (await findAll([cookie]))(cookie),
    findAll,

    elevate: ({ session }) => sessions.elevate(session.hash, later(ELEVATED_MS)),
    isElevated: ({ session }) =>
      session.elevatedUntil !== undefined && session.elevatedUntil > clock().toISOString(),
  };
}

function actorOf({ id, name, role, queues }: StaffRecord): Actor {
  return { id, name, role, queues };
}

function isSomething(cookie: string | undefined): cookie is string {
  return cookie !== undefined && cookie !== "";
}
