// The releases as an operator reads them, and a new release of an old content.
import { generationOf, placeOf, releaseWith, shortHash } from "../../served/content-heads.ts";
import type { Release } from "../../storage/head-store.ts";
import type { Store } from "../../storage/open-store.ts";

const NONE = "No content was released yet: a server enters what its folder holds when it starts.";

/** A line each, the newest last. */
export function listReleases(releases: readonly Release[]): readonly string[] {
  if (releases.length === 0) return [NONE];
  return releases.map(({ generation, at, heads }) => {
    const contents = [...heads].map(([locale, hash]) => `${locale} ${shortHash(hash)}`).join("  ");
    return `${generation}  ${at}  ${contents}${generation === generationOf(releases) ? "  served now" : ""}`;
  });
}

/** All locales as they were when the hash, or what begins so, was released last. Servers follow within seconds. */
export async function releaseAgain(
  { heads, snapshots }: Pick<Store, "heads" | "snapshots">,
  beginning: string,
  now: Date,
): Promise<{ readonly said: string; readonly isDone: boolean }> {
  const no = (said: string) => ({ said, isDone: false });
  const releases = await heads.all();
  if (releases.length === 0) return no(NONE);
  const wanted = releaseWith(releases, beginning);
  if (!wanted)
    return no(
      `No released content begins with ${beginning}: \`huanka content release\` lists all there are.`,
    );
  if (placeOf(wanted.heads, releases) === "current")
    return no(
      `Content ${beginning} is what is served now, generation ${generationOf(releases)}: nothing to do.`,
    );
  for (const hash of wanted.heads.values())
    if (!(await snapshots.load(hash)))
      return no(
        `Content ${shortHash(hash)} is not kept any more. Put its files back into the content folder, with a change in one of them: what was never released is a new release.`,
      );
  const after = generationOf(releases);
  if (!(await heads.add(wanted.heads, { after, now })))
    return no("Another release came in meanwhile: look at `huanka content release`, then run this again.");
  return {
    said:
      `Generation ${after + 1} is the content of generation ${wanted.generation}: every server follows in about two seconds.\n` +
      "Put that content into the folders too: until then huanka_content_behind is 1 where another one lies.",
    isDone: true,
  };
}
