// A resume code cannot be guessed: the odds from the code's own numbers, and the lock that they rest on.
import {
  BITS_PER_CHARACTER,
  CODE_SECONDS,
  MOST_TRIES,
  SELECTOR_LENGTH,
  VERIFIER_BITS,
} from "../../../src/chat/resume-code.ts";
import { startResumeServer } from "../../support/resume-server.ts";
import type { Proof } from "../proof.ts";

/** The mark: odds of guessing one code while it lives. */
export const MOST_ODDS = 1e-6;
const TRIES_PER_MINUTE = 5; // and address, the limit `resume`
const SECONDS_PER_MINUTE = 60;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ADDRESSES = 40; // guessing at once at one code

export interface ResumeProof {
  /** Any number of addresses that know the first part, the provider given away: tries at a code over its verifiers. */
  readonly odds: number;
  /** One address that knows nothing: tries in the code's life over all codes. */
  readonly oddsOfOneAddress: number;
  /** Tries that were compared with the code although far more were made; must be `MOST_TRIES`. */
  readonly compared: number;
  /** Whether the right code was refused after them. */
  readonly locked: boolean;
}

/**
 * `odds` needs no limit per address: every try at a code is counted in the code's own row before it is compared.
 * The lock is tried on the real store, with wrong tries from many addresses at once.
 */
export async function proveResume(): Promise<ResumeProof> {
  const codeBits = SELECTOR_LENGTH * BITS_PER_CHARACTER + VERIFIER_BITS;
  const triesOfOneAddress = (TRIES_PER_MINUTE * CODE_SECONDS) / SECONDS_PER_MINUTE;
  const server = await startResumeServer();
  try {
    await server.converse("cnv_target", "lakala");
    const { code } = await server.resume.giveCode("cnv_target");
    const tries = Array.from({ length: ADDRESSES }, async (_, address) => {
      const guess = wrongGuess(code, address);
      return server.resume
        .redeem({ code: guess, provider: "lakala", address: `10.0.0.${address}` })
        .catch(() => undefined);
    });
    const opened = (await Promise.all(tries)).filter((claims) => claims !== undefined);
    if (opened.length > 0) throw new Error("a wrong code opened a conversation");
    const right = await server.resume
      .redeem({ code, provider: "lakala", address: "10.0.0.1" })
      .catch(() => undefined);
    return {
      odds: MOST_TRIES / 2 ** VERIFIER_BITS,
      oddsOfOneAddress: triesOfOneAddress / 2 ** codeBits,
      compared: await server.triesAt(code.slice(0, SELECTOR_LENGTH)),
      locked: right === undefined,
    };
  } finally {
    await server.close();
  }
}

/** The same first part, another last character. */
function wrongGuess(code: string, index: number): string {
  const last = ALPHABET.indexOf(code.slice(-1));
  const wrong = ALPHABET.charAt((last + 1 + (index % (ALPHABET.length - 1))) % ALPHABET.length);
  return code.slice(0, -1) + wrong;
}

export const proof = {
  name: "resume",
  promise: "A resume code cannot be guessed while it lives, however many addresses try.",
  short: { seconds: 1, options: {} },
  full: { seconds: 1, options: {} },
  async run() {
    const { odds, oddsOfOneAddress, compared, locked } = await proveResume();
    return {
      findings: [
        ...(Math.max(odds, oddsOfOneAddress) < MOST_ODDS
          ? []
          : [`odds ${odds}, of one address ${oddsOfOneAddress}`]),
        ...(compared === MOST_TRIES
          ? []
          : [`${compared} tries were compared with the code, not ${MOST_TRIES}`]),
        ...(locked ? [] : ["the right code is still taken after them"]),
      ],
      figures: [
        `${MOST_TRIES} tries over 2^${VERIFIER_BITS} = ${odds.toExponential(2)} for any number of addresses that know its ` +
          `first part and the provider; one address that knows nothing ${oddsOfOneAddress.toExponential(2)}; mark ${MOST_ODDS.toExponential(0)}`,
        `${ADDRESSES} wrong tries at once: ${compared} counted, the right code afterwards ${locked ? "refused" : "ACCEPTED"}`,
      ],
    };
  },
} satisfies Proof;
