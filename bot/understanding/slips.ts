// A company's name at the head of a short message with one wrong character that sounds like none of ours: 拉卡达, 盛付道.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { normalise } from "../text/normalise.ts";

/** Words that lead to the name. */
const BEFORE =
  /^(?:请问|你好|我们?的?|我家的?|店里的?|这台?|那台?|个|机器|机子|pos机?|刷卡机|牌子|用的?|是|写着|标签上?|上面|叫|应该|好像|可能|[\s\p{P}])*/u;
/** How a message goes on behind the name of whose terminal it is. */
const AFTER =
  /^(?:的|嘅|家|支付|pos|机|刷卡|终端|电签|大机|小机|app|怎[么样]|咋|如何|要|想|换|改|更|绑|结算|收款|客服|电话|热线|官[方网]|人工|呢|吧|啊|[\s\p{P}]|$)/u;
/** What many names end with tells none of them apart: 苏州银行 is no slip of 杭州银行. */
const SHARED = /(?:银行|支付|商务)$/;
/** What some names begin with is said every day: 收银机 is no slip of 收银宝, nor 扫码枪 of 扫码王. */
const EVERYDAY = /^(?:收银|收钱|收款|扫码|经营|信用|钱的)$/;
/** How a message goes on behind a short name that is meant as it is written: 「拉卡能换吗」. */
const GOES_ON = /^[能可会在上里我你这那是有没不已刚就还也都什哪多几要帮给]/u;
const SHORTEST = 3; // characters
const FEWEST_OWN_RIGHT = 2; // of what no other name shares

interface Name {
  readonly provider: string;
  readonly text: string;
  readonly characters: readonly string[];
  /** So many characters at its beginning are its own. */
  readonly own: number;
}

export interface Slips {
  /** The provider whose name a message begins with, written with one slip, where it can be only one. */
  find(normalised: string): { provider: string; text: string } | undefined;
  /** Whether a short name of a provider is the beginning of its longer one with a slip: the 拉卡 of 「拉卡达」. */
  isCut(normalised: string, mention: { provider: string; text: string }): boolean;
}

/** Compiles the names once. What it finds is to be asked about. */
export function createSlips({ providers, rules }: Pick<Knowledge, "providers" | "rules">): Slips {
  const names = [...providers.values()].flatMap(({ id, name, aliases }) =>
    [name.split("（")[0] ?? name, ...aliases].flatMap((text) => toName(id, normalise(text))),
  );
  return {
    find(normalised) {
      const rest = [...normalised.replace(BEFORE, "")];
      const near = names.filter((name) => isSlipOf(name, rest));
      const [first] = near;
      if (!first || near.some(({ provider }) => provider !== first.provider)) return undefined;
      const text = rest.slice(0, first.characters.length).join("");
      // 「上海银联」 is the mark of the network and a place, and no slip of 上海银行.
      return hears(rules, RULES.onlyTheMark, text) ? undefined : { provider: first.provider, text };
    },
    isCut(normalised, { provider, text }) {
      const from = normalised.slice(normalised.indexOf(text));
      const after = from.slice(text.length);
      if (AFTER.test(after) || GOES_ON.test(after)) return false;
      const longer = names.filter((name) => name.provider === provider && isLonger(name, text));
      return longer.some((name) => isSlipOf(name, [...from]));
    },
  };
}

function isLonger({ text: name }: Name, text: string): boolean {
  return name.length > text.length && name.startsWith(text);
}

function toName(provider: string, text: string): Name[] {
  const characters = [...text];
  const isName = /^\p{Script=Han}+$/u.test(text) && characters.length >= SHORTEST;
  return isName ? [{ provider, text, characters, own: [...text.replace(SHARED, "")].length }] : [];
}

function isSlipOf({ characters, own }: Name, rest: readonly string[]): boolean {
  const at = onlyWrongAt(characters, rest);
  if (at === undefined || !/\p{Script=Han}/u.test(rest[at] ?? "")) return false;
  if (EVERYDAY.test(characters.toSpliced(at, 1).join(""))) return false;
  const ownRight = at < own ? own - 1 : own;
  return ownRight >= FEWEST_OWN_RIGHT && AFTER.test(rest.slice(characters.length).join(""));
}

/** The place of the one character that differs; none where more differ, or none does. */
function onlyWrongAt(characters: readonly string[], rest: readonly string[]): number | undefined {
  const areFirstWrong = characters[0] !== rest[0] && characters[1] !== rest[1];
  if (areFirstWrong || rest.length < characters.length) return undefined;
  let wrong: number | undefined;
  for (let at = 0; at < characters.length; at += 1) {
    if (rest[at] === characters[at]) continue;
    if (wrong !== undefined) return undefined;
    wrong = at;
  }
  return wrong;
}
