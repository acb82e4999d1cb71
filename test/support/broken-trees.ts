// Content trees that are each broken in one way, with the place where a writer has to look.
import { Buffer } from "node:buffer";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { LOCK_PATH } from "../../bot/knowledge/registry-lock.ts";
import { type Change, type ContentTree, VALID_LOCK, VALID_TREE } from "./content-tree.ts";

export interface BrokenTree {
  readonly name: string;
  readonly changes: Readonly<Record<string, Change>>;
  /** Every fault of the tree as `file:line`, in any order; the lint must name these and no other. */
  readonly places: readonly string[];
  /** What no text can do: a link, a folder. */
  readonly prepare?: (tree: ContentTree) => Promise<void>;
}

const FACTS = "facts.yml";
const LAKALA = "providers/lakala.md";
const FEE = "zh-CN/faqs/fee.md";
const SCAMS = "zh-CN/articles/safety/scams.md";
const VENDOR = "zh-CN/guides/pos-vendor.md";
const BANKS = "zh-CN/guides/bank-app.md";
const REPLIES = "zh-CN/replies.yml";
const GREETING = "zh-CN/intents/greeting.yml";
const CATEGORIES = "zh-CN/categories.yml";

const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const add = (line: string) => (text: string) => `${text}${line}\n`;
/** The channels as they were confirmed, whatever the tree says now. */
const sealed = { [LOCK_PATH]: VALID_LOCK };
const one = (name: string, file: string, change: Change, line: number): BrokenTree => {
  return { name, changes: { [file]: change }, places: [`${file}:${line}`] };
};

/** The lines of VALID_TREE they count on are those of test/support/content-tree.ts. */
export const BROKEN_TREES: readonly BrokenTree[] = [
  // Channels behind the back of their seals.
  {
    name: "one digit of a provider's hotline changed",
    changes: { [LAKALA]: swap('"95016"', '"95018"'), ...sealed },
    places: [`${LAKALA}:9`],
  },
  {
    name: "one digit of the police number changed",
    changes: { [FACTS]: swap('"110"', '"119"'), ...sealed },
    places: [`${FACTS}:4`],
  },
  {
    name: "a website changed to a look-alike domain",
    changes: { [LAKALA]: swap("www.lakala.com", "www.iakala.com"), ...sealed },
    places: [`${LAKALA}:10`],
  },
  {
    name: "another provider with a look-alike domain, never confirmed",
    changes: { "providers/other.md": otherProvider("95588", "www.lakaIa.com"), ...sealed },
    places: ["providers/other.md:9", "providers/other.md:10", "providers/other.md:10"],
  },
  {
    name: "a day of verification moved without looking",
    changes: { [LAKALA]: swap("verified: 2026-11-23", "verified: 2026-11-24"), ...sealed },
    places: [`${LAKALA}:9`],
  },
  { name: "no seals at all", changes: { [LOCK_PATH]: undefined }, places: [`${LOCK_PATH}:1`] },
  {
    name: "a seal of a channel that is gone",
    changes: {
      [LOCK_PATH]: `${VALID_LOCK}gone.hotline: { seal: "0123456789abcdef", verified: 2026-11-23 }\n`,
    },
    places: [`${LOCK_PATH}:5`],
  },
  {
    name: "a hotline of two providers",
    changes: { "providers/other.md": otherProvider("95016", "www.other-pay.cn") },
    places: ["providers/other.md:9"],
  },
  one("a number nobody can dial", LAKALA, swap('"95016"', '"9501"'), 9),
  one("an address that is none", LAKALA, swap("www.lakala.com", "lakala"), 10),
  one("a forbidden domain as a website", LAKALA, swap("www.lakala.com", "www.vlakala.com"), 10),
  one("a forbidden name in a fact's words", FACTS, swap("label: 报警电话", "label: 报警电话 fake-pos.cn"), 3),
  one("a weak hotline", LAKALA, swap("grade: official", "grade: single_unofficial"), 9),
  one(
    "a number of several sources with one source",
    FACTS,
    swap("grade: official", "grade: multiple_independent"),
    6,
  ),
  // Facts and time.
  one("an expired fact", FACTS, swap("recheck: 2027-02-23", "recheck: 2026-11-24"), 8),
  one("a fact verified tomorrow", FACTS, swap("verified: 2026-11-23", "verified: 2026-12-01"), 7),
  one("a fact without sources", FACTS, swap("sources: [公开号码表]", "sources: []"), 6),
  one("a recheck before the check", FACTS, swap("recheck: 2027-02-23", "recheck: 2026-01-01"), 8),
  // Words for merchants.
  one(
    "a step that asks for the SMS code",
    LAKALA,
    swap("看后台显示的新卡尾号。", "把短信验证码告诉客服。"),
    22,
  ),
  one("a question that asks for the CVV", FEE, add("请提供卡背面的 CVV。"), 17),
  one("a reply that asks for a password", REPLIES, add("ask-more: 请把卡密码发给我。"), 6),
  one("a hotline in prose", FEE, add("打 95588。"), 17),
  one("a website in prose", SCAMS, add("看 www.icbc.com.cn。"), 10),
  one("a link outside", FEE, add("[看](https://elsewhere)"), 17),
  one("a duration in prose", REPLIES, add("soon: 三个工作日就好。"), 6),
  one("a forbidden name in prose", SCAMS, add("也有人写成 fake-pos。cn 和 fake-pos.cn。"), 10),
  one("a dangling link", FEE, add("[看](faq:gone)"), 17),
  one("a dangling fact", VENDOR, add("   打 {{fact:gone.hotline}}。"), 13),
  one("raw HTML with a script in it", SCAMS, add("<script>alert(1)</script>"), 10),
  one("a weak fact shown as certain", FEE, add("{{fact:lakala.soon}}。"), 17),
  one(
    "a step nobody reads to its end",
    VENDOR,
    swap("说要变更。", `说要变更。${"再等一等。".repeat(12)}`),
    11,
  ),
  one("an answer without end", FEE, swap("一般不收，", `一般不收，${"要问清楚。".repeat(32)}`), 12),
  one("sentences without end", SCAMS, swap("先停下。", `先停下${"，先别动".repeat(40)}。`), 9),
  one("a blank left by the template", SCAMS, swap("先停下。", "〔待填：先做什么〕。"), 9),
  // Fields.
  one("a missing field", FEE, swap("category: rebind\n", ""), 2),
  one("an unknown field", FEE, swap("category:", "categorie: x\ncategory:"), 5),
  one("a field twice", FEE, swap("category:", "question: x\ncategory:"), 5),
  one("an unknown intent", FEE, swap("faq_fee", "fee_faq"), 3),
  one("__proto__ as a field", FEE, swap("related:", "__proto__: {}\nrelated:"), 9),
  one("a bad day", SCAMS, swap("2026-11-23", "2026-02-30"), 5),
  one("a step without id", LAKALA, swap(" {#wait}", ""), 22),
  one("a step id twice", LAKALA, swap("{#wait}", "{#call-hotline}"), 22),
  one("a related page twice", FEE, swap("related: [scams]", "related: [scams, scams]"), 9),
  one("a page related to itself", SCAMS, swap("[fee]", "[scams]"), 6),
  one("a channel that is no fact", LAKALA, swap("channels: [hotline,", "channels: [wechat,"), 11),
  one("a category twice", CATEGORIES, add("- id: safety\n  title: 又一个\n  summary: 写了两遍。"), 7),
  one("an utterance of two intents", GREETING, swap("在吗", "收费吗"), 2),
  {
    name: "a name twice",
    changes: { "zh-CN/articles/safety/fee.md": swap("[fee]", "[scams]")(VALID_TREE[SCAMS] ?? "") },
    places: [`${FEE}:1`],
  },
  // Files.
  one("a byte order mark", FEE, `\ufeff${VALID_TREE[FEE]}`, 1),
  one("a NUL byte", FEE, `${VALID_TREE[FEE]}\0`, 1),
  one("bytes that are not UTF-8", FEE, Buffer.from([0x2d, 0xff, 0xfe]), 1),
  one("ten megabytes", FEE, `${VALID_TREE[FEE]}${"长".repeat(3_500_000)}`, 1),
  one("Windows line ends with a fault", FEE, (text) => add("打 95588。")(text).replaceAll("\n", "\r\n"), 17),
  one("no front matter", FEE, "没有开头。\n", 1),
  one("broken YAML", FEE, swap("intent: faq_fee", "intent: [faq_fee"), 4),
  one("YAML nested without end", "not-to-route.yml", "[".repeat(100_000), 1),
  one("a bomb of aliases", "not-to-route.yml", aliasBomb(), 2),
  one("an unknown tag", FEE, swap("faq_fee", "!!js/function x"), 3),
  { name: "a missing file", changes: { [CATEGORIES]: undefined }, places: [`${CATEGORIES}:1`] },
  { name: "a class without steps", changes: { [BANKS]: undefined }, places: [`${BANKS}:1`] },
  { name: "a file nobody reads", changes: { "zh-CN/faq/typo.md": "x" }, places: ["zh-CN/faq/typo.md:1"] },
  {
    name: "a symbolic link out of the folder",
    changes: {},
    places: ["zh-CN/faqs/secret.md:1"],
    prepare: ({ dir }) => symlink("/etc/passwd", join(dir, "zh-CN/faqs/secret.md")),
  },
  {
    name: "a symbolic link to a folder that holds the link",
    changes: {},
    places: ["providers/more:1"],
    prepare: ({ dir }) => symlink(dir, join(dir, "providers/more")),
  },
  {
    name: "five faults in five files, all told at once",
    changes: {
      [FACTS]: swap("recheck: 2027-02-23", "recheck: 2026-11-24"),
      [LAKALA]: swap("看后台显示的新卡尾号。", "把验证码发给客服。"),
      [FEE]: add("打 95588。"),
      [SCAMS]: swap("category: safety", "category: rebuild"),
      [REPLIES]: add("more: 打 {{fact:gone.x}}。"),
    },
    places: [`${FACTS}:8`, `${LAKALA}:22`, `${FEE}:17`, `${SCAMS}:3`, `${REPLIES}:6`],
  },
];

function otherProvider(hotline: string, website: string): string {
  return (VALID_TREE[LAKALA] ?? "")
    .replaceAll("lakala.hotline", "other.hotline")
    .replace('"95016"', `"${hotline}"`)
    .replace("value: www.lakala.com", `value: ${website}`)
    .replace("name: 拉卡拉", "name: 别家付")
    .replace("[lakala, 拉卡啦]", "[bjf]")
    .replace("notRoute: [vlakala.com]", "notRoute: []");
}

/** Nine levels of nine: 387 million entries for whoever expands it. */
function aliasBomb(): string {
  const levels = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const lines = levels.map((name, index) => {
    const inner = index === 0 ? "x" : `*${levels[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(", ")}]`;
  });
  return `${lines.join("\n")}\n`;
}
