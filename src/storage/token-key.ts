// The key that signs chat tokens: one file beside a SQLite database, one row of a database that several nodes share.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { Config } from "../base/config.ts";
import { makeFolder } from "../base/disk/make-folder.ts";
import { StartError } from "../base/errors.ts";
import type { Tables } from "./tables/tables.ts";

const KEY_BYTES = 32;
/** As long as the operator has to put a key into the files of all nodes. */
const HANDED_ROUND_MS = 3_600_000;
/** A key signs only so long after it was made: by then every node that looks for it finds it. */
const SPREAD_MS = 10_000;
const KEY = "token-key";
/** Of a key that came later: this and the time from which it signs. */
const LATER_KEY = "token-key:";
const FINGERPRINT = "token-key-fingerprint";

export interface ClusterSecrets {
  /** Keeps a value under a name that has none yet; answers what is kept now. */
  keep(name: string, value: string): Promise<string>;
  find(name: string): Promise<string | undefined>;
  /** All whose names begin so, by name. */
  list(prefix: string): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

export interface TokenKey {
  readonly key: Uint8Array;
  /** UTC time from which it signs; the first has none. */
  readonly from?: string | undefined;
}

type KeyConfig = Pick<Config, "databaseUrl" | "dataDir" | "tokenKeyFile">;

export function createClusterSecrets(db: Kysely<Tables>): ClusterSecrets {
  const find = async (name: string) =>
    (await db.selectFrom("cluster_secrets").select("value").where("name", "=", name).executeTakeFirst())
      ?.value;
  return {
    find,
    list: (prefix) =>
      db
        .selectFrom("cluster_secrets")
        .select(["name", "value"])
        .where("name", "like", `${prefix}%`)
        .orderBy("name")
        .execute(),
    async keep(name, value) {
      await db
        .insertInto("cluster_secrets")
        .values({ name, value, created_at: new Date().toISOString() })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
      return (await find(name)) ?? value;
    },
  };
}

/**
 * The key of this installation. `TOKEN_KEY_FILE` wins; else it lies in DATA_DIR beside a SQLite database, and in the
 * database where several nodes share one, so that they agree by themselves. A key file of a node's own is moved up when
 * the database has none. Throws StartError when this node's key is not the one that the others use: their chats would
 * be refused here.
 */
export async function openTokenKey(
  { databaseUrl, dataDir, tokenKeyFile }: KeyConfig,
  secrets: ClusterSecrets,
): Promise<Uint8Array> {
  const isShared = !databaseUrl.startsWith("sqlite:");
  if (tokenKeyFile !== undefined) {
    const [{ key }] = readKeys(tokenKeyFile, explainSetting);
    if (isShared) await assertSame(key, tokenKeyFile, secrets);
    return key;
  }
  if (!isShared) return keyInFolder(dataDir);
  const own = join(dataDir, "token.key");
  const file = readIfThere(own);
  const kept = await secrets.keep(KEY, file ?? randomBytes(KEY_BYTES).toString("base64url"));
  const key = keyOf(kept);
  if (!key)
    throw new StartError(
      "The token key in the table cluster_secrets is damaged. Restore the database from a backup.",
    );
  if (file !== undefined && file !== kept) throw new StartError(explainOther(own));
  await assertSame(key, "the database", secrets);
  return key;
}

/**
 * All keys there are now, by time: the first and those that came by `huanka key rotate`: in the file, a line each, or in the
 * database that nodes share. Throws StartError for a line that is no key.
 */
export async function readTokenKeys(
  config: KeyConfig,
  first: Uint8Array,
  secrets: Pick<ClusterSecrets, "list">,
): Promise<readonly [TokenKey, ...TokenKey[]]> {
  const file = keyFileOf(config);
  if (file !== undefined) return readKeys(file, config.tokenKeyFile === file ? explainSetting : explainOwn);
  const rows = await secrets.list(LATER_KEY);
  const later = rows.flatMap(({ name, value }) => {
    const key = keyOf(value);
    return key ? [{ key, from: name.slice(LATER_KEY.length) }] : [];
  });
  return [{ key: first }, ...later];
}

/**
 * Makes a key that signs a little after `now`; answers the line of it where the operator has to put it into the file of every node,
 * for that file is not ours.
 */
export async function addTokenKey(
  config: KeyConfig,
  secrets: ClusterSecrets,
  now: Date,
): Promise<{ readonly key: Uint8Array; readonly line?: string }> {
  const key = randomBytes(KEY_BYTES);
  const text = key.toString("base64url");
  // Every node has to know it before one signs with it.
  if (config.tokenKeyFile !== undefined)
    return { key, line: `${text} ${new Date(now.getTime() + HANDED_ROUND_MS).toISOString()}` };
  await openTokenKey(config, secrets);
  const from = new Date(now.getTime() + SPREAD_MS).toISOString();
  const file = keyFileOf(config);
  if (file === undefined) await secrets.keep(LATER_KEY + from, text);
  else {
    const beside = `${file}.new`;
    const before = readFileSync(file, "utf8").trimEnd();
    writeFileSync(beside, `${before}\n${text} ${from}\n`, { mode: 0o600 });
    renameSync(beside, file);
  }
  return { key };
}

function keyFileOf({ databaseUrl, dataDir, tokenKeyFile }: KeyConfig): string | undefined {
  return tokenKeyFile ?? (databaseUrl.startsWith("sqlite:") ? join(dataDir, "token.key") : undefined);
}

/** The key in `dataDir`, made on the first start. Throws StartError naming the file. */
export function keyInFolder(dataDir: string): Uint8Array {
  const file = join(dataDir, "token.key");
  try {
    makeFolder(dataDir, 0o700);
    makeKey(file);
    keepPrivate(dataDir, file);
  } catch (cause) {
    throw new StartError(explainOwn(file, cause));
  }
  return readKey(file);
}

/** A copy of the database does not give the key away by this. */
async function assertSame(key: Uint8Array, where: string, secrets: ClusterSecrets): Promise<void> {
  const fingerprint = createHash("sha256").update("token key ").update(key).digest("base64url");
  if ((await secrets.keep(FINGERPRINT, fingerprint)) !== fingerprint)
    throw new StartError(explainOther(where));
}

function explainOther(where: string): string {
  return (
    `The token key of this node (${where}) is not the one that the other nodes over this database use: chats begun there would be refused here.\n` +
    "Give all nodes the same TOKEN_KEY_FILE, or none of them, and remove token.key from DATA_DIR; then the key lies in the database."
  );
}

/** What to do about a key file that could not be read, or that holds something else. */
type Explain = (file: string, cause?: unknown) => string;

const explainOwn: Explain = (file, cause) =>
  cause === undefined
    ? `The token key ${file} is damaged.\nRestore it from a backup, or delete it: a new one is made and open chats begin anew.`
    : `Cannot read or write the token key ${file}: ${reasonOf(cause)}\n` +
      "Give the user that runs huanka the right to write there, or set DATA_DIR to another folder.";

/** The operator's own file: nothing is written there. */
const explainSetting: Explain = (file, cause) =>
  (cause === undefined
    ? `TOKEN_KEY_FILE is ${file}, which is damaged or holds no token key.\n`
    : `TOKEN_KEY_FILE is ${file}, which cannot be read: ${reasonOf(cause)}\n`) +
  "Write a key there with `openssl rand -base64 32`, readable for the user that runs huanka and the same on all nodes, or leave TOKEN_KEY_FILE unset: then huanka keeps a key itself.";

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function readKey(file: string): Uint8Array {
  const [first] = readKeys(file, explainOwn);
  return first.key;
}

/** A line each: the key, and but for the first the time from which it signs. */
function readKeys(file: string, explain: Explain): readonly [TokenKey, ...TokenKey[]] {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new StartError(explain(file, cause));
  }
  const [first, ...later] = text.split("\n").map((line) => {
    const [said = "", from] = line.trim().split(/\s+/);
    const key = keyOf(said);
    return key && { key, from: from === undefined ? undefined : timeOf(from) };
  });
  const dated = later.filter((one) => one?.from !== undefined) as TokenKey[];
  const isInOrder = dated.every((one, index) => (dated[index - 1]?.from ?? "") <= (one.from ?? ""));
  if (first && isInOrder && dated.length === later.length) return [first, ...dated];
  throw new StartError(explain(file));
}

/** In one form, so that times compare as texts. */
function timeOf(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The first key of a file that may be there. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim().split(/\s/, 1)[0];
  } catch {
    return undefined;
  }
}

function keyOf(text: string): Uint8Array | undefined {
  const key = Buffer.from(text, "base64url");
  return key.length === KEY_BYTES ? key : undefined;
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
