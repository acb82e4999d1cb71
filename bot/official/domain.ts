// Finds the domains in a pasted text and judges each against the registry.

import { findLookAlike } from "./look-alike.ts";
import { type ChannelRegistry, hostOf, type Official, registrableLabel } from "./registry.ts";
import { aboutOwner, type Finding, finding } from "./verdict.ts";

/** Scheme, user part, host, and the rest of the address, which is consumed so that nothing in it counts. */
const ADDRESS =
  /([a-z][a-z0-9+.-]*:\/\/)?(?:([^\s/@?#，。；、]{1,200})@)?((?:[\p{L}\p{M}\p{N}_-]{1,63}\.)+(?:xn--[a-z0-9-]+|[a-z]{2,}|中国|公司|网络|网址)|(?:\d{1,3}\.){3}\d{1,3})\.?(?![\p{Script=Latin}\p{N}_-])(?::\d+)?(?:[/?#][^\s\p{Script=Han}，。；、「」]*)?/gu;

interface Address {
  readonly host: string;
  /** What stands before an `@`: in a link a user name that nobody checks, otherwise a mailbox. */
  readonly user?: string;
  readonly isMail: boolean;
}

/** Judges every address in the text; `rest` is the text without them, for numbers. */
export function judgeDomains(text: string, registry: ChannelRegistry): { findings: Finding[]; rest: string } {
  const findings: Finding[] = [];
  const rest = text.replace(ADDRESS, (written: string, scheme?: string, user?: string, host = "") => {
    const isMail = user !== undefined && scheme === undefined && !user.includes(".");
    const address = { host: cutLeadingWords(host), isMail, ...(user !== undefined && { user }) };
    findings.push(judgeDomain(address, registry));
    return " ".repeat(written.length);
  });
  return { findings, rest };
}

/** 「打开www.lakala.com」: Chinese words right before a Latin name are not part of it. */
function cutLeadingWords(host: string): string {
  const [first = "", ...others] = host.split(".");
  const latin = /^\p{Script=Han}+([a-z0-9][a-z0-9-]*)$/u.exec(first)?.[1];
  return hostOf([latin ?? first, ...others].join("."));
}

function judgeDomain({ host, user, isMail }: Address, registry: ChannelRegistry): Finding {
  if (/^[\d.]+$/.test(host)) return finding("ip-address", { value: host });
  const banned = findParent(host, registry.banned);
  if (banned) {
    const owner = registry.banned.get(banned);
    return owner ? aboutOwner("banned-site", owner, { value: host }) : finding("banned", { value: host });
  }
  const official = registry.domains.get(findParent(host, registry.domains) ?? "");
  if (official && isMail) return aboutOwner("mail", official.owner, {});
  if (official) return officialSite(host, official);
  if (user !== undefined && !isMail) return finding("user-part", { user, value: host });
  return judgeUnregistered(host, registry);
}

function judgeUnregistered(host: string, { domains, unproven, brands }: ChannelRegistry): Finding {
  const said = unproven.get(findParent(host, unproven) ?? "");
  if (said) return aboutOwner("unproven-site", said, { value: host });
  for (const [official, { owner }] of domains) {
    if (registrableLabel(official).domain === registrableLabel(host).domain) {
      return aboutOwner("sibling-site", owner, { value: host, official });
    }
    if (`.${host}`.includes(`.${official}.`)) return aboutOwner("domain-in-front", owner, { value: host });
  }
  const lookAlike = findLookAlike(host, brands);
  if (!lookAlike) return finding("unlisted", { value: host });
  return aboutOwner(lookAlike.likeness, lookAlike.brand.owner, { value: host });
}

function officialSite(host: string, { owner, fact }: Official): Finding {
  const { label, value: official, verified } = fact;
  return aboutOwner("official-site", owner, { value: host, label, official, verified });
}

/** The host itself or a true parent: `b.lakala.com` is below `lakala.com`, `lakala.com.cn` is not. */
function findParent(host: string, names: ReadonlyMap<string, unknown>): string | undefined {
  const labels = host.split(".");
  return labels
    .map((_, from) => labels.slice(from).join("."))
    .find((name) => name.includes(".") && names.has(name));
}
