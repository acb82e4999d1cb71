// The keys that sign chat tokens, as they are now: the newest signs, those before it are believed for as long as their tokens
// can live. Looked up again by whoever uses them, so that a rotation reaches every node without a restart.
import { createHash } from "node:crypto";
import type { Log } from "../base/log.ts";
import type { TokenKey } from "./token-key.ts";

/** A token lives half an hour, and is taken as proof of its conversation for a week after. */
export const OLD_KEY_DAYS = 8;
const DAY_MS = 86_400_000;
/** Sooner than a new key begins to sign, so that whoever meets its tokens can know it. */
const REMEMBERED_MS = 5_000;
/** However many strangers come with keys of their own, they are looked for so seldom. */
const LOOKED_FOR_MS = 1_000;
const KID_LENGTH = 10;

export interface Keyring {
  /** The key that signs now. */
  signing(): Promise<{ readonly kid: string; readonly key: Uint8Array }>;
  /** The key of this name, if tokens of it are believed now; without a name the first one. */
  find(kid: string | undefined): Promise<Uint8Array | undefined>;
}

/** The name of a key, which tells nothing of it. */
export function kidOf(key: Uint8Array): string {
  return createHash("sha256").update("token key id ").update(key).digest("base64url").slice(0, KID_LENGTH);
}

/** Every message asks for a key by its name: each is named once, when it is read. */
const named = (one: TokenKey) => ({ ...one, kid: kidOf(one.key) });

/**
 * `keys` are those there were at the start, by time; the first was the only one once, and tokens without a key's name were
 * signed by it. `read` answers all there are now.
 */
export function createKeyring({
  keys,
  read = async () => keys,
  clock = () => new Date(),
  rememberedMs = REMEMBERED_MS,
  log,
}: {
  keys: readonly [TokenKey, ...TokenKey[]];
  read?: () => Promise<readonly TokenKey[]>;
  clock?: () => Date;
  rememberedMs?: number;
  log?: Pick<Log, "error"> | undefined;
}): Keyring {
  const first = named(keys[0]);
  let known = keys.map(named);
  let reading: Promise<void> = Promise.resolve();
  let readAt = Number.NEGATIVE_INFINITY;

  /** While they cannot be read, those that were known go on. */
  async function readAll(): Promise<void> {
    try {
      known = (await read()).map(named);
    } catch (err) {
      log?.error({ err }, "the token keys cannot be read; those known go on");
    }
  }

  function refresh(unlessWithinMs: number): Promise<void> {
    if (performance.now() - readAt >= unlessWithinMs) {
      readAt = performance.now();
      reading = readAll();
    }
    return reading;
  }

  /** Each key is believed until so many days after the next one began to sign. */
  function believed(kid: string): Uint8Array | undefined {
    const oldest = new Date(clock().getTime() - OLD_KEY_DAYS * DAY_MS).toISOString();
    return known.find((one, index) => one.kid === kid && (known[index + 1]?.from ?? oldest) >= oldest)?.key;
  }

  return {
    async signing() {
      // Nobody waits for it: who signs with the key before is believed as well.
      void refresh(rememberedMs);
      const now = clock().toISOString();
      return known.findLast(({ from = "" }) => from <= now) ?? first;
    },
    async find(kid = first.kid) {
      const key = believed(kid);
      if (key !== undefined) return key;
      await refresh(Math.min(rememberedMs, LOOKED_FOR_MS));
      return believed(kid);
    },
  };
}
