// Masks secrets everywhere in an incoming activity, before anything is stored or logged.
import type { SecretKind } from "../../bot/ports.ts";
import { MASK, maskSecrets } from "../../bot/secrets/mask.ts";
import { SHORT_TEXT } from "../../bot/text/short.ts";
import { withCpuLimit } from "../base/cpu-limit.ts";
import type { IncomingActivity } from "./conversations.ts";

export type Mask = (text: string) => {
  readonly text: string;
  readonly found: readonly { readonly kind: SecretKind }[];
};

/** Ids that clients match their own messages by: they come back unchanged, unless somebody put such a number there. */
const IDS = new Set(["clientActivityID", "clientActivityId"]);
const NEVER_IN_IDS: readonly SecretKind[] = ["pan", "id-card"];

/** An id drawn at random may look like a phone number in places; changed, its client would not know its own messages. */
const RANDOM_ID = /^(?:[a-z]{1,10}[_:-])?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
/** What has hardly a letter was not drawn at random. */
const FEWEST_LETTERS = 4;

/** Shorter numbers are counts, sizes and milliseconds; card numbers sent as JSON numbers are longer. */
const SHORTEST_CARD = 1e14;

/**
 * Masks every string, every key and every long number. Keys named `__proto__` are dropped. `kinds` says what
 * was found, each kind once.
 */
export function maskActivity(
  activity: IncomingActivity,
  mask: Mask,
): { activity: IncomingActivity; kinds: readonly SecretKind[] } {
  const kinds = new Set<SecretKind>();
  const maskText = (text: string): string => {
    if (isRandomId(text)) return text;
    const masked = mask(text);
    for (const { kind } of masked.found) kinds.add(kind);
    return masked.text;
  };
  const maskNumber = (number: number): unknown => {
    if (Math.abs(number) < SHORTEST_CARD) return number;
    const digits = String(number);
    const masked = maskText(digits);
    return masked === digits ? number : masked;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return maskText(value);
    if (typeof value === "number") return maskNumber(value);
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== "object") return value;
    return maskFields(value);
  };
  const maskFields = (fields: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, value]) => {
        if (key === "__proto__") return [];
        if (IDS.has(key) && !holdsNumber(value, mask)) return [[key, value]];
        return [[maskText(key), walk(value)]];
      }),
    );
  const masked = maskFields(activity);
  return { activity: { ...masked, type: activity.type }, kinds: [...kinds] };
}

function isRandomId(text: string): boolean {
  return RANDOM_ID.test(text) && (text.slice(-36).match(/[a-f]/gi)?.length ?? 0) >= FEWEST_LETTERS;
}

function holdsNumber(id: unknown, mask: Mask): boolean {
  return (
    typeof id === "string" &&
    !isRandomId(id) &&
    mask(id).found.some(({ kind }) => NEVER_IN_IDS.includes(kind))
  );
}

/** Masks a text; one that cannot be read in time is covered whole, so that nothing unread is ever kept. */
export function limitedMask(mask: Mask = maskSecrets): Mask {
  const limited = withCpuLimit(mask);
  return (text) => {
    if (text.length <= SHORT_TEXT) return mask(text);
    try {
      return limited(text);
    } catch {
      return { text: MASK, found: [] };
    }
  };
}
