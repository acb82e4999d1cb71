// What can be found about one pasted number, address or account: which verdict it is, and what its sentence may hold.
import type { Owner } from "./registry.ts";

export type Verdict = "official" | "not-official" | "unknown";

/** Every finding is said by `evidence.<key>` of replies.yml: its verdict, and the placeholders that are filled in. */
const FINDINGS = {
  "official-site": { verdict: "official", fills: ["value", "owner", "label", "official", "verified"] },
  "official-number": { verdict: "official", fills: ["value", "owner", "label", "verified"] },
  "public-number": { verdict: "official", fills: ["value", "label", "verified"] },
  "official-account": { verdict: "official", fills: ["owner", "label", "official", "verified"] },
  banned: { verdict: "not-official", fills: ["value"] },
  "banned-site": { verdict: "not-official", fills: ["value", "owner"] },
  "banned-account": { verdict: "not-official", fills: ["value"] },
  "ip-address": { verdict: "not-official", fills: ["value"] },
  "user-part": { verdict: "not-official", fills: ["value", "user"] },
  "domain-in-front": { verdict: "not-official", fills: ["value", "owner"] },
  "name-in-front": { verdict: "not-official", fills: ["value", "owner"] },
  "name-inside": { verdict: "not-official", fills: ["value", "owner"] },
  "same-name": { verdict: "not-official", fills: ["value", "owner"] },
  "near-name": { verdict: "not-official", fills: ["value", "owner"] },
  "swapped-letters": { verdict: "not-official", fills: ["value", "owner"] },
  "foreign-letters": { verdict: "not-official", fills: ["value", "owner"] },
  "mobile-number": { verdict: "not-official", fills: ["value"] },
  "prefixed-number": { verdict: "not-official", fills: ["value", "owner", "official"] },
  "lettered-number": { verdict: "not-official", fills: ["value", "owner", "official"] },
  "longer-number": { verdict: "unknown", fills: ["value", "owner", "official"] },
  "sms-number": { verdict: "unknown", fills: ["value"] },
  "unproven-number": { verdict: "unknown", fills: ["value", "owner"] },
  "unproven-site": { verdict: "unknown", fills: ["value", "owner"] },
  "unproven-name": { verdict: "unknown", fills: ["value", "owner"] },
  "sibling-site": { verdict: "unknown", fills: ["value", "owner", "official"] },
  mail: { verdict: "unknown", fills: ["owner"] },
  unlisted: { verdict: "unknown", fills: ["value"] },
  "unlisted-account": { verdict: "unknown", fills: ["value"] },
  nothing: { verdict: "unknown", fills: [] },
} as const satisfies Record<string, { verdict: Verdict; fills: readonly string[] }>;

export type FindingKey = keyof typeof FINDINGS;

/** Reply key → the placeholders its text may hold. */
export const EVIDENCE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(FINDINGS).map(([key, { fills }]) => [evidenceKey(key), fills]),
);

export interface Finding {
  readonly key: FindingKey;
  readonly params: Readonly<Record<string, string>>;
  /** Id of the provider it belongs to, or pretends to. */
  readonly provider?: string;
}

export function finding(
  key: FindingKey,
  params: Readonly<Record<string, string>>,
  provider?: string | undefined,
): Finding {
  return { key, params, ...(provider !== undefined && { provider }) };
}

/** A finding about somebody's channel; `{owner}` is filled in. */
export function aboutOwner(key: FindingKey, owner: Owner, params: Readonly<Record<string, string>>): Finding {
  return finding(key, { ...params, owner: owner.name }, owner.provider);
}

export function verdictOf(key: FindingKey): Verdict {
  return FINDINGS[key].verdict;
}

/** Where replies.yml says a finding. */
export function evidenceKey(key: string): string {
  return `evidence.${key}`;
}
