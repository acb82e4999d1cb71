// Secrets that nobody has, and a search for them in files: as they are, spaced, in base64 and in UTF-16.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { passesLuhn } from "../../bot/secrets/cards.ts";
import { isIdNumber } from "../../bot/secrets/people.ts";

export interface Canary {
  readonly kind: "pan" | "id-card" | "otp" | "password";
  readonly secret: string;
  /** How a merchant would say it. */
  readonly said: string;
}

const DIGITS = [..."0123456789x"];

/** Every kind in turn. Codes have eight digits, so that chance does not write them. */
export function makeCanaries(count: number): readonly Canary[] {
  return Array.from({ length: count }, (_, index): Canary => {
    // Steps of a prime, so that neighbours have nothing in common.
    const digits = (length: number) => String((index + 3) * 7_368_787_379_461).slice(-length);
    switch (index % 4) {
      case 0: {
        const secret = completed(`6217${digits(11)}`, passesLuhn);
        return { kind: "pan", secret, said: index % 8 === 0 ? secret : `卡号 ${inFours(secret)} 帮我换` };
      }
      case 1: {
        const secret = completed(`11010119${70 + (index % 30)}0307${digits(3)}`, isIdNumber);
        return { kind: "id-card", secret, said: `身份证${secret}` };
      }
      case 2:
        return { kind: "otp", secret: digits(8), said: `验证码是 ${digits(8)}` };
      default:
        return { kind: "password", secret: `Kq${digits(7)}wZ`, said: `密码：Kq${digits(7)}wZ` };
    }
  });
}

function completed(body: string, isGood: (digits: string) => boolean): string {
  const whole = DIGITS.map((digit) => body + digit).find(isGood);
  if (whole === undefined) throw new Error(`no check digit fits ${body}`);
  return whole;
}

function inFours(digits: string): string {
  return digits.replace(/.{4}(?=.)/g, "$& ");
}

/** The bytes under which a secret may lie in a file. */
export function disguises(secret: string): readonly Buffer[] {
  const texts = [secret, inFours(secret), inFours(secret).replaceAll(" ", "-")];
  const utf16 = texts.map((text) => Buffer.from(text, "utf16le"));
  return [
    ...texts.map((text) => Buffer.from(text)),
    ...utf16,
    ...utf16.map((bytes) => Buffer.from(bytes).swap16()),
    ...[0, 1, 2].map((offset) => Buffer.from(inBase64(secret, offset))),
  ];
}

/** What base64 makes of a text that begins `offset` bytes into a group of three, without what neighbours change. */
function inBase64(text: string, offset: number): string {
  const encoded = Buffer.from(" ".repeat(offset) + text).toString("base64");
  const whole = Math.floor(((offset + text.length) * 8) / 6);
  return encoded.slice(Math.ceil((offset * 8) / 6), whole);
}

/** Every file below the folders and every file named, read whole. */
export function readEverything(paths: readonly string[]): ReadonlyMap<string, Buffer> {
  return new Map(
    paths.flatMap((path) => {
      const files = statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name))
        : [path];
      return files
        .filter((file) => statSync(file).isFile())
        .map((file) => [file, readFileSync(file)] as const);
    }),
  );
}

/** Names each file that holds a canary, with its kind and never the secret. */
export function findCanaries(
  files: ReadonlyMap<string, Buffer>,
  canaries: readonly Canary[],
): readonly string[] {
  return canaries.flatMap(({ kind, secret }, index) => {
    const needles = disguises(secret);
    return [...files]
      .filter(([, bytes]) => needles.some((needle) => bytes.includes(needle)))
      .map(([file]) => `canary ${index} (${kind}) lies in ${file}`);
  });
}
