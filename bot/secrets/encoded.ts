// Finds what is sent in another writing: said to be, 「十六进制 3632 3137…」, or found to be by reading it, 「NjIyMjAy…」. Nobody writes so what may be read.
import { type Finding, inLink, type Scene } from "./scene.ts";

const SAID = /base\s?-?64|(?<![a-z])hex(?![a-z])|十六进制|16进制/g;
/** How far from the word; a sentence or two. */
const REACH = 60;
const TOKEN = /(?<![a-z\d+/=])(?=[a-z+/]*\d)[a-z\d+/]{8,}={0,2}(?![a-z\d+/=])/g;
const SHORTEST_CARD = 16;

export function findEncoded(scene: Scene): Finding[] {
  return [...findSaid(scene), ...findReadable(scene), ...findMorse(scene)];
}

function findSaid(scene: Scene): Finding[] {
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

/** Of Base64, whole groups of four characters. */
const GROUPS =
  /(?<![A-Za-z\d+/=])(?=[A-Z\d+/]*[a-z])(?=[a-z\d+/]*[A-Z])[A-Za-z\d+/]{6,64}={0,2}(?![A-Za-z\d+/=])/g;
const NUMBER = /^\d{4,19}$/;
/** Letters and digits that are all written: by chance one in ten thousand is. */
const WRITTEN = /^(?=.*[a-z])(?=.*\d)[!-~]{8,48}$/i;

/** What turns out to be a number, or a password of letters and digits. */
function findReadable(scene: Scene): Finding[] {
  const { raw, starts } = scene.view;
  if (raw.length > starts.length * 2) return [];
  return [...raw.matchAll(GROUPS)].flatMap(({ 0: token, index }) => {
    const kind = kindOf(token);
    const start = kind ? starts.indexOf(index) : -1;
    if (!kind || start === -1 || inLink(scene, start)) return [];
    return [{ kind, start, end: start + token.length, head: 0, tail: 0 }];
  });
}

function kindOf(token: string): Finding["kind"] | undefined {
  const text = decoded(token);
  if (saysNumber(text)) return "pan";
  if (NUMBER.test(text)) return text.length < SHORTEST_CARD ? "otp" : "pan";
  return WRITTEN.test(text) ? "password" : undefined;
}

function decoded(token: string): string {
  const letters = token.replace(/=+$/, "");
  return letters.length % 4 === 1 ? "" : atob(letters.padEnd(Math.ceil(letters.length / 4) * 4, "="));
}

/** Chinese in UTF-8 with a number among it: by chance nothing is. */
function saysNumber(bytes: string): boolean {
  if (!/[\u00e4-\u00e9][\u0080-\u00bf]{2}/.test(bytes) || !/\d{4}/.test(bytes)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}

/** Digits in Morse, dots and dashes both among them. */
const MORSE = /(?<![.·−—-])[.·−—-]{5}(?:[ /]{1,3}[.·−—-]{5}){3,18}(?![.·−—-])/g;

function findMorse({ view: { words } }: Scene): Finding[] {
  return [...words.matchAll(MORSE)].flatMap(({ 0: text, index: start }) =>
    /[.·]/.test(text) && /[−—-]/.test(text)
      ? [{ kind: "otp" as const, start, end: start + text.length, head: 0, tail: 0 }]
      : [],
  );
}
