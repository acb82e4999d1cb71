// Finds WeChat and QQ accounts in a pasted text and judges each against the registry.
import { normalise } from "../text/normalise.ts";
import { type ChannelRegistry, hostOf } from "./registry.ts";
import { aboutOwner, type Finding, finding } from "./verdict.ts";

/** An account is known by the word before it; a bare name could be anything. */
const ACCOUNT =
  /(?:企业微信|微信号?|威信|公众号|服务号|视频号|(?<![a-z])[vw]x|v信|qq号?|扣扣)(?:是|为|叫|账号|号)*[:： 「『"“]{0,3}([a-z][a-z0-9_-]{5,19}|(?<=(?:qq|扣扣).{0,5})[1-9]\d{4,10})(?![a-z0-9_.*-])/g;
/** 「公众号：某某」 and nothing else. */
const NAMED_ONLY =
  /^(?:微信)?(?:公众号|服务号|小程序|视频号)[:： 「]{1,3}([\p{Script=Han}a-z0-9]{2,16})」?$/u;

/** Whether a text names an account that could be judged. */
export function holdsAccount(text: string): boolean {
  const normalised = normalise(text);
  return normalised.search(ACCOUNT) >= 0 || NAMED_ONLY.test(normalised);
}

/**
 * Judges every account in a normalised text. A true one must be named exactly, a false one may stand anywhere; `rest`
 * is the text without what was judged, so that the digits in a name are no phone number.
 */
export function judgeAccounts(
  text: string,
  registry: ChannelRegistry,
): { findings: Finding[]; rest: string } {
  const whole = wholeName(text, registry);
  if (whole) return { findings: [whole], rest: "" };
  const findings = bannedIn(text, registry);
  const rest = text.replace(ACCOUNT, (written: string, name: string) => {
    findings.push(official(name, registry) ?? unknown(name));
    return " ".repeat(written.length);
  });
  return { findings, rest };
}

function wholeName(text: string, registry: ChannelRegistry): Finding | undefined {
  const named = NAMED_ONLY.exec(text)?.[1];
  const name = named ?? text.replace(/^(?:微信)?(?:公众号|服务号|小程序)[:： ]*/, "");
  const found = official(name, registry);
  if (found) return found;
  return named === undefined || bannedIn(text, registry).length > 0 ? undefined : unknown(named);
}

function official(name: string, { accounts }: ChannelRegistry): Finding | undefined {
  const found = accounts.get(name);
  if (!found) return undefined;
  const { label, value, verified } = found.fact;
  return aboutOwner("official-account", found.owner, { official: value, label, verified });
}

function unknown(name: string): Finding {
  return finding("unlisted-account", { value: name });
}

function bannedIn(text: string, { banned }: ChannelRegistry): Finding[] {
  return [...banned].flatMap(([name, owner]): Finding[] => {
    const isAccount = !/^\d+$/.test(name) && hostOf(name) === name && !name.includes(".");
    if (!isAccount || !text.includes(normalise(name))) return [];
    return [finding("banned-account", { value: name }, owner?.provider)];
  });
}
