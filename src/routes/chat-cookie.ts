// The cookie of the chat without JavaScript: a chat token, the same for the forms of every language.
import type { Request, Response } from "express";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Conversations } from "../chat/conversations.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import { GRACE_SECONDS, type TokenClaims, type Tokens } from "../http/tokens.ts";

export interface CookieParts {
  readonly conversations: Pick<Conversations, "read">;
  readonly tokens: Pick<Tokens, "issue" | "verify">;
  readonly config: Pick<Config, "publicOrigin">;
}

/** The caller's conversation, or undefined without a good cookie or when the conversation is gone. */
export async function conversationOf(req: Request, parts: CookieParts): Promise<string | undefined> {
  return (await claimsOf(req, parts))?.conversationId;
}

export async function claimsOf(req: Request, parts: CookieParts): Promise<TokenClaims | undefined> {
  const token = new RegExp(`(?:^|;\\s*)${nameOf(parts)}=([^;]+)`).exec(req.headers.cookie ?? "")?.[1];
  if (token === undefined) return undefined;
  try {
    const claims = await parts.tokens.verify(token, GRACE_SECONDS);
    await parts.conversations.read(claims.conversationId, BEYOND_THE_END);
    return claims;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return undefined;
    throw error;
  }
}

/** The token in it lives for half an hour and is renewed with each message, the cookie for the week of grace. */
export async function giveCookie(res: Response, claims: TokenClaims, parts: CookieParts): Promise<void> {
  setCookie(res, { value: await parts.tokens.issue(claims), seconds: GRACE_SECONDS }, parts);
}

export function dropCookie(res: Response, parts: CookieParts): void {
  setCookie(res, { value: "", seconds: 0 }, parts);
}

function setCookie(
  res: Response,
  { value, seconds }: { value: string; seconds: number },
  parts: CookieParts,
): void {
  res.cookie(nameOf(parts), value, {
    httpOnly: true,
    // "strict" would hide it when a link from elsewhere, such as a message, leads back; posts prove their origin themselves.
    sameSite: "lax",
    secure: isSecure(parts),
    path: "/",
    maxAge: seconds * 1_000,
    encode: String,
  });
}

/** Under https with the prefix that no other host of the domain can write. */
function nameOf(parts: CookieParts): string {
  return isSecure(parts) ? "__Host-huanka_chat" : "huanka_chat";
}

function isSecure({ config }: CookieParts): boolean {
  return config.publicOrigin?.startsWith("https://") ?? false;
}
