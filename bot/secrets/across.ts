// Masks what a person sends in pieces: a card number over several messages, a code in one and its name in the next.
import type { SecretKind } from "../ports.ts";
import { findBareCode } from "./bare-codes.ts";
import {
  type FoundSecret,
  MASK,
  type Masked,
  type Secret,
  secretKinds,
  secretsOf,
  showSecrets,
} from "./mask.ts";
import { sceneOf } from "./scene.ts";
import { findSpreadCards } from "./spread-cards.ts";

export interface MaskedAcross extends Masked {
  /** The earlier messages, parts of secrets that continue in the new one masked. */
  readonly previous: readonly string[];
  /** Of all that was found, in whichever message. */
  readonly kinds: readonly SecretKind[];
}

/** 「是：」「在这」 behind a name. */
const LONGEST_LINK = 2;
/** A message that ended in a masked number may have held the first 16 digits of a card of 19. */
const CARD_SO_FAR = /(?<![\da-z])\*{4}\d{4}\s*$/i;
/** The rest of a card may come in pieces as long as a code. */
const BEGUN_CARD = /(?<!\d)6\s?2(?:[\s-]?\d){0,14}\D{0,8}$/;
/** One or two digits are the choice of an option, and five are a hotline. */
const REST_OF_CARD = /^\s*\d{3,4}\s*$/;

/** A secret, or the part of one that stands in this message. */
interface PartOfSecret extends Secret {
  readonly part: number;
}

/**
 * Masks a message together with the same person's messages right before it (masked already, oldest first), so that a
 * number sent in pieces is caught when its last piece arrives, also past messages that only chat. Nothing of such a
 * number stays readable. The oldest message may be the end of a longer one. `found` is about the new message.
 * What a member of staff just asked for by another name than a code's is none: `asked` is their question.
 */
export function maskAcross(previous: readonly string[], text: string, asked = ""): MaskedAcross {
  const before = previous.at(-1) ?? "";
  const open = CARD_SO_FAR.exec(before);
  if (open && REST_OF_CARD.test(text)) {
    const found = [{ kind: "pan" as const, start: 0, end: text.length }];
    return {
      text: MASK,
      found,
      previous: [...previous.slice(0, -1), before.slice(0, open.index) + MASK],
      kinds: ["pan"],
    };
  }
  const parts = [...previous, text];
  const secrets = apartFromCut(parts, readTogether(parts));
  const masked = parts.map((part, index) => {
    const own = union(secrets.filter((secret) => secret.part === index));
    return { text: showSecrets(part, own), found: own.map(({ kind, start, end }) => ({ kind, start, end })) };
  });
  const last = masked.at(-1) ?? { text: "", found: [] as FoundSecret[] };
  const isRest = previous.some((one) => BEGUN_CARD.test(one)) || leadsToOther(before) || asksForOther(asked);
  const bare = last.found.length === 0 && !isRest && bareCode(text);
  if (bare) return { ...bare, previous: masked.slice(0, -1).map((one) => one.text), kinds: ["otp"] };
  return { ...last, previous: masked.slice(0, -1).map((one) => one.text), kinds: secretKinds(secrets) };
}

/** A code that nobody names, in a message of its own. */
function bareCode(text: string): Masked | undefined {
  const scene = sceneOf(text);
  const bare = findBareCode(scene);
  if (!bare) return undefined;
  const { starts, ends } = scene.view;
  const secret = { ...bare, start: starts[bare.start] ?? 0, end: ends[bare.end - 1] ?? 0, shown: MASK };
  const { kind, start, end } = secret;
  return { text: showSecrets(text, [secret]), found: [{ kind, start, end }] };
}

/** 「终端号是」: what support needs to know is announced, and follows in a message of its own. */
function leadsToOther(before: string): boolean {
  const { labels, view } = sceneOf(before);
  const last = labels.at(-1);
  return last?.kind === "keep" && view.words.length - last.end <= LONGEST_LINK;
}

/** 「麻烦发一下订单号」: names what support needs, and nothing that is a secret. */
function asksForOther(question: string): boolean {
  const { labels } = sceneOf(question);
  return labels.length > 0 && labels.every(({ kind }) => kind === "keep" || kind === "keep-loose");
}

/** Whether a code, a password or what stands on the back of a card is named, which may stand in the message before: 「482913」「刚收到的验证码」. */
export function namesCode(text: string): boolean {
  return sceneOf(text).labels.some(({ kind }) => kind === "otp" || kind === "password" || kind === "cvv");
}

/** All as one text; the messages that say something of numbers as one text; and the numbers alone. */
function readTogether(parts: readonly string[]): PartOfSecret[] {
  const scenes = parts.map(sceneOf);
  const telling = parts.flatMap((_, index) => {
    const { view, labels } = scenes[index] ?? sceneOf("");
    return view.groups.length > 0 || labels.length > 0 ? [index] : [];
  });
  const all = [...parts.keys()];
  const cards = findSpreadCards(scenes).map(({ part, start, end }): PartOfSecret => {
    const { starts, ends } = (scenes[part] ?? sceneOf("")).view;
    return { part, kind: "pan", start: starts[start] ?? 0, end: ends[end - 1] ?? 0, shown: MASK };
  });
  return [
    ...secretsIn(parts, all),
    // Past words, digits alone make a card only where Luhn agrees: see `cards`.
    ...(telling.length < all.length ? secretsIn(parts, telling).filter(({ kind }) => kind !== "pan") : []),
    ...cards,
  ];
}

function secretsIn(parts: readonly string[], read: readonly number[]): PartOfSecret[] {
  const secrets = secretsOf(sceneOf(read.map((part) => parts[part] ?? "").join("\n")));
  let offset = 0;
  return read.flatMap((part) => {
    const length = (parts[part] ?? "").length;
    const own = secrets.flatMap((secret) => within(secret, { start: offset, end: offset + length }));
    offset += length + 1;
    return own.map((secret) => ({ ...secret, part }));
  });
}

/** The oldest message was masked whole; what its end seems to hold without its beginning is none. */
function apartFromCut(parts: readonly string[], secrets: readonly PartOfSecret[]): readonly PartOfSecret[] {
  const isOfOldest = ({ part }: PartOfSecret) => part === 0 && parts.length > 1;
  if (!secrets.some(isOfOldest)) return secrets;
  const alone = secretsOf(sceneOf(parts[0] ?? ""));
  return secrets.filter(
    (secret) =>
      !isOfOldest(secret) || !alone.some(({ start, end }) => start === secret.start && end === secret.end),
  );
}

function within(secret: Secret, part: { start: number; end: number }): Secret[] {
  const start = Math.max(secret.start, part.start);
  const end = Math.min(secret.end, part.end);
  if (start >= end) return [];
  const whole = start === secret.start && end === secret.end;
  return [
    {
      kind: secret.kind,
      start: start - part.start,
      end: end - part.start,
      shown: whole ? secret.shown : MASK,
    },
  ];
}

/** In order and apart; where two readings differ, nothing is shown. */
function union(secrets: readonly PartOfSecret[]): Secret[] {
  const joined: Secret[] = [];
  for (const secret of secrets.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (!last || secret.start >= last.end) joined.push(secret);
    else if (secret.start !== last.start || secret.end !== last.end || secret.shown !== last.shown)
      joined.splice(-1, 1, { ...last, end: Math.max(last.end, secret.end), shown: MASK });
  }
  return joined;
}
