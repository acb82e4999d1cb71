// Makes false contacts out of true ones, by the tricks that swindlers use; the same list on every run.
import { domainToASCII } from "node:url";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { channelRegistry, registrableLabel } from "../../bot/official/registry.ts";

export interface LookAlikeCase {
  readonly trick: string;
  readonly value: string;
}

const FOREIGN: Readonly<Record<string, string>> = { a: "а", e: "е", o: "о", p: "р", c: "с", i: "і" };
const DIGITS: Readonly<Record<string, string>> = { l: "1", o: "0", i: "1", s: "5", e: "3", b: "8" };
const ZERO_WIDTH = "\u200b";

/** Every trick on every registered website, number and account that it can be played on. */
export function lookAlikes(knowledge: Knowledge): LookAlikeCase[] {
  const { phones, domains, accounts } = channelRegistry(knowledge);
  const cases = [
    ...[...domains.keys()].flatMap(falseSites),
    ...[...phones.keys()].flatMap(falseNumbers),
    ...[...accounts.keys()].map((name) => ({
      trick: "account with a word more",
      value: `公众号：${name}客服部`,
    })),
  ];
  return cases.filter(
    ({ trick, value }) => trick !== "one digit changed" || !phones.has(value.replace(/\D/g, "")),
  );
}

function falseSites(host: string): LookAlikeCase[] {
  const { label, before, domain } = registrableLabel(host);
  const put = (changed: string) => [...before, domain.replace(label, changed)].join(".");
  const half = Math.max(1, Math.floor(label.length / 2));
  const foreign = swapFirst(label, FOREIGN);
  const digit = swapFirst(label, DIGITS);
  return [
    ...(foreign === label
      ? []
      : [
          { trick: "homograph", value: put(foreign) },
          { trick: "punycode", value: domainToASCII(put(foreign)) },
        ]),
    ...(digit === label ? [] : [{ trick: "digit for letter", value: put(digit) }]),
    { trick: "hyphen", value: put(`${label.slice(0, half)}-${label.slice(half)}`) },
    { trick: "extra word", value: put(`${label}-kefu`) },
    { trick: "doubled letter", value: put(label + (label.at(-1) ?? "")) },
    { trick: "other ending", value: `www.${label}.top` },
    { trick: "ending added", value: `https://www.${host}.vip/login` },
    { trick: "subdomain", value: `http://${host}.verify-merchant.cn/rebind` },
    { trick: "user part", value: `https://www.${host}@pos-update.cn/` },
    { trick: "full width", value: wide(`www.${label}.top`) },
    { trick: "zero width", value: `www.${label.slice(0, 1)}${ZERO_WIDTH}${label.slice(1)}.vip` },
    { trick: "path of another", value: `https://pos-update.cn/${host}/` },
  ];
}

function falseNumbers(digits: string): LookAlikeCase[] {
  const changed = digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10);
  const lettered = digits.includes("0") ? digits.replace("0", "O") : digits.replace("1", "l");
  return [
    ...(lettered === digits ? [] : [{ trick: "letter for digit", value: lettered }]),
    { trick: "one digit changed", value: changed },
    { trick: "full width, one digit more", value: wide(`${digits}8`) },
    { trick: "zero width, one digit more", value: `${digits.slice(0, 2)}${ZERO_WIDTH}${digits.slice(2)}6` },
    { trick: "prefix", value: `+00${digits}` },
  ];
}

function swapFirst(label: string, swaps: Readonly<Record<string, string>>): string {
  const at = [...label].findIndex((letter) => swaps[letter] !== undefined);
  const letter = label[at];
  return letter === undefined ? label : label.slice(0, at) + (swaps[letter] ?? letter) + label.slice(at + 1);
}

function wide(text: string): string {
  return text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}
