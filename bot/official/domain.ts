// Finds the domains in a pasted text and judges each against the registry.

import { findLookAlike } from "./look-alike.ts";
import { type ChannelRegistry, hostOf, type Judgement, type Official, registrableLabel } from "./registry.ts";

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
export function judgeDomains(
  text: string,
  registry: ChannelRegistry,
): { judgements: Judgement[]; rest: string } {
  const judgements: Judgement[] = [];
  const rest = text.replace(ADDRESS, (written: string, scheme?: string, user?: string, host = "") => {
    const isMail = user !== undefined && scheme === undefined && !user.includes(".");
    judgements.push(
      judge({ host: cutLeadingWords(host), isMail, ...(user !== undefined && { user }) }, registry),
    );
    return " ".repeat(written.length);
  });
  return { judgements, rest };
}

/** 「打开www.lakala.com」: Chinese words right before a Latin name are not part of it. */
function cutLeadingWords(host: string): string {
  const [first = "", ...others] = host.split(".");
  const latin = /^\p{Script=Han}+([a-z0-9][a-z0-9-]*)$/u.exec(first)?.[1];
  return hostOf([latin ?? first, ...others].join("."));
}

function judge({ host, user, isMail }: Address, registry: ChannelRegistry): Judgement {
  if (/^[\d.]+$/.test(host)) {
    return { verdict: "not-official", evidence: `${host} 是一串数字地址，官方网站不会这样写。` };
  }
  const banned = findParent(host, registry.banned);
  if (banned) {
    const owner = registry.banned.get(banned);
    const whose = owner ? `，不是${owner.name}的官网` : "";
    return judgement("not-official", `${host} 在已知的冒充或误导名单里${whose}。`, owner?.provider);
  }
  const official = registry.domains.get(findParent(host, registry.domains) ?? "");
  if (official && isMail) {
    const evidence = `邮件的发件人可以伪造，我们没有核实过${official.owner.name}的邮箱。`;
    return judgement("unknown", evidence, official.owner.provider);
  }
  if (official) return judgement("official", officialEvidence(host, official), official.owner.provider);
  if (user !== undefined && !isMail) {
    return { verdict: "not-official", evidence: `@ 前面的「${user}」是障眼法，真正打开的是 ${host}。` };
  }
  return judgeUnregistered(host, registry);
}

function judgeUnregistered(host: string, { domains, unproven, brands }: ChannelRegistry): Judgement {
  const said = unproven.get(findParent(host, unproven) ?? "");
  if (said) {
    const evidence = `有人说 ${host} 是${said.name}的，但我们还没有核实。`;
    return judgement("unknown", evidence, said.provider);
  }
  for (const [official, { owner }] of domains) {
    if (registrableLabel(official).domain === registrableLabel(host).domain) {
      const evidence = `${host} 和${owner.name}登记的 ${official} 同属一个域名，但这一个我们还没有核实。`;
      return judgement("unknown", evidence, owner.provider);
    }
    if (`.${host}`.includes(`.${official}.`)) {
      const evidence = `${host} 把${owner.name}的域名放在前面，真正打开的是最后那一段。`;
      return judgement("not-official", evidence, owner.provider);
    }
  }
  const lookAlike = findLookAlike(host, brands);
  if (!lookAlike) return { verdict: "unknown", evidence: `${host} 不在我们核实过的官方名单里。` };
  const { brand, reason, certain } = lookAlike;
  return judgement(certain ? "not-official" : "unknown", `${host} ${reason}。`, brand.owner.provider);
}

function officialEvidence(host: string, { owner, fact }: Official): string {
  return `${host} 属于${owner.name}登记的${fact.label} ${fact.value}（核对于 ${fact.verified}）。`;
}

function judgement(verdict: Judgement["verdict"], evidence: string, provider?: string): Judgement {
  return { verdict, evidence, ...(provider !== undefined && { provider }) };
}

/** The host itself or a true parent: `b.lakala.com` is below `lakala.com`, `lakala.com.cn` is not. */
function findParent(host: string, names: ReadonlyMap<string, unknown>): string | undefined {
  const labels = host.split(".");
  return labels
    .map((_, from) => labels.slice(from).join("."))
    .find((name) => name.includes(".") && names.has(name));
}
