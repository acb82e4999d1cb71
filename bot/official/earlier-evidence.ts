// The sentences that code said before replies.yml held `evidence.*`. Frozen: they are said only from older content, so
// that conversations which stand in it go on and their transcripts replay byte for byte. New words go into the content.
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { fillTemplate } from "../knowledge/reply-text.ts";
import type { FindingKey, Verdict } from "./verdict.ts";

const CHINESE: Readonly<Record<FindingKey, string>> = {
  "official-site": "{value} 属于{owner}登记的{label} {official}（核对于 {verified}）。",
  "official-number": "{value} 是{owner}{label}（核对于 {verified}）。自己拨过去才算数，来电显示可以伪造。",
  "public-number": "{value} 是{label}（核对于 {verified}）。自己拨过去才算数，来电显示可以伪造。",
  "official-account": "「{official}」是{owner}登记的{label}（核对于 {verified}）。",
  banned: "{value} 在已知的冒充或误导名单里。",
  "banned-site": "{value} 在已知的冒充或误导名单里，不是{owner}的官网。",
  "banned-account": "「{value}」在已知的冒充或误导名单里。",
  "ip-address": "{value} 是一串数字地址，官方网站不会这样写。",
  "user-part": "@ 前面的「{user}」是障眼法，真正打开的是 {value}。",
  "domain-in-front": "{value} 把{owner}的域名放在前面，真正打开的是最后那一段。",
  "name-in-front": "{value} 把{owner}的名字放在别人的域名前面，真正的域名是最后那一段。",
  "name-inside": "{value} 把{owner}的名字嵌在别的域名里。",
  "same-name": "{value} 名字和{owner}一样，但不是登记的那个域名。",
  "near-name": "{value} 和{owner}的名字只差一两个字母。",
  "swapped-letters": "{value} 用数字或形近字母冒充{owner}。",
  "foreign-letters": "{value} 里面混了外文字母，冒充{owner}。",
  "mobile-number": "{value} 是个人手机号，不是任何收单机构的官方热线。",
  "prefixed-number":
    "{value} 是在{owner}的 {official} 前面加了别的数字或符号，真正的官方号码就是 {official}。",
  "lettered-number": "{value} 里混了字母，看着像{owner}的 {official}，其实不是电话号码。",
  "longer-number": "{value} 比{owner}的 {official} 多了几位，不是同一个号码。",
  "sms-number": "{value} 是短信通道号，谁都能租用，只看号码分不出真假。",
  "unproven-number": "有人说 {value} 是{owner}的电话，但我们还没有核实。",
  "unproven-site": "有人说 {value} 是{owner}的，但我们还没有核实。",
  "unproven-name": "{value} 名字和{owner}一样，但我们还没有核实。",
  "sibling-site": "{value} 和{owner}登记的 {official} 同属一个域名，但这一个我们还没有核实。",
  mail: "邮件的发件人可以伪造，我们没有核实过{owner}的邮箱。",
  unlisted: "{value} 不在我们核实过的官方名单里。",
  "unlisted-account":
    "账号「{value}」不在我们核实过的官方名单里。主动加你、让你加的私人账号，都别在上面办换卡。",
  nothing: "这里面没有看到电话、网址或链接，请把它原样发来。",
};

interface Said {
  readonly key: FindingKey;
  readonly verdict: Verdict;
  readonly params: Readonly<Record<string, string>>;
  /** Name of the provider it belongs to, or pretends to, in the words of the locale. */
  readonly owner: string | undefined;
}

/** In Chinese the reason; English named only the verdict and whose channel it is. */
export function earlierEvidence(locale: string, { key, verdict, params, owner }: Said): string {
  if (locale === BASE_LOCALE) return fillTemplate(CHINESE[key], params, key);
  if (key === "nothing") {
    return "There is no number, website or link in this. Please paste it as you received it.";
  }
  const whose = owner === undefined ? "" : ` of ${owner}`;
  if (verdict === "official") {
    return `It is registered here as an official channel${whose}. Dial or open it yourself: a caller's number can be faked.`;
  }
  return verdict === "unknown"
    ? "It is not among the official channels that we have verified."
    : `It is not an official channel${whose}. Do not call it and do not open it.`;
}
