// The desk's own key: seals what proves staff, and signs the audit. A file beside a SQLite database, a row of a database
// that several nodes share.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../base/config.ts";
import { makeFolder } from "../base/disk/make-folder.ts";
import { StartError } from "../base/errors.ts";
import type { ClusterSecrets } from "../storage/token-key.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface DeskKey {
  /** Encrypts a short secret, bound to what it belongs to. */
  seal(secret: string, belongsTo: string): string;
  /** Throws when it was sealed with another key, for somebody else, or was changed. */
  unseal(sealed: string, belongsTo: string): string;
  /** Keyed hash for one purpose. */
  sign(purpose: string, text: string): Buffer;
}

/** The key of this installation, made on the first start. Throws StartError naming where it lies. */
export async function openDeskKey(
  { databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">,
  secrets: Pick<ClusterSecrets, "keep">,
): Promise<DeskKey> {
  if (databaseUrl.startsWith("sqlite:")) return deskKeyOf(load(join(dataDir, "desk.key"), dataDir));
  const kept = await secrets.keep("desk-key", randomBytes(KEY_BYTES).toString("base64url"));
  const key = Buffer.from(kept, "base64url");
  if (key.length === KEY_BYTES) return deskKeyOf(key);
  throw new StartError(
    "The desk's key in the table cluster_secrets is damaged. Restore the database from a backup.",
  );
}

function deskKeyOf(key: Buffer): DeskKey {
  const keyFor = (purpose: string) => createHmac("sha256", key).update(`desk ${purpose}`).digest();
  return {
    seal(secret, belongsTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor("seal"), nonce).setAAD(Buffer.from(belongsTo));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    unseal(sealed, belongsTo) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", keyFor("seal"), bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(belongsTo))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const rest = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      return decipher.update(rest, undefined, "utf8") + decipher.final("utf8");
    },
    sign: (purpose, text) => createHmac("sha256", keyFor(purpose)).update(text).digest(),
  };
}

/** A cookie, a link or a recovery code as it is kept: random enough that its digest tells nothing. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function load(file: string, dataDir: string): Buffer {
  try {
    makeFolder(dataDir, 0o700);
    makeKey(file);
    chmodSync(file, 0o600);
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
    if (key.length === KEY_BYTES) return key;
  } catch (cause) {
    throw new StartError(
      `Cannot read or write the desk's key ${file}: ${cause instanceof Error ? cause.message : String(cause)}\n` +
        "Give the user that runs huanka the right to write there, or set DATA_DIR to another folder.",
    );
  }
  throw new StartError(
    `The desk's key ${file} is damaged.\nRestore it from a backup. Without it nobody at the desk can sign in by a code: ` +
      "delete it, and give everybody a new link with `huanka staff link`.",
  );
}

/** `wx` never overwrites what another process or an earlier start made. */
function makeKey(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  }
}
