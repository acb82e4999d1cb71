// Finds e-mail addresses, however their signs are spelt.
import type { Finding, Scene } from "./scene.ts";
import type { View } from "./view/view.ts";

const LOCAL_LONGEST = 64;
const DOMAIN_LONGEST = 255;

/** The sign itself, and how people write it where they may not type it. */
const AT =
  /@|\s?(?:[([{<]\s?(?:at?|艾特|爱特|@|圈a?)\s?[)\]}>]|艾特|爱特|圈a|小老鼠)\s?|\sat\s|#(?=(?:163|126|qq|139|189|sina|sohu|gmail|outlook|hotmail|foxmail|icloud)[.。]com)/g;
/** A blank behind every letter: `z h a n g @ 1 6 3 . c o m`. */
const SPACED = /(?<![a-z\d])(?:[a-z\d._] ){4,40}@(?: [a-z\d.]){4}/g;
const DOMAIN = /^[a-z\d-]+[.。][a-z\d-]/;
const DOT = "(?:[.。]|\\s?[点點]\\s?|\\s?[([{<]\\s?dot\\s?[)\\]}>]\\s?|\\sdot\\s)";
const SPELLED_DOMAIN = new RegExp(`^[a-z\\d-]+(?:${DOT}[a-z\\d-]+)*${DOT}[a-z]{2,}`);

export function findEmails({ view }: Scene): Finding[] {
  const { words } = view;
  const found = [...words.matchAll(SPACED)].map(({ 0: text, index }): Finding => {
    return { kind: "email", start: index, end: index + text.lastIndexOf("@"), head: 0, tail: 0 };
  });
  for (const { 0: sign, index: at } of words.matchAll(AT)) {
    const local =
      /(?:[a-z\d._%+-]|[([{<]dot[)\]}>]| dot )+$/.exec(
        words.slice(Math.max(0, at - LOCAL_LONGEST), at),
      )?.[0] ?? "";
    const after = words.slice(at + sign.length, at + sign.length + DOMAIN_LONGEST);
    if (local === "" || !isAddress(sign, local, after)) continue;
    if (sign === "@" && isUserOfLink(view, at)) continue;
    const head = Math.min(3, local.length - 1);
    found.push({ kind: "email", start: at - local.length, end: at, head, tail: 0 });
  }
  return found;
}

/** "look at lakala dot com" is no address: after a mere "at" the name must look like one, and the dot be spelled out. */
function isAddress(sign: string, local: string, after: string): boolean {
  if (sign === "@" && DOMAIN.test(after)) return true;
  const domain = SPELLED_DOMAIN.exec(after)?.[0];
  if (domain === undefined) return false;
  return sign.trim() !== "at" || (/[\d._]| dot /.test(local) && domain.includes("dot"));
}

/** `https://www.lakala.com@evil.example`: what stands before the @ is there to deceive, and has to stay to be seen. */
function isUserOfLink({ words }: View, at: number): boolean {
  const before = words.slice(Math.max(0, at - DOMAIN_LONGEST), at);
  return /(?:https?:\/\/|(?<![a-z\d.@])www\.)[^\s/?#@]*$/.test(before);
}
