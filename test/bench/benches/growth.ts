// What a message costs to keep, and whether many of them make anything slower, on both engines. The first ten thousand are
// said to the real bot; the rest are copies of those. Then two databases are spoken to in turn, the one as it was after the
// first and the one that has grown, so that whatever else the machine does slows both.
import { cpus } from "node:os";
import { openStore } from "../../../src/storage/open-store.ts";
import { quantile } from "../../support/quantile.ts";
import type { Bench } from "../bench.ts";
import { fill } from "../growth/copies.ts";
import { ENGINES, type Kept } from "../growth/kept.ts";
import { A_MERCHANT, type Talker, talkers, timed } from "../growth/talk.ts";

const SHORT_RUN = 1_200;
/** So many are said; more are copied. */
const SAID = 10_000;
/** So many are said to each of the two in turn. */
const IN_TURN = 4_000;
/** While the engine compiles. */
const WARM_UP = 200;
const MOST_SLOWER = 1.2;
const MOST_COUNT_MS = 100;
const KILO = 1_000;

export const bench = {
  name: "growth",
  says: "what a message costs to keep on both engines, and whether many of them make anything slower",
  options: { messages: { type: "string" }, engine: { type: "string" } },
  async run(values) {
    const messages = Number(values.messages ?? SHORT_RUN);
    const engines = Object.keys(ENGINES).filter(
      (name) => values.engine === undefined || values.engine === name,
    );
    if (!Number.isInteger(messages) || messages < A_MERCHANT || engines.length === 0) {
      console.error(
        `--messages is a number of at least ${A_MERCHANT}, --engine ${Object.keys(ENGINES).join(" or ")}`,
      );
      return 2;
    }
    console.log(
      `machine      ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; one after another, no network`,
    );
    const talkerOf = await talkers();
    const missed: boolean[] = [];
    for (const engine of engines) {
      const kept = await (ENGINES[engine] as () => Promise<Kept>)();
      try {
        missed.push(await grow({ engine, kept, talkerOf }, messages));
      } finally {
        await kept.close();
      }
    }
    return missed.includes(true) ? 1 : 0;
  },
} satisfies Bench;

interface Parts {
  readonly engine: string;
  readonly kept: Kept;
  readonly talkerOf: Awaited<ReturnType<typeof talkers>>;
}

/** Prints the figures of one engine, and answers whether a mark was missed. */
async function grow({ engine, kept, talkerOf }: Parts, messages: number): Promise<boolean> {
  await (await openStore(kept.url)).close();
  const [storedBefore, loggedBefore] = [await kept.stored(), await kept.logged()];
  const said = Math.min(messages, SAID);
  const first = await openStore(kept.url);
  const talker = talkerOf(first);
  const took: number[] = [];
  for (let sent = 0; sent < said; sent += 1) took.push(await talker.say());
  await first.close();
  const logged = perMessage(loggedBefore, await kept.logged(), said);

  const small = await kept.copy();
  const times = Math.round(messages / said) - 1;
  if (times > 0) await fill(kept.url, times);
  const stored = ((await kept.stored()) - storedBefore) / (said * (1 + times));
  const { marks } = kept;
  const log = logged === undefined ? "" : `, ${Math.round(logged)} B of log`;
  const mark =
    marks.logged === undefined ? `mark ${marks.stored} B` : `marks ${marks.stored} and ${marks.logged} B`;
  console.log(
    [
      `${engine.padEnd(12)} ${said * (1 + times)} messages of ${Math.ceil(said / A_MERCHANT) * (1 + times)} merchants, ${said} of them said`,
      `  kept       ${Math.round(stored)} B a message${log} (${mark})`,
      `  answered   p50 ${quantile(took, 0.5).toFixed(2)} ms, p95 ${quantile(took, 0.95).toFixed(2)} ms`,
    ].join("\n"),
  );
  const isDear = stored > marks.stored || (logged ?? 0) > (marks.logged ?? Infinity);
  const isSlow = await compare({ kept, talkerOf }, { small, hasGrown: times > 0 });
  return isDear || isSlow;
}

/** Speaks to both in turn, counts in the one that has grown, and answers whether a mark was missed. */
async function compare(
  { kept, talkerOf }: Omit<Parts, "engine">,
  { small, hasGrown }: { small: string; hasGrown: boolean },
): Promise<boolean> {
  const [before, grown] = [await openStore(small), await openStore(kept.url)];
  try {
    let isSlow = false;
    if (hasGrown) {
      const { of, log } = await inTurn(kept, [talkerOf(before), talkerOf(grown)]);
      const [was = 0, is = 0] = of.map((took) => quantile(took, 0.95));
      const logged = log === undefined ? "" : `, ${Math.round(log)} B of log a message after a checkpoint`;
      console.log(
        `  in turn    p95 ${was.toFixed(2)} ms as it was, ${is.toFixed(2)} ms grown: ${(is / was).toFixed(2)} times (mark ${MOST_SLOWER})${logged}`,
      );
      isSlow = is / was > MOST_SLOWER;
    }
    const all = await timed(() => grown.retention.all());
    const old = await timed(() => grown.retention.old(new Date().toISOString(), KILO));
    console.log(
      `  counted    ${all.toFixed(1)} ms all conversations, ${old.toFixed(1)} ms the old ones (mark ${MOST_COUNT_MS} ms)`,
    );
    return isSlow || all > MOST_COUNT_MS || old > MOST_COUNT_MS;
  } finally {
    await before.close();
    await grown.close();
  }
}

/** Milliseconds of each message, and the bytes of log that one costs the second of the two. */
async function inTurn(kept: Kept, both: readonly [Talker, Talker]) {
  const of: readonly [number[], number[]] = [[], []];
  let log: number | undefined;
  for (let sent = 0; sent < IN_TURN + WARM_UP; sent += 1) {
    const was = await both[0].say();
    const before = await kept.logged();
    const is = await both[1].say();
    const wrote = perMessage(before, await kept.logged(), 1);
    if (sent < WARM_UP) continue;
    of[0].push(was);
    of[1].push(is);
    if (wrote !== undefined) log = (log ?? 0) + wrote / IN_TURN;
  }
  return { of, log };
}

function perMessage(before: number | undefined, after: number | undefined, messages: number) {
  return before === undefined || after === undefined ? undefined : (after - before) / messages;
}
