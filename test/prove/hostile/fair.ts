// One address that sends all it may, and what is hardest to read, makes nobody else wait.
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Merchant, offer, openMerchant, p95, sayNext } from "../../support/offered-load.ts";
import { quantile } from "../../support/quantile.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

/** What a stranger may wait at most, in times of what they wait while all is calm. */
const MOST_TIMES = 3;
const STRANGERS = 20;
const STRANGERS_PER_SECOND = 8;
/** As many conversations as the attack that was seen. */
const CONVERSATIONS = 29;
const ATTACKER = "203.0.113.66";
const LONGEST = 4_000;
/** Of characters that unfold to many, row on row of sentence ends, and halves of numbers. */
const HARD = ["ﷺ", "了", "卡号6222然后0210", "⑥② ", "验证码12 ", "㌕"].map((piece) =>
  piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST),
);
/** What an address may send, counted anew after so long. */
const MOST_BYTES = 320_000;
const COUNTED_MS = 10_000;
/** Before and after an attack, strangers' times differ by less than this, or the machine was busy with something else. */
const MOST_DIFFERENT = 2;
/** Before each calm the proof itself works for a moment; when that takes longer than so many times its CPU time, others hold the cores. */
const MOST_STRETCHED = 1.5;
const WORK_MS = 50;
/** So many of the attacks have to be told apart from whatever else the machine did. */
const FEWEST_TOLD = 0.5;

type FairOptions = { readonly seconds: number; readonly rounds: number; readonly timed: boolean };

export const proof = {
  name: "fair",
  promise:
    "Whatever one address sends, the messages of others wait no more than three times as long as without it.",
  short: { seconds: 18, options: { seconds: 2, rounds: 1, timed: false } },
  full: { seconds: 170, options: { seconds: 8, rounds: 7, timed: true } },
  options: {
    seconds: "of each calm, and of each attack",
    rounds: "of attack, each with a calm before and after",
    timed: "whether the strangers' times are judged",
  },
  async run({ seconds, rounds, timed }: FairOptions) {
    const running = await startProcess({ DATA_DIR: freshDataDir(), TRUST_PROXY: "1" });
    try {
      const { address } = running;
      const open = (count: number, from?: string) =>
        Promise.all(Array.from({ length: count }, (_, n) => openMerchant(address, n, from)));
      const strangers = await open(STRANGERS);
      const attackers = await open(CONVERSATIONS, ATTACKER);
      const talk = () => offer(address, strangers, { perSecond: STRANGERS_PER_SECOND, seconds });
      await talk(); // until then the engine is still compiling
      const began = performance.now();
      const stretches: number[] = [];
      const calmly = () => {
        stretches.push(stretch());
        return talk();
      };
      const calm = [await calmly()];
      const beside: Answer[][] = [];
      const attacks: { taken: number; refused: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const attack = attackUntilEnd(address, attackers);
        beside.push(await talk());
        attacks.push(await attack.end());
        calm.push(await calmly());
      }
      const sum = (of: "taken" | "refused") => attacks.reduce((all, one) => all + one[of], 0);
      const [taken, refused] = [sum("taken"), sum("refused")];
      const bytes = taken * Math.min(...HARD.map((text) => Buffer.byteLength(text)));
      const mostBytes = MOST_BYTES * Math.ceil(1 + (performance.now() - began) / COUNTED_MS);
      const times = timesOf(calm, beside);
      const middle = times.length === 0 ? 0 : quantile(times, 0.5);
      const unanswered = [...calm, ...beside].flat().filter(({ status }) => status !== 200).length;
      const stretched = quantile(stretches, 0.5);
      if (timed && (stretched > MOST_STRETCHED || times.length < rounds * FEWEST_TOLD))
        throw new Error(
          `this machine does something else: calm took ${calm.map((one) => p95(one).toFixed(0))} ms, and work ${stretched.toFixed(1)} times its CPU time`,
        );
      return {
        findings: [
          ...(unanswered === 0 ? [] : [`${unanswered} messages of strangers were refused`]),
          ...(bytes <= mostBytes ? [] : [`${bytes} bytes of one address were taken, not ${mostBytes}`]),
          ...(timed && middle > MOST_TIMES
            ? [`strangers waited ${middle.toFixed(1)} times as long (p95), not ${MOST_TIMES}`]
            : []),
        ],
        figures: [
          `${calm.flat().length} messages of strangers while it was calm: p95 ${p95(calm.flat()).toFixed(1)} ms`,
          `${beside.flat().length} beside the attack: p95 ${p95(beside.flat()).toFixed(1)} ms`,
          `times as long as in the calm around: ${times.map((one) => one.toFixed(1)).join(", ")}; in the middle ${middle.toFixed(1)} (mark ${MOST_TIMES})`,
          `the attack in ${CONVERSATIONS} conversations from one address: ${taken} messages taken, ${refused} refused`,
        ],
      };
    } finally {
      await stopProcess(running, "SIGKILL");
    }
  },
} satisfies Proof<FairOptions>;

/** How many times as long as its CPU time some work takes. */
function stretch(): number {
  const began = performance.now();
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    const workedMs = (user + system) / 1_000;
    if (workedMs >= WORK_MS) return (performance.now() - began) / workedMs;
  }
}

/**
 * How many times as long strangers waited (p95) in each attack as in the calms right before and after it; of those only
 * whose calms agree. So whatever else a machine does for a while spoils few of them and not the one in the middle.
 */
function timesOf(calm: readonly Answer[][], beside: readonly Answer[][]): number[] {
  return beside.flatMap((answers, round) => {
    const around = calm.slice(round, round + 2).map(p95);
    const [low, high] = [Math.min(...around), Math.max(...around)];
    return high > MOST_DIFFERENT * low ? [] : [(2 * p95(answers)) / (low + high)];
  });
}

const EVERY_MS = 1_000;

/** Each conversation says a hard text a second, whatever is answered. */
function attackUntilEnd(address: string, attackers: readonly Merchant[]) {
  let isOver = false;
  const answers: Answer[] = [];
  const all = attackers.map(async (attacker, n) => {
    while (!isOver) {
      const [answer] = await Promise.all([
        sayNext(address, attacker, HARD[(attacker.said + n) % HARD.length]),
        sleep(EVERY_MS),
      ]);
      answers.push(answer);
    }
  });
  return {
    async end() {
      isOver = true;
      await Promise.all(all);
      const taken = answers.filter(({ status }) => status === 200).length;
      return { taken, refused: answers.length - taken };
    },
  };
}
