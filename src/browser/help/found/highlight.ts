// Marks what a query matched, by building nodes. Chinese has no spaces, so pairs of characters count as words.

const WORD = /[\p{Script=Han}]+|[\p{L}\p{N}+]+/gu;
const HAN = /\p{Script=Han}/u;

/** What of a query is looked for in a text. */
export function needlesOf(query: string): string[] {
  return (query.toLowerCase().match(WORD) ?? []).flatMap((word) => {
    if (!HAN.test(word) || word.length < 2) return [word];
    return Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
  });
}

/** The text as nodes, with every part that occurs in one of the queries inside `<mark>`. */
export function highlight(text: string, queries: readonly string[]): Node[] {
  const haystack = text.toLowerCase();
  if (haystack.length !== text.length) return [new Text(text)]; // positions would not agree
  const hit = new Uint8Array(text.length);
  for (const needle of queries.flatMap(needlesOf)) {
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
      hit.fill(1, at, at + needle.length);
    }
  }
  const nodes: Node[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && hit[to] === hit[from]) to++;
    const part = new Text(text.slice(from, to));
    if (hit[from]) {
      const mark = document.createElement("mark");
      mark.append(part);
      nodes.push(mark);
    } else nodes.push(part);
    from = to;
  }
  return nodes;
}
