// Passwords of members of staff: how they are kept, compared, and which are refused before anything is computed.
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../../base/errors.ts";

export const SHORTEST_PASSWORD = 12;
/** Longer ones only cost time: a megabyte is refused without being hashed. */
export const LONGEST_PASSWORD = 128;
/** 19 MiB, two passes, one lane: what OWASP asks of argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each takes 19 MiB: more at once would be a way to fill the memory. */
const AT_ONCE = 2;
const WAITING = 50;
const FEWEST_CHARACTERS = 6;
/** What is tried first, also with digits behind it. */
const COMMON =
  /^(?:password|passw0rd|qwerty|qwertyuiop|iloveyou|admin|welcome|letmein|huanka|woaini|abc|123)+[\d!.@#]*$/i;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an account that is none, or has no password yet. */
  matches(kept: string | undefined, password: string): Promise<boolean>;
}

/** What is wrong with a new password, or nothing. */
export function problemOfPassword(password: string, login: string): "length" | "common" | undefined {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) return "length";
  const folded = password.toLowerCase();
  const isCommon =
    COMMON.test(password) ||
    new Set(folded).size < FEWEST_CHARACTERS ||
    folded.replace(login.toLowerCase(), "").length < FEWEST_CHARACTERS;
  return isCommon ? "common" : undefined;
}

export function createPasswords(): Passwords {
  const inTurn = gate();
  let dummy: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    async matches(kept, password) {
      if (password.length > LONGEST_PASSWORD) return false;
      dummy ??= inTurn(() => hash("nobody has this one", COST));
      const compared = kept ?? (await dummy);
      const isSame = await inTurn(() => verify(compared, password));
      return isSame && kept !== undefined;
    },
  };
}

/** Lets so many run at once, the others wait, and too many are sent away. */
function gate() {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(job: () => Promise<T>): Promise<T> => {
    if (waiting.length >= WAITING) throw new AppError("overloaded", { passwords: waiting.length });
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await job();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
