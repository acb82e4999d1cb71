// One turn of ours, recognition and state included, beside the SDK's own echo bot with state.
// Both run on the same adapter, once in memory and once committed; the stories' own lines are what merchants say.
import { cpus } from "node:os";
import { createSupportBot } from "../../../bot/bot.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import type { ActivityHandler } from "../../../bot/sdk.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { runBotTurn } from "../../../src/chat/turn-adapter.ts";
import { createEchoBot } from "../../support/echo-bot.ts";
import { quantile } from "../../support/quantile.ts";
import { readStories } from "../../support/run-story.ts";
import type { Bench } from "../bench.ts";
import { timeCommitted } from "../turn/committed.ts";

const TURNS = 10_000;
const COMMITTED_TURNS = 2_000; // of each bot; each waits for the disk
const WARM_UP = 2_000; // turns; until then the engine is still compiling
const WINDOW = 1_000; // turns at each end that are compared
const BLOCK = 500; // turns of one bot before the other's, so that both meet the same noise of the machine
const BUDGET_MS = 1.5;
const MOST_TIMES_ECHO = 1.5;
const MOST_GROWTH = 1.2; // the last window against the first; what two equal windows differ by on a busy machine
const NOW = "2026-11-24T02:00:00.000Z";

export const bench = {
  name: "turn",
  says: "one turn of ours, recognition and state included, beside the SDK's own echo bot with state",
  async run() {
    const knowledge = await loadKnowledge("content");
    const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
    const support = createSupportBot({ current: () => knowledge, snapshot: async () => undefined });
    const ours = createTimer(support, { lines, keepsState: true });
    const theirs = createTimer(createEchoBot(), { lines, keepsState: false });
    for (let from = 0; from < WARM_UP + TURNS; from += BLOCK) {
      const isWarm = from >= WARM_UP;
      await ours.time(from, isWarm);
      await theirs.time(from, isWarm);
    }

    /** What recognising alone takes, of the messages that no button or command decides. */
    const { recognise } = compiled(knowledge);
    const recognising = lines.map((line) => {
      const { text } = maskSecrets(line);
      const startedAt = performance.now();
      recognise(text, { inGuide: false });
      return performance.now() - startedAt;
    });

    const [committed = [], echoCommitted = []] = await timeCommitted(
      [createSupportBot({ current: () => knowledge, snapshot: async () => undefined }), createEchoBot()],
      { lines, turns: COMMITTED_TURNS, warmUp: WINDOW / 2 },
    );

    const p50 = quantile(ours.took, 0.5);
    const echoP50 = quantile(theirs.took, 0.5);
    const ratio = p50 / echoP50;
    const committedP50 = quantile(committed, 0.5);
    const committedRatio = committedP50 / quantile(echoCommitted, 0.5);
    const growth = quantile(ours.took.slice(-WINDOW), 0.5) / quantile(ours.took.slice(0, WINDOW), 0.5);
    const stateBytes = Buffer.byteLength(JSON.stringify(ours.state()));
    const ms = (value: number) => value.toFixed(3);
    console.log(
      [
        `machine      ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, ${lines.length} lines of stories`,
        `turn         p50 ${ms(p50)} ms, p95 ${ms(quantile(ours.took, 0.95))} ms, p99 ${ms(quantile(ours.took, 0.99))} ms (budget p50 ${BUDGET_MS} ms)`,
        `recognition  p50 ${ms(quantile(recognising, 0.5))} ms of the turns that need it`,
        `echo bot     p50 ${ms(echoP50)} ms, p95 ${ms(quantile(theirs.took, 0.95))} ms`,
        `in memory    ${ratio.toFixed(2)} times the echo bot, which reads no message (docs/adr, turn cost)`,
        `committed    p50 ${ms(committedP50)} ms, echo bot ${ms(quantile(echoCommitted, 0.5))} ms: ${committedRatio.toFixed(2)} times (budget ${MOST_TIMES_ECHO})`,
        `growth       ${growth.toFixed(2)} over ${TURNS} turns (budget ${MOST_GROWTH}); state ${stateBytes} bytes`,
      ].join("\n"),
    );
    return p50 > BUDGET_MS || committedRatio > MOST_TIMES_ECHO || growth > MOST_GROWTH ? 1 : 0;
  },
} satisfies Bench;

interface TurnTimer {
  /** Milliseconds of each turn of a block that was warm. */
  readonly took: readonly number[];
  /** Runs a block of turns from this line on. */
  time(from: number, isWarm: boolean): Promise<void>;
  state(): unknown;
}

/** Our state goes through JSON, as in the store and in the SDK's storage. */
function createTimer(
  bot: ActivityHandler,
  { lines, keepsState }: { lines: readonly string[]; keepsState: boolean },
): TurnTimer {
  const took: number[] = [];
  let stored: unknown;

  async function timeTurn(index: number): Promise<number> {
    const { text, found } = maskSecrets(lines[index % lines.length] ?? "");
    const activity = {
      type: "message",
      id: String(index),
      channelId: "directline",
      conversation: { id: "one", isGroup: false, conversationType: "", name: "" },
      from: { id: "merchant", name: "" },
      recipient: { id: "bot", name: "" },
      text,
    };
    const startedAt = performance.now();
    const outcome = await runBotTurn(bot, {
      activity,
      state: stored === undefined ? undefined : JSON.parse(JSON.stringify(stored)),
      now: NOW,
      secrets: [...new Set(found.map(({ kind }) => kind))],
      replyId: (reply) => `${index}|${reply}`,
    });
    const ms = performance.now() - startedAt;
    if (outcome.kind === "failed") throw outcome.cause;
    if (keepsState) stored = outcome.state;
    return ms;
  }

  return {
    took,
    async time(from, isWarm) {
      for (let index = from; index < from + BLOCK; index += 1) {
        const ms = await timeTurn(index);
        if (isWarm) took.push(ms);
      }
    },
    state: () => stored,
  };
}
