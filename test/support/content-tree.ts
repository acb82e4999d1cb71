// A small valid content tree in a temporary folder, in which a test can break one thing at a time.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LOCK_PATH, lockText, sealOf } from "../../bot/knowledge/registry-lock.ts";
import { sealedFacts } from "../../bot/lint/seals.ts";
import { parseTree } from "../../bot/reading/parse-tree.ts";

/** Path → text of a tree that loads without a problem. */
export const VALID_TREE: Readonly<Record<string, string>> = {
  "facts.yml": `police.hotline:
  kind: phone
  label: 报警电话
  value: "110"
  grade: official
  sources: [公开号码表]
  verified: 2026-11-23
  recheck: 2027-02-23
`,
  "not-to-route.yml": "- fake-pos.cn\n",
  "zh-CN/categories.yml": `- id: rebind
  title: 更换结算卡
  summary: 怎么换、找谁换。
- id: safety
  title: 安全与防骗
  summary: 怎样不上当。
`,
  "zh-CN/replies.yml": `greeting: |
  你好，我是换卡助手。
  请直接说要办什么。
scam: 打 {{fact:police.hotline}} 报警。
ask: 打 {{provider:hotline}} 问问。
`,
  "zh-CN/routes.yml": `slots:
  entity: { ask: 哪一种商户？, values: { individual: 个体户, company: 公司, micro: 没有执照 } }
  person: { ask: 本人能到吗？, values: { yes: 能到, no: 来不了, changed: 换人了 } }
  same-name: { ask: 新卡是本人的吗？, values: { yes: 同名的卡, no: 别人的卡 } }
  old-card: { ask: 旧卡查得到吗？, values: { yes: 查得到, no: 不记得 } }
  phone: { ask: 手机号能用吗？, values: { yes: 能收短信, no: 收不到 } }
  terminal: { ask: 哪种机器？, values: { traditional: 大机, electronic: 小机, qr: 码牌 } }
rules:
  - id: phone
    when: phone=no
    route: missing
    say: 先打 {{provider:hotline}} 改手机号。
    page: fee
    gives: phone=yes
`,
  "zh-CN/intents/greeting.yml": `definition: 只是打招呼，还没有说要办什么
utterances: [你好, 在吗]
`,
  "zh-CN/faqs/fee.md": `---
question: 换卡要钱吗？
intent: faq_fee
definition: 问换结算卡收不收手续费
category: rebind
summary: 换卡要不要付钱，以谁说的为准。
updated: 2026-11-23
utterances: [换卡要钱吗, 收费吗, 手续费多少, 免费吗, 要交钱不]
related: [scams]
---

一般不收，以收单机构答复为准。见[常见骗术](article:scams)。

## 不顺利怎么办

问[拉卡拉](provider:lakala)，或看[步骤](guide:pos-vendor)。
`,
  "zh-CN/articles/safety/scams.md": `---
title: 常见骗术
category: safety
summary: 冒充客服的人常说的话和先做什么。
updated: 2026-11-23
related: [fee]
---

先停下。打 {{fact:police.hotline}}。见[收费](faq:fee)。
`,
  ...Object.fromEntries(
    ["bank-app", "payment-platform", "pos-vendor"].map((name) => [`zh-CN/guides/${name}.md`, guideFile()]),
  ),
  "providers/lakala.md": `---
name: 拉卡拉
nameEn: Lakala
class: pos-vendor
summary: 机身标签或签购单写着拉卡拉的机器。
aliases: [lakala, 拉卡啦]
updated: 2026-11-23
facts:
  hotline: { kind: phone, label: 客服热线, value: "95016", grade: official, sources: [官网], verified: 2026-11-23, recheck: 2027-02-23 }
  website: { kind: website, label: 官网, value: www.lakala.com, grade: official, sources: [官网], verified: 2026-11-23, recheck: 2027-02-23 }
channels: [hotline, website]
notRoute: [vlakala.com]
---

机器由拉卡拉收单。打 {{fact:lakala.hotline}}。

## 步骤

1. **打官方热线。** 拨 {{fact:lakala.hotline}}，说要变更结算卡。 {#call-hotline}
   - stuck: 打不通就换个时段再打。
   - needs: 商户编号, 经营者身份证
2. **等审核。** 看后台显示的新卡尾号。 {#wait}
`,
};

function guideFile(): string {
  return `---
title: 通用的换卡步骤
summary: 这类机构换结算卡的通用做法。
updated: 2026-11-23
---

菜单名以你看到的为准。

## 步骤

1. **先打热线。** 打 {{provider:hotline}}，说要变更。 {#call-hotline}
   - stuck: 看 {{provider:website}}。
`;
}

/** A change to the tree: new text, an edit of the valid text, or `undefined` to leave the file out. */
export type Change = string | Uint8Array | ((text: string) => string) | undefined;

export interface ContentTree {
  readonly dir: string;
  write(path: string, text: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** Writes the valid tree with some files changed, its channels sealed unless the lock is changed too. Call `remove` when the test is over. */
export async function aContentTree(changes: Readonly<Record<string, Change>> = {}): Promise<ContentTree> {
  const dir = await mkdtemp(join(tmpdir(), "huanka-content-"));
  const write = async (path: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  };
  const texts = new Map<string, string>();
  for (const path of new Set([...Object.keys(VALID_TREE), ...Object.keys(changes)])) {
    const text = changed(path, changes);
    if (text !== undefined) await write(path, text);
    if (typeof text === "string") texts.set(path, text);
  }
  if (!(LOCK_PATH in changes)) await write(LOCK_PATH, lockFor(texts));
  return { dir, write, remove: () => rm(dir, { recursive: true }) };
}

/** Seals of whatever channels the texts hold, as if somebody had confirmed every one of them. */
function lockFor(texts: ReadonlyMap<string, string>): string {
  const files = [...texts].map(([path, text]) => ({ path, text }));
  const facts = sealedFacts(parseTree(files, "zh-CN", () => undefined));
  const seals = facts.map(({ id, fact: { value, verified } }) => [
    id,
    { seal: sealOf({ id, value }), verified },
  ]);
  return lockText(Object.fromEntries(seals));
}

/** The seals of the valid tree, for a test that changes a channel behind their back. */
export const VALID_LOCK = lockFor(new Map(Object.entries(VALID_TREE)));

function changed(path: string, changes: Readonly<Record<string, Change>>): string | Uint8Array | undefined {
  if (!(path in changes)) return VALID_TREE[path];
  const change = changes[path];
  if (typeof change !== "function") return change;
  const before = VALID_TREE[path] ?? "";
  const after = change(before);
  if (after === before) throw new Error(`the change to ${path} changes nothing`);
  return after;
}
