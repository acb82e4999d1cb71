// Tells consoles what is new in rounds, each of which reads once for everybody who is ready to hear.
import { setImmediate as othersTurn, setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../base/log.ts";
import type { Desk } from "../../desk/desk.ts";
import type { News } from "../../desk/news.ts";

/** Of many changes at once each console hears together. */
const BETWEEN_ROUNDS_MS = 200;
/** After so many consoles a merchant's message has its turn. */
const IN_ONE_GO = 5;

/** Who is told. */
export interface Listener {
  readonly cookie: string | undefined;
  /** The number of the last event it was told of. */
  after(): number;
  isOpen(): boolean;
  /** What is new after a number; resolves when it has been read. */
  tell(news: News, after: number): Promise<void>;
  /** Its session opens nothing any more. */
  end(): void;
  /** What is new could not be read. */
  fail(): void;
}

export interface Rounds {
  /** It is in the next round, or the first after it has read what it was told; resolves when nobody is left to tell. */
  join(one: Listener): Promise<void>;
}

export function createRounds(parts: {
  readonly desk: {
    readonly api: Pick<Desk["api"], "newsFor">;
    readonly sessions: Pick<Desk["sessions"], "findAll">;
    readonly presence: Pick<Desk["presence"], "all">;
  };
  readonly log: Log;
}): Rounds {
  const { desk, log } = parts;
  const waiting = new Set<Listener>();
  /** They have not read yet what they were told; nobody waits for them. */
  const reading = new Set<Listener>();
  let running: Promise<void> | undefined;

  /** The consoles come back with their numbers and lose nothing. */
  function failed(all: readonly Listener[], cause: unknown): void {
    log.error({ err: cause }, "consoles' streams were closed");
    for (const one of all) one.fail();
  }

  async function tell(one: Listener, news: News, after: number): Promise<void> {
    reading.add(one);
    await one.tell(news, after).catch((cause: unknown) => failed([one], cause));
    reading.delete(one);
    if (news.hasMore) waiting.add(one);
    if (waiting.has(one)) void run();
  }

  async function tellAll(all: readonly Listener[]): Promise<void> {
    // Rights may have ended since the last round: asked anew before anything is told.
    const signedIn = await desk.sessions.findAll(all.map(({ cookie }) => cookie));
    const listening = all.flatMap((one) => {
      const found = signedIn(one.cookie);
      if (!found) one.end();
      return found ? [{ one, actor: found.actor, after: one.after() }] : [];
    });
    const newsOf = await desk.api.newsFor(listening, desk.presence.all());
    for (const [index, of] of listening.entries()) {
      void tell(of.one, newsOf(of), of.after);
      if ((index + 1) % IN_ONE_GO === 0) await othersTurn();
    }
  }

  async function rounds(): Promise<void> {
    // Whoever hears of the same news is in the same round.
    await othersTurn();
    for (;;) {
      const ready = [...waiting].filter((one) => !reading.has(one));
      if (ready.length === 0) {
        running = undefined;
        return;
      }
      for (const one of ready) waiting.delete(one);
      try {
        await tellAll(ready.filter((one) => one.isOpen()));
      } catch (cause) {
        failed(ready, cause);
      }
      await sleep(BETWEEN_ROUNDS_MS);
    }
  }

  function run(): Promise<void> {
    running ??= rounds();
    return running;
  }

  return {
    join(one) {
      waiting.add(one);
      return run();
    },
  };
}
