// Who asks the desk: the session of the cookie, from a page of ours, with the right to do it.
import type { IncomingMessage } from "node:http";
import type { Response } from "express";
import type { Config } from "../../base/config.ts";
import { AppError } from "../../base/errors.ts";
import { type Action, mayAtAll } from "../../desk/rules/policy.ts";
import type { Sessions, SignedIn } from "../../desk/sessions.ts";
import { isOwnPage } from "../../http/same-origin.ts";

export interface DeskAccess {
  readonly sessions: Sessions;
  readonly config: Pick<Config, "publicOrigin">;
}

/** What of a request is read here; an upgrade has no more. */
type Asking = Pick<IncomingMessage, "headers" | "method">;

const PLAIN = "huanka";
const TWELVE_HOURS_MS = 12 * 3_600_000;

/** With https no other host of the name can set it; a loopback address without https cannot have such a cookie. */
function cookieName({ publicOrigin }: DeskAccess["config"]): string {
  return isSecure(publicOrigin) ? `__Host-${PLAIN}` : PLAIN;
}

function isSecure(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith("https://") === true;
}

export function setSession(res: Response, cookie: string, { config }: Pick<DeskAccess, "config">): void {
  res.cookie(cookieName(config), cookie, {
    ...{ httpOnly: true, sameSite: "strict", path: "/", maxAge: TWELVE_HOURS_MS },
    secure: isSecure(config.publicOrigin),
  });
}

export function clearSession(res: Response, { config }: Pick<DeskAccess, "config">): void {
  res.clearCookie(cookieName(config), {
    ...{ httpOnly: true, sameSite: "strict", path: "/" },
    secure: isSecure(config.publicOrigin),
  });
}

/** Throws AppError `forbidden` for a page of another site; a browser always says where it stands when it posts. */
export function assertOwnPage(req: Asking, { config }: Pick<DeskAccess, "config">): void {
  const site = req.headers["sec-fetch-site"];
  const own =
    site === undefined || site === "none" ? isOwnPage(req, config.publicOrigin) : site === "same-origin";
  if (!own) throw new AppError("forbidden", { origin: req.headers.origin, site });
}

/**
 * The member of staff who asks. Throws AppError `unauthorized` without a session, and `forbidden` from another site:
 * whatever a foreign page could make a browser send, it must not read or change anything.
 */
export async function signedIn(req: Asking, access: DeskAccess): Promise<SignedIn> {
  const found = await access.sessions.find(sessionCookie(req, access));
  if (!found) throw new AppError("unauthorized", { desk: "no session" });
  const site = req.headers["sec-fetch-site"];
  if (req.method !== "GET") assertOwnPage(req, access);
  else if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new AppError("forbidden", { site });
  return found;
}

/** Somebody whose role may do it at all. With `proved`, only within ten minutes of a second proof. */
export async function signedInFor(
  req: Asking,
  access: DeskAccess,
  action: Action,
  { proved = false } = {},
): Promise<SignedIn> {
  const found = await signedIn(req, access);
  if (!mayAtAll(found.staff.role, action)) throw new AppError("forbidden", { action });
  if (proved && !access.sessions.isElevated(found))
    throw new AppError("forbidden", { action, told: { needs: "proof" } });
  return found;
}

/** What stands in the cookie of a session; whether it opens anything is the sessions' to say. */
export function sessionCookie(
  { headers: { cookie = "" } }: Asking,
  { config }: Pick<DeskAccess, "config">,
): string | undefined {
  const name = cookieName(config);
  const found = cookie.split(";").map((one) => one.trim().split("="));
  return found.find(([key]) => key === name)?.[1];
}
