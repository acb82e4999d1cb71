// Signed tokens of the website chat: who may read and write which conversation, and tickets that open its stream.
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError, StartError } from "../base/errors.ts";
import type { TokenReply } from "../base/wire.ts";

const ISSUER = "huanka";
/** Direct Line clients open the stream at once; a ticket in a URL may end up in a proxy's log. */
const TICKET_SECONDS = 60;
const KEY_BYTES = 32;

const Claims = z.object({
  conv: z.string().min(1),
  user: z.string().min(1).optional(),
  org: z.array(z.string()).optional(),
});

export interface TokenClaims {
  readonly conversationId: string;
  /** Set by whoever issued the token; nothing a client says replaces it. */
  readonly userId?: string;
  /** Sites that may use the token; empty or absent: our own and the configured ones. */
  readonly origins?: readonly string[];
}

export interface Tokens {
  readonly ttlSeconds: number;
  issue(claims: TokenClaims): Promise<string>;
  /**
   * Throws AppError `unauthorized` for what is no token, `forbidden` for one we did not sign and
   * `token-expired`; one that expired at most `graceSeconds` ago passes.
   */
  verify(token: string, graceSeconds?: number): Promise<TokenClaims>;
  /** For the `t=` of a stream URL: opens this conversation's stream for a minute and nothing else. */
  issueTicket(claims: TokenClaims): Promise<string>;
  /** Throws as `verify` does. */
  verifyTicket(ticket: string): Promise<TokenClaims>;
  /** Keyed hash of a short secret: without the key file it cannot be tried out from a copy of the database. */
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

/** Reads the signing key from `dataDir`, or makes it on the first start. Throws StartError naming the file. */
export function createTokens({ dataDir, ttlSeconds }: { dataDir: string; ttlSeconds: number }): Tokens {
  const key = loadKey(dataDir);

  const sign = ({ conversationId, userId, origins }: TokenClaims, audience: string, seconds: number) =>
    new SignJWT({
      conv: conversationId,
      ...(userId !== undefined && { user: userId }),
      ...(origins !== undefined && origins.length > 0 && { org: origins }),
    })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(ISSUER)
      .setAudience(audience)
      // Two tokens of one second must differ: clients compare them.
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(key);

  const verify = async (token: string, audience: string, graceSeconds = 0): Promise<TokenClaims> => {
    const verified = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience,
      clockTolerance: graceSeconds,
    }).catch((cause: unknown) => {
      throw refusal(cause);
    });
    const { conv, user, org } = Claims.parse(verified.payload);
    return {
      conversationId: conv,
      ...(user !== undefined && { userId: user }),
      ...(org !== undefined && { origins: org }),
    };
  };

  return {
    ttlSeconds,
    issue: (claims) => sign(claims, "chat", ttlSeconds),
    verify: (token, graceSeconds) => verify(token, "chat", graceSeconds),
    issueTicket: (claims) => sign(claims, "stream", TICKET_SECONDS),
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

function loadKey(dataDir: string): Uint8Array {
  const file = join(dataDir, "token.key");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    makeKey(file);
    keepPrivate(dataDir, file);
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
    if (key.length === KEY_BYTES) return key;
  } catch (cause) {
    throw new StartError(
      `Cannot read or write the token key ${file}: ${cause instanceof Error ? cause.message : String(cause)}\n` +
        "Give the user that runs huanka the right to write there, or set DATA_DIR to another folder.",
    );
  }
  throw new StartError(
    `The token key ${file} is damaged.\nRestore it from a backup, or delete it: a new one is made and open chats begin anew.`,
  );
}

/** Fails silently when another process or an earlier start made it: `wx` never overwrites. */
function makeKey(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  }
}

const STICKY = 0o1000;

/** Takes the rights of others away. A folder that is not ours, or is everybody's like /tmp, keeps its own. */
function keepPrivate(dataDir: string, file: string): void {
  chmodSync(file, 0o600);
  const { uid, mode } = statSync(dataDir);
  if (uid === process.getuid?.() && (mode & STICKY) === 0) chmodSync(dataDir, 0o700);
}
