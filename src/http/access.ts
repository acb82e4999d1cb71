// Who is asking: a token or the operator's secret, and from which site.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { isOwnPage } from "./same-origin.ts";
import type { TokenClaims, Tokens } from "./tokens.ts";

export type AccessConfig = Pick<Config, "directLineSecret" | "publicOrigin" | "trustedOrigins">;

export type Caller = { readonly kind: "secret" } | ({ readonly kind: "token" } & TokenClaims);

/** The caller named by an Authorization header. Throws AppError as `Tokens.verify` does. */
export async function identify(
  authorization: string | undefined,
  { config, tokens }: { config: AccessConfig; tokens: Tokens },
): Promise<Caller> {
  const bearer = bearerOf(authorization);
  if (bearer === undefined) throw new AppError("unauthorized");
  if (config.directLineSecret !== undefined && isSameSecret(bearer, config.directLineSecret))
    return { kind: "secret" };
  return { kind: "token", ...(await tokens.verify(bearer)) };
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
}

/**
 * What the token says that a page sends about its own chat. Throws AppError `forbidden` for another site,
 * `unauthorized` without a token, and as `Tokens.verify` does.
 */
export async function claimsOfOwn(
  req: Pick<IncomingMessage, "headers">,
  { config, tokens }: { config: AccessConfig; tokens: Pick<Tokens, "verify"> },
): Promise<TokenClaims> {
  assertOrigin(req, config);
  const bearer = bearerOf(req.headers.authorization);
  if (bearer === undefined) throw new AppError("unauthorized");
  return tokens.verify(bearer);
}

/** A token opens its own conversation only; the secret opens all. Throws AppError `forbidden`. */
export function assertMayUse(caller: Caller, conversationId: string): void {
  if (caller.kind === "token" && caller.conversationId !== conversationId) {
    throw new AppError("forbidden", { conversation: conversationId });
  }
}

/**
 * Browsers name the site they are on; servers name none and pass. A token with its own list of sites is
 * held to it, otherwise our own pages and the configured sites pass. Throws AppError `forbidden`.
 */
export function assertOrigin(
  req: Pick<IncomingMessage, "headers">,
  { publicOrigin, trustedOrigins }: AccessConfig,
  listed: readonly string[] = [],
): void {
  const { origin, host } = req.headers;
  if (origin === undefined) return;
  const may =
    listed.length > 0
      ? listed.includes(origin)
      : trustedOrigins.includes(origin) || isOwnPage(req, publicOrigin);
  if (!may) throw new AppError("forbidden", { origin, host });
}

/** Compares digests, so that the time taken tells nothing about the secret. */
export function isSameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
