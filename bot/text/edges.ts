// Takes off what stands at both ends of a text.

/**
 * The text without the characters at its ends that `isEdge` matches one by one. Reads each end once; a pattern such as
 * `[…]+$` begins anew at every character of a long row of them.
 */
export function withoutEdges(text: string, isEdge: RegExp): string {
  const characters = [...text];
  const first = characters.findIndex((character) => !isEdge.test(character));
  const last = characters.findLastIndex((character) => !isEdge.test(character));
  return first < 0 ? "" : characters.slice(first, last + 1).join("");
}
