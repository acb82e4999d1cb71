// What somebody may have meant who typed a name that is not there.
import { distance } from "../../bot/text/distance.ts";

const MOST = 3;
const SHORT = 4; // letters; with two of them changed it is simply another word

/** The nearest of the known names, best first; none where nothing is near. A part of a name counts as near. */
export function suggest(typed: string, known: readonly string[]): readonly string[] {
  const plain = typed.toLowerCase().replace(/[\s:_-]+/g, " ");
  const most = plain.length <= SHORT ? 1 : 2;
  const near = known
    .map((name) => ({ name, apart: distance(plain, name.replaceAll("-", " ")) }))
    .filter(({ apart }) => apart <= most)
    .sort((a, b) => a.apart - b.apart)
    .map(({ name }) => name);
  const within = known.filter((name) => name.split(/[ -]/).includes(plain));
  return [...new Set([...near, ...within])].slice(0, MOST);
}
