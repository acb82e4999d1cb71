// Signed tokens of the website chat: who may read and write which conversation, and tickets that open its stream.
import { createHmac, randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import type { TokenReply } from "../base/wire.ts";
import { createKeyring, type Keyring } from "../storage/keyring.ts";

/** A merchant who comes back within a week finds the conversation again, unless it was ended. */
export const GRACE_SECONDS = 7 * 24 * 3_600;

const ISSUER = "huanka";
/** Direct Line clients open the stream at once; a ticket in a URL may end up in a proxy's log. */
export const TICKET_SECONDS = 60;

const Claims = z.object({
  jti: z.string().default(""),
  conv: z.string().min(1),
  user: z.string().min(1).optional(),
  org: z.array(z.string()).optional(),
  epoch: z.number().int().optional(),
});

export interface TokenClaims {
  readonly conversationId: string;
  /** Set by whoever issued the token; nothing a client says replaces it. */
  readonly userId?: string;
  /** Sites that may use the token; empty or absent: our own and the configured ones. */
  readonly origins?: readonly string[];
  /** Tokens of an epoch before the conversation's least one open nothing; absent: 0. */
  readonly epoch?: number;
}

/** Which epoch a token has to have at least. */
export interface Epochs {
  leastOf(conversationId: string): Promise<number>;
}

export interface Tokens {
  readonly ttlSeconds: number;
  issue(claims: TokenClaims): Promise<string>;
  /**
   * Throws AppError `unauthorized` for what is no token, `forbidden` for one we did not sign or that was ended, and
   * `token-expired`; one that expired at most `graceSeconds` ago passes.
   */
  verify(token: string, graceSeconds?: number): Promise<TokenClaims>;
  /** For the `t=` of a stream URL: opens this conversation's stream for a minute and nothing else. */
  issueTicket(claims: TokenClaims, id: string): Promise<string>;
  /** The id it was issued with, and what it says. Throws as `verify` does. */
  verifyTicket(ticket: string): Promise<{ readonly id: string; readonly claims: TokenClaims }>;
  /** Keyed hash of a short secret, the same whatever key signs: without the key file it cannot be tried out from a copy of the database. */
  fingerprint(secret: string): string;
}

/** A fresh token as clients are given it. */
export async function tokenReply(
  tokens: Pick<Tokens, "issue" | "ttlSeconds">,
  claims: TokenClaims,
): Promise<TokenReply> {
  return {
    conversationId: claims.conversationId,
    token: await tokens.issue(claims),
    expires_in: tokens.ttlSeconds,
  };
}

export function createTokens({
  key,
  keyring = createKeyring({ keys: [{ key }] }),
  ttlSeconds,
  epochs = { leastOf: async () => 0 },
}: {
  /** The first there was, which fingerprints stay with whatever signs. */
  key: Uint8Array;
  keyring?: Keyring;
  ttlSeconds: number;
  epochs?: Epochs;
}): Tokens {
  const sign = async (
    { conversationId, userId, origins, epoch }: TokenClaims,
    // Two tokens of one second must differ: clients compare them.
    { audience, seconds, id = randomUUID() }: { audience: string; seconds: number; id?: string },
  ): Promise<string> => {
    const signing = await keyring.signing();
    return new SignJWT({
      conv: conversationId,
      ...(userId !== undefined && { user: userId }),
      ...(origins !== undefined && origins.length > 0 && { org: origins }),
      ...(epoch !== undefined && { epoch }),
    })
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: signing.kid })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setJti(id)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(signing.key);
  };

  /** A name that we know no key by is a signature that is not ours. */
  const keyOf = async ({ kid }: { kid?: string | undefined }): Promise<Uint8Array> => {
    const found = await keyring.find(kid);
    if (!found) throw new errors.JWSSignatureVerificationFailed();
    return found;
  };

  const verify = async (token: string, audience: string, graceSeconds = 0) => {
    const verified = await jwtVerify(token, keyOf, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience,
      clockTolerance: graceSeconds,
    }).catch((cause: unknown) => {
      throw refusal(cause);
    });
    const { jti, conv, user, org, epoch } = Claims.parse(verified.payload);
    if ((epoch ?? 0) < (await epochs.leastOf(conv)))
      throw new AppError("forbidden", { conversation: conv, epoch });
    const claims: TokenClaims = {
      conversationId: conv,
      ...(user !== undefined && { userId: user }),
      ...(org !== undefined && { origins: org }),
      ...(epoch !== undefined && { epoch }),
    };
    return { id: jti, claims };
  };

  return {
    ttlSeconds,
    issue: (claims) => sign(claims, { audience: "chat", seconds: ttlSeconds }),
    verify: async (token, graceSeconds) => (await verify(token, "chat", graceSeconds)).claims,
    issueTicket: (claims, id) => sign(claims, { audience: "stream", seconds: TICKET_SECONDS, id }),
    verifyTicket: (ticket) => verify(ticket, "stream"),
    fingerprint: (secret) => createHmac("sha256", key).update(`fingerprint ${secret}`).digest("base64url"),
  };
}

function refusal(cause: unknown): AppError {
  if (cause instanceof errors.JWTExpired) return new AppError("token-expired", {}, cause);
  const ours =
    cause instanceof errors.JWSSignatureVerificationFailed ||
    cause instanceof errors.JWTClaimValidationFailed;
  return new AppError(ours ? "forbidden" : "unauthorized", {}, cause);
}
