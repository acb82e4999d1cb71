// Finds what is sent in another writing and said to be: 「base64: NjIyMjAy…」「十六进制 3632 3137…」. Nobody writes so what may be read.
import { type Finding, inLink, type Scene } from "./scene.ts";

const SAID = /base\s?-?64|(?<![a-z])hex(?![a-z])|十六进制|16进制/g;
/** How far from the word; a sentence or two. */
const REACH = 60;
const TOKEN = /(?<![a-z\d+/=])(?=[a-z+/]*\d)[a-z\d+/]{8,}={0,2}(?![a-z\d+/=])/g;
const SHORTEST_CARD = 16;

export function findEncoded(scene: Scene): Finding[] {
  const { words } = scene.view;
  return [...words.matchAll(SAID)].flatMap(({ index }) => {
    const from = Math.max(0, index - REACH);
    return [...words.slice(from, index + REACH).matchAll(TOKEN)].flatMap(({ 0: text, index: at }) => {
      const start = from + at;
      if (inLink(scene, start) || text.search(SAID) !== -1) return [];
      return [
        {
          kind: text.length < SHORTEST_CARD ? "otp" : "pan",
          ...{ start, end: start + text.length, head: 0, tail: 0 },
        } as const,
      ];
    });
  });
}
