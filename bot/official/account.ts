// Finds WeChat and QQ accounts in a pasted text and judges each against the registry.
import { normalise } from "../text/normalise.ts";
import { type ChannelRegistry, hostOf, type Judgement } from "./registry.ts";

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
): { judgements: Judgement[]; rest: string } {
  const whole = wholeName(text, registry);
  if (whole) return { judgements: [whole], rest: "" };
  const judgements = bannedIn(text, registry);
  const rest = text.replace(ACCOUNT, (written: string, name: string) => {
    judgements.push(official(name, registry) ?? unknown(name));
    return " ".repeat(written.length);
  });
  return { judgements, rest };
}

function wholeName(text: string, registry: ChannelRegistry): Judgement | undefined {
  const named = NAMED_ONLY.exec(text)?.[1];
  const name = named ?? text.replace(/^(?:微信)?(?:公众号|服务号|小程序)[:： ]*/, "");
  const found = official(name, registry);
  if (found) return found;
  return named === undefined || bannedIn(text, registry).length > 0 ? undefined : unknown(named);
}

function official(name: string, { accounts }: ChannelRegistry): Judgement | undefined {
  const found = accounts.get(name);
  if (!found) return undefined;
  const { owner, fact } = found;
  const evidence = `「${fact.value}」是${owner.name}登记的${fact.label}（核对于 ${fact.verified}）。`;
  return { verdict: "official", evidence, ...(owner.provider !== undefined && { provider: owner.provider }) };
}

function unknown(name: string): Judgement {
  const evidence = `账号「${name}」不在我们核实过的官方名单里。主动加你、让你加的私人账号，都别在上面办换卡。`;
  return { verdict: "unknown", evidence };
}

function bannedIn(text: string, { banned }: ChannelRegistry): Judgement[] {
  return [...banned].flatMap(([name, owner]): Judgement[] => {
    const isAccount = !/^\d+$/.test(name) && hostOf(name) === name && !name.includes(".");
    if (!isAccount || !text.includes(normalise(name))) return [];
    const evidence = `「${name}」在已知的冒充或误导名单里。`;
    return [
      {
        verdict: "not-official",
        evidence,
        ...(owner?.provider !== undefined && { provider: owner.provider }),
      },
    ];
  });
}
