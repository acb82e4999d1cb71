// Keeps what is served at the newest release: enters what is new in the folder, and follows what another node entered.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Log } from "../base/log.ts";
import type { HeadStore, Heads, Release } from "../storage/head-store.ts";
import { enterRelease, generationOf, releaseWith, shortHash } from "./content-heads.ts";

/** What another node released is found by looking. */
const LOOK_EVERY_MS = 2_000;

interface Parts {
  readonly heads?: HeadStore | undefined;
  readonly clock: () => Date;
  readonly log: Log;
  readonly prepare?: (knowledge: Knowledge) => Promise<void>;
}

interface Serving {
  served(): ReadonlyMap<string, Knowledge>;
  /** Content that is kept; undefined when it is gone, or this version cannot read it. */
  find(hash: string): Promise<Knowledge | undefined>;
  serve(loaded: readonly Knowledge[]): void;
}

/**
 * Content that was never released becomes the next release. A folder with an earlier one is left, told once, and the newest
 * is served from the database; where this version cannot read that, it goes on with its own.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createReleases({ heads, clock, log, prepare }: Parts, { served, find, serve }: Serving) {
  let folder: readonly Knowledge[] = [];
  let known: readonly Release[] = [];
  /** Of what is served; lower than that of the newest where that cannot be read. */
  let generation = 0;
  let isBehind = false;
  let isUnsure = false;
  let told = "";
  let last: Promise<void> = Promise.resolve();

  /** One after the other: what is served follows from what was found last. */
  function inTurn(job: () => Promise<void>): Promise<void> {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  }

  async function settle(): Promise<void> {
    if (!heads) return serve(folder);
    isUnsure = true;
    const { place, releases } = await enterRelease(heads, hashesOf(folder), clock());
    known = releases;
    isBehind = place === "old";
    const newest = releases.at(-1);
    const content = isBehind && newest ? await contentOf(newest) : folder;
    if (newest && isBehind) tellOnce(newest, content !== undefined);
    if (content) {
      serve(content);
      generation = generationOf(releases);
    } else if (generation === 0) generation = generationAt(hashesOf(folder));
    isUnsure = false;
  }

  /** Undefined where one locale cannot be read: half a release is none. */
  async function contentOf({ heads }: Release): Promise<readonly Knowledge[] | undefined> {
    const found: Knowledge[] = [];
    for (const hash of heads.values()) {
      const here = [...folder, ...served().values()].find((one) => one.hash === hash);
      const knowledge = here ?? (await find(hash));
      if (!knowledge) return undefined;
      if (!here) await prepare?.(knowledge);
      found.push(knowledge);
    }
    return found;
  }

  function tellOnce(newest: Release, isRead: boolean): void {
    const left = [...hashesOf(folder)].find(([locale, hash]) => newest.heads.get(locale) !== hash)?.[1] ?? "";
    const what = `${left} ${newest.generation}`;
    if (what === told) return;
    told = what;
    const seen = { folder: left, generation: newest.generation, serves: [...newest.heads.values()] };
    if (isRead)
      log.warn(
        { ...seen, command: `huanka content release ${shortHash(left)}` },
        "the content folder holds an earlier release, so the newest is served from the database: update the folder, or go back to what it holds by the command",
      );
    else
      log.error(
        seen,
        "the newest content release cannot be read by this version, so this node serves its own: update this node",
      );
  }

  /** The last release that a hash belongs to; undefined for content nobody released, or not yet known here. */
  function generationAt(hashes: Heads): number {
    return Math.max(0, ...[...hashes.values()].map((hash) => releaseWith(known, hash)?.generation ?? 0));
  }

  const look = () =>
    inTurn(async () => {
      if (heads && (isUnsure || (await heads.newest()) !== generationOf(known))) await settle();
    }).catch((error: unknown) => log.debug({ err: error }, "the content releases could not be read"));

  const looking = heads && setInterval(() => void look(), LOOK_EVERY_MS).unref();
  return {
    generation: () => generation,
    isBehind: () => isBehind,
    enter: (loaded: readonly Knowledge[]) =>
      inTurn(() => {
        folder = loaded;
        return settle();
      }),
    async reach(hash: string): Promise<void> {
      if ([...served().values()].some((one) => one.hash === hash)) return;
      const at = releaseWith(known, hash)?.generation;
      if (at === undefined || at > generation) await look();
    },
    close: () => clearInterval(looking),
  };
}

function hashesOf(contents: readonly Knowledge[]): Heads {
  return new Map(contents.map(({ locale, hash }) => [locale, hash]));
}
