// Finds how a domain imitates a provider: letters swapped, foreign script, brand inside another name.
import { domainToUnicode } from "node:url";
import { distance } from "../text/distance.ts";
import { type Brand, registrableLabel } from "./registry.ts";

/** `unproven-name` bears exactly a provider's name: it may be its own, only nobody proved it. The others are false. */
export type Likeness =
  | "foreign-letters"
  | "swapped-letters"
  | "same-name"
  | "name-inside"
  | "name-in-front"
  | "near-name"
  | "unproven-name";

export interface LookAlike {
  readonly brand: Brand;
  readonly likeness: Likeness;
}

/** Letters of other scripts that look Latin. */
const CONFUSABLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    с: "c",
    е: "e",
    һ: "h",
    і: "i",
    ј: "j",
    к: "k",
    ӏ: "l",
    м: "m",
    о: "o",
    р: "p",
    ѕ: "s",
    т: "t",
    у: "y",
    х: "x",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    α: "a",
    ε: "e",
    ι: "i",
    κ: "k",
    ν: "v",
    ο: "o",
    ρ: "p",
    τ: "t",
    υ: "u",
    χ: "x",
    ı: "i",
    ɑ: "a",
    ɡ: "g",
  }),
);
/** Digits and pairs that look like a letter; brand and domain are folded alike, so real digits do no harm. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[1il|]/g, "l"],
  [/0/g, "o"],
  [/3/g, "e"],
  [/5/g, "s"],
  [/8/g, "b"],
  [/rn/g, "m"],
  [/vv/g, "w"],
];
const MIN_INSIDE = 4; // shorter brands stand inside too many other words
const ONE_SLIP_FROM = 5; // in a shorter name one other letter is simply another name
const TWO_SLIPS_FROM = 8;

/** Undefined when nothing in the host resembles a brand. `host` is lower case and not registered itself. */
export function findLookAlike(host: string, brands: readonly Brand[]): LookAlike | undefined {
  const readable = host.includes("xn--") ? domainToUnicode(host) || host : host;
  const { label, before } = registrableLabel(readable);
  const latin = [...label].map(latinLetter).join("");
  const brand = latin === label ? undefined : resembling(latin, brands);
  if (brand) return { brand, likeness: "foreign-letters" };
  return byLabel(label, brands) ?? inFront(before, brands);
}

function latinLetter(letter: string): string {
  return CONFUSABLE.get(letter) ?? letter.normalize("NFD").replace(/\p{M}/gu, "");
}

function byLabel(label: string, brands: readonly Brand[]): LookAlike | undefined {
  const named = brands.find((brand) => !brand.registered && brand.label === label);
  const rivals = named ? brands.filter(({ owner }) => owner.name === named.owner.name) : brands;
  const registered = rivals.filter((brand) => brand.registered);
  const brand = resembling(label, registered) ?? (named ? undefined : resembling(label, brands));
  if (brand) return { brand, likeness: likenessOf(label, brand.label) };
  return named && { brand: named, likeness: "unproven-name" };
}

function inFront(before: readonly string[], brands: readonly Brand[]): LookAlike | undefined {
  for (const part of before) {
    const brand = brands.find(({ label }) => label === part) ?? containing(part, brands);
    if (brand) return { brand, likeness: "name-in-front" };
  }
  return undefined;
}

function resembling(label: string, brands: readonly Brand[]): Brand | undefined {
  const folded = fold(label);
  const same =
    brands.find((brand) => brand.label === label) ?? brands.find((brand) => fold(brand.label) === folded);
  if (same) return same;
  const inside = containing(label, brands);
  const slip = brands.find((brand) => isOneSlipAway(label, brand.label));
  return slip && slip.label.length > (inside?.label.length ?? 0) ? slip : inside;
}

/**
 * The longest brand that stands in the label: `cmbchina` says more than `cmbc`. Short brands (ccb, boc) must
 * stand alone between hyphens.
 */
function containing(label: string, brands: readonly Brand[]): Brand | undefined {
  const parts = label.split("-");
  return brands
    .filter((brand) =>
      isLong(brand.label)
        ? label.includes(brand.label) || fold(label).includes(fold(brand.label))
        : parts.includes(brand.label),
    )
    .sort((a, b) => b.label.length - a.label.length)[0];
}

function isLong(brand: string): boolean {
  return brand.length >= MIN_INSIDE || /\p{Script=Han}/u.test(brand);
}

function likenessOf(label: string, brand: string): Likeness {
  if (label === brand) return "same-name";
  if (fold(label) === fold(brand)) return "swapped-letters";
  return label.includes(brand) ? "name-inside" : "near-name";
}

function fold(label: string): string {
  return FOLDS.reduce((folded, [pattern, letter]) => folded.replace(pattern, letter), label);
}

function isOneSlipAway(label: string, brand: string): boolean {
  if (brand.length < ONE_SLIP_FROM) return false;
  const allowed = brand.length >= TWO_SLIPS_FROM ? 2 : 1;
  return Math.abs(label.length - brand.length) <= allowed && distance(label, brand) <= allowed;
}
