// Checks the facts themselves: numbers that can be dialled, sites like nobody else's, words that ask for nothing.

import { sealOf } from "../knowledge/registry-lock.ts";
import { findLookAlike } from "../official/look-alike.ts";
import { type Brand, digitsOf, hostOf, registrableLabel } from "../official/registry.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";
import { type DraftFact, draftFacts } from "../reading/draft-facts.ts";
import { asksForSecret } from "../secrets/asks-for-secret.ts";
import { namesBanned } from "./literals.ts";

interface Claim extends DraftFact {
  /** Provider id, or empty for facts of everybody. */
  readonly owner: string;
  readonly ownerName: string;
  /** Somebody confirmed this very value. */
  readonly sealed: boolean;
}

/** 110 and the like, service numbers, 400/800 numbers, and fixed lines with their area code; without hyphens. */
const PHONE = /^(?:1[12]\d|9[56]\d{3,6}|1[02]\d{3,6}|[48]00\d{7}|0\d{9,11})$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const READ_FIELDS = ["value", "label", "scope"] as const;
const INDEPENDENT_SOURCES = 2; // what the grade multiple_independent claims

export function checkRegistry(draft: Draft, report: Report): void {
  const claims = claimsOf(draft);
  const brands = claimedBrands(claims);
  const owners = new Map<string, Claim>();
  const banned = namesBanned([
    ...draft.notRoute.flatMap(({ yaml }) => yaml.value),
    ...draft.providers.flatMap(({ yaml }) => yaml.value.notRoute),
  ]);
  for (const claim of claims) {
    const complain = (field: string, problem: string) => {
      const at = [...claim.path, field];
      report(entryProblem(claim.entry, at, problem));
    };
    for (const field of READ_FIELDS) {
      const problem = wordsProblem(claim.fact[field] ?? "", banned);
      if (problem !== undefined) complain(field, problem);
    }
    const problem = channelProblem(claim, brands) ?? sharedProblem(claim, owners);
    if (problem !== undefined) complain("value", problem);
    const { grade, sources } = claim.fact;
    if (grade === "multiple_independent" && new Set(sources).size < INDEPENDENT_SOURCES) {
      complain("sources", "grade multiple_independent needs two different sources");
    }
  }
}

function claimsOf(draft: Draft): Claim[] {
  const lock = draft.locks[0]?.yaml.value ?? {};
  const names = new Map(draft.providers.map(({ id, yaml }) => [id, yaml.value.name]));
  return draftFacts(draft).map((one) => {
    const seal = Object.hasOwn(lock, one.id) ? lock[one.id]?.seal : undefined;
    const { provider: owner = "" } = one;
    const sealed = seal === sealOf({ id: one.id, value: one.fact.value });
    return { ...one, owner, ownerName: names.get(owner) ?? "", sealed };
  });
}

function wordsProblem(text: string, banned: (text: string) => string | undefined): string | undefined {
  const name = banned(text);
  if (name !== undefined) return `「${name}」 is listed as not to route to: never show it`;
  return asksForSecret(text)
    ? "asks for a secret: CVV, expiry, passwords and codes are never asked for"
    : undefined;
}

function claimedBrands(claims: readonly Claim[]): Brand[] {
  return claims
    .filter(({ fact, owner }) => fact.kind === "website" && owner !== "")
    .map(({ owner, ownerName, fact }) => {
      const { label } = registrableLabel(hostOf(fact.value));
      return { label, registered: true, owner: { provider: owner, name: ownerName } };
    });
}

function channelProblem(claim: Claim, brands: readonly Brand[]): string | undefined {
  const { kind, value } = claim.fact;
  if (kind === "phone") {
    return /^[\d-]+$/.test(value) && PHONE.test(digitsOf(value))
      ? undefined
      : `「${value}」 is no number a merchant can dial: write it as 95016, 400-720-8888 or 021-12345678`;
  }
  if (kind !== "website") return undefined;
  const host = hostOf(value);
  return HOST.test(host)
    ? likenessProblem(claim, brands)
    : `「${value}」 is no address: write it as www.lakala.com`;
}

/** True names resemble each other too (yeepay, ysepay): a seal says that somebody looked. */
function likenessProblem({ owner, fact: { value }, sealed }: Claim, brands: readonly Brand[]) {
  if (sealed) return undefined;
  const host = hostOf(value);
  const { label } = registrableLabel(host);
  const own = new Set(brands.filter((brand) => brand.owner.provider === owner).map((brand) => brand.label));
  const rivals = brands.filter((brand) => brand.owner.provider !== owner && !own.has(brand.label));
  const found = findLookAlike(host, rivals);
  return found && found.likeness !== "unproven-name" && found.brand.label !== label
    ? `「${value}」 resembles the domain of ${found.brand.owner.name}`
    : undefined;
}

/** One number or address has one owner; a provider may list it twice under different labels. */
function sharedProblem(claim: Claim, owners: Map<string, Claim>): string | undefined {
  const { kind, value } = claim.fact;
  if (kind !== "phone" && kind !== "website") return undefined;
  const key = kind === "phone" ? digitsOf(value) : hostOf(value);
  const other = owners.get(key);
  if (!other) owners.set(key, claim);
  return other && other.owner !== claim.owner
    ? `「${value}」 is also a channel of ${other.ownerName || "everybody"}`
    : undefined;
}
