// `/api/desk/session` and `/api/desk/setup`: how somebody at the desk comes in, proves who they are, and leaves.
import type { Request } from "express";
import { DoneAnswer, type Me, MeAnswer } from "../../base/desk-wire.ts";
import { AppError } from "../../base/errors.ts";
import {
  AvailabilityRequest,
  EndSessionRequest,
  LinkRequest,
  ProveRequest,
  SessionsAnswer,
  SetupAnswer,
  SetupBeginAnswer,
  SetupRequest,
  SignInRequest,
} from "../../base/staff-wire.ts";
import type { Accounts } from "../../desk/accounts.ts";
import type { SignedIn } from "../../desk/sessions.ts";
import { addressKey } from "../../http/client-address.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import type { DeskStores } from "../../storage/desk/desk-stores.ts";
import { assertOwnPage, clearSession, type DeskAccess, setSession, signedIn } from "./access.ts";

export interface SessionRouteParts extends DeskAccess {
  readonly accounts: Accounts;
  readonly stores: Pick<DeskStores, "sessions" | "staff">;
  readonly clock: () => Date;
}

const DONE = { done: true } as const;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function sessionRoutes(parts: SessionRouteParts): readonly Route[] {
  const { accounts, sessions, stores } = parts;
  const caller = (req: Request) => signedIn(req, parts);
  const fromOurPage = (req: Request) => assertOwnPage(req, parts);
  const me = (who: SignedIn): Me => ({
    ...{ id: who.staff.id, login: who.staff.login, name: who.staff.name, role: who.staff.role },
    ...{ availability: who.staff.availability, elevated: sessions.isElevated(who) },
  });
  const browserOf = (req: Request) => req.headers["user-agent"] ?? "";
  const needs = ["session"] as const;

  return [
    defineRoute({
      method: "get",
      path: "/api/desk/session",
      says: "Who is signed in",
      needs,
      output: MeAnswer,
      access: caller,
      answer: (asked) => me(asked.caller),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/session",
      says: "Signs in; every reason to refuse is answered alike",
      body: SignInRequest,
      output: MeAnswer,
      errors: ["unauthorized", "forbidden", "rate-limited", "overloaded"],
      access: fromOurPage,
      async answer({ body, req, res }) {
        const staff = await accounts.signIn({ ...body, address: addressKey(req.ip ?? "") });
        const { cookie, signedIn: who } = await sessions.open(staff, browserOf(req));
        setSession(res, cookie, parts);
        return me(who);
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/session/end",
      says: "Signs out",
      needs,
      output: DoneAnswer,
      access: caller,
      async answer({ caller: { session }, res }) {
        await stores.sessions.remove(session.hash, session.staffId);
        clearSession(res, parts);
        return DONE;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/session/prove",
      says: "A second proof, for what needs one within the last ten minutes",
      needs,
      body: ProveRequest,
      output: DoneAnswer,
      errors: ["rate-limited"],
      access: caller,
      async answer({ caller: who, body: { code } }) {
        await accounts.prove(who.staff, code);
        await sessions.elevate(who);
        return DONE;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/session/availability",
      says: "Says whether you take people now",
      needs,
      body: AvailabilityRequest,
      output: DoneAnswer,
      access: caller,
      async answer({ caller: { staff }, body: { availability } }) {
        await stores.staff.setAvailability(staff.id, availability, parts.clock().toISOString());
        return DONE;
      },
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/sessions",
      says: "Where you are signed in",
      needs,
      output: SessionsAnswer,
      access: caller,
      async answer({ caller: { staff, session } }) {
        const all = await stores.sessions.list(staff.id);
        return {
          sessions: all.map(({ hash, label, createdAt, seenAt }) => ({
            ...{ id: hash, label, createdAt, seenAt },
            current: hash === session.hash,
          })),
        };
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/sessions/end",
      says: "Ends one of your sessions, on every node at once",
      needs,
      body: EndSessionRequest,
      output: DoneAnswer,
      errors: ["not-found"],
      access: caller,
      async answer({ caller: { staff }, body: { id } }) {
        if (!(await stores.sessions.remove(id, staff.id))) throw new AppError("not-found");
        return DONE;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/setup/begin",
      says: "What a link is for, and the secret for an authenticator app",
      body: LinkRequest,
      output: SetupBeginAnswer,
      errors: ["forbidden"],
      access: fromOurPage,
      async answer({ body: { link } }) {
        const { staff, secret, uri } = await accounts.begin(link);
        return { login: staff.login, name: staff.name, secret, uri };
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/setup",
      says: "Sets password and app by a link, which is then used up, and signs in",
      body: SetupRequest,
      output: SetupAnswer,
      errors: ["forbidden", "overloaded"],
      access: fromOurPage,
      async answer({ body: { link, password, code }, req, res }) {
        const { staff, codes } = await accounts.finish(link, { password, code });
        const { cookie, signedIn: who } = await sessions.open(staff, browserOf(req));
        setSession(res, cookie, parts);
        return { me: me(who), recoveryCodes: codes };
      },
    }),
  ];
}
