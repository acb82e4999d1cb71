// Whether what lies in a folder is the release that all nodes serve, a new one, or one that was left behind.
import type { HeadStore, Heads, Release } from "../storage/head-store.ts";

/** `old`: it was released before, or a part of it was, and another is served since. */
export type Place = "current" | "new" | "old";

/** A translation's hash covers its original too: one locale left behind means that the folder is. */
export function placeOf(folder: Heads, releases: readonly Release[]): Place {
  const head = releases.at(-1)?.heads ?? new Map<string, string>();
  if (isSame(folder, head)) return "current";
  const was = new Set(releases.flatMap(({ heads }) => [...heads.values()]));
  const isLeft = [...folder].some(([locale, hash]) => was.has(hash) && head.get(locale) !== hash);
  return isLeft || releases.some(({ heads }) => isSame(folder, heads)) ? "old" : "new";
}

/**
 * What lies in a folder, entered as the next release where it never was one. Of two nodes that do so at once one is first,
 * and the other looks again.
 */
export async function enterRelease(
  store: Pick<HeadStore, "all" | "add">,
  folder: Heads,
  now: Date,
): Promise<{ readonly place: Exclude<Place, "new">; readonly releases: readonly Release[] }> {
  for (;;) {
    const releases = await store.all();
    const place = placeOf(folder, releases);
    if (place !== "new") return { place, releases };
    await store.add(folder, { after: generationOf(releases), now });
  }
}

export function generationOf(releases: readonly Release[]): number {
  return releases.at(-1)?.generation ?? 0;
}

/** The last release with content whose hash begins so, in whatever locale. */
export function releaseWith(releases: readonly Release[], beginning: string): Release | undefined {
  return releases.findLast(({ heads }) => [...heads.values()].some((hash) => hash.startsWith(beginning)));
}

function isSame(one: Heads, other: Heads): boolean {
  return one.size === other.size && [...one].every(([locale, hash]) => other.get(locale) === hash);
}

/** Short enough to type, long enough to be one content only. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
