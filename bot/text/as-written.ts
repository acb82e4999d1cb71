// Words that were found in a normalised message, as their writer wrote them.
import { normalise } from "./normalise.ts";

/** Characters of the message that are looked through: a name is said early. */
const LOOKED_THROUGH = 200;

/** 「双乾」 for what is read as 「双干」; the normalised words where they stand nowhere as such, so that nothing is made up. */
export function asWritten(text: string, normalised: string): string {
  const characters = [...text.slice(0, LOOKED_THROUGH)];
  const { length } = [...normalised];
  for (let at = 0; at + length <= characters.length; at += 1) {
    const written = characters.slice(at, at + length).join("");
    if (normalise(written) === normalised) return written;
  }
  return normalised;
}
