// The behaviour diff names each seeded edit, and nothing where nothing changed; by git with the real command.
import { execFileSync, spawnSync } from "node:child_process";
import { cp, glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { diffBehaviour } from "../../../src/diff/behaviour-diff.ts";
import { toTable } from "../../../src/diff/change.ts";
import { withoutAuthors } from "../../support/content-copy.ts";
import { realContent } from "../../support/real-content.ts";

const UTTERANCES = 8; // of each intent; enough to train on, quick to judge
/** The list of a file's utterances, as it stands there. */
const LISTED = /^utterances:\n(?: {2}- .*\n)+/m;
const STORY = { name: "开始换卡", lines: ["你好", "拉卡拉换卡", "下一步"] };

let published: Knowledge;
beforeAll(async () => {
  const loaded = await realContent();
  const intents = [...loaded.intents].map(
    ([id, intent]) => [id, { ...intent, utterances: intent.utterances.slice(0, UTTERANCES) }] as const,
  );
  published = { ...loaded, intents: new Map(intents) };
});

function withUtterances(
  knowledge: Knowledge,
  changes: Partial<Record<IntentId, (utterances: readonly string[]) => readonly string[]>>,
): Knowledge {
  const intents = [...knowledge.intents].map(([id, intent]) => {
    const change = changes[id];
    return [id, change ? { ...intent, utterances: change(intent.utterances) } : intent] as const;
  });
  return { ...knowledge, intents: new Map(intents) };
}

describe("the behaviour diff", () => {
  it("is empty where nothing changed", () => {
    expect(diffBehaviour(published, { ...published }, [STORY])).toEqual([]);
  });

  it("names a message that is answered now", () => {
    const after = withUtterances(published, { faq_fee: (utterances) => [...utterances, "嘟嘟嘟叭叭叭"] });
    const answered = diffBehaviour(published, after, []).filter(({ kind }) => kind === "newly answered");
    expect(answered.map(({ where }) => where)).toContain("嘟嘟嘟叭叭叭");
    expect(answered.find(({ where }) => where === "嘟嘟嘟叭叭叭")?.after).toBe("faq_fee: faq:fee");
  });

  it("names a message whose file now says something that the bot does not do", () => {
    const after = withUtterances(published, {
      talk_to_human: (utterances) => utterances.filter((text) => text !== "转人工"),
      faq_fee: (utterances) => [...utterances, "转人工"],
    });
    const wrong = diffBehaviour(published, after, []).filter(({ where }) => where === "转人工");
    expect(wrong).toEqual([expect.objectContaining({ kind: "newly wrong" })]);
  });

  it("names the first message of a conversation that is answered differently", () => {
    const provider = published.providers.get("lakala");
    if (!provider?.guide) throw new Error("no guide of lakala");
    const [first, , ...rest] = provider.guide.steps;
    if (!first) throw new Error("no steps");
    const shorter = { ...provider, guide: { ...provider.guide, steps: [first, ...rest] } };
    const after = { ...published, providers: new Map(published.providers).set("lakala", shorter) };
    const changes = diffBehaviour(published, after, [STORY]);
    expect(changes.map(({ kind, where }) => `${kind}: ${where}`)).toEqual([
      "re-routed: 开始换卡 › 下一步",
      "guide shorter: lakala",
      "text gone: step lakala/prepare-card",
    ]);
  });

  it("shows a changed text around what changed", () => {
    const greeting = published.replies.get("thanks") ?? "";
    const after = { ...published, replies: new Map(published.replies).set("thanks", `${greeting}回见。`) };
    const changes = diffBehaviour(published, after, []);
    expect(changes.map(({ kind, where }) => `${kind}: ${where}`)).toEqual(["text changed: reply thanks"]);
    expect(changes[0]?.after).toMatch(/回见。$/);
  });

  it("keeps a text with line breaks and bars in one row of the table", () => {
    const row = { kind: "text changed", where: "reply a|b", before: "一\n二", after: "三" } as const;
    expect(toTable([row]).split("\n").at(-1)).toBe("| text changed | reply a\\|b | 一 ⏎ 二 | 三 |");
  });
});

describe("huanka content diff", () => {
  let repository: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd: repository,
    });
  const run = (ref: string) =>
    execFileSync(process.execPath, ["src/cli/huanka.js", "content", "diff", ref], {
      env: { ...process.env, CONTENT_DIR: join(repository, "content") },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });

  beforeAll(async () => {
    repository = await mkdtemp(join(tmpdir(), "huanka-diff-"));
    await cp("content", join(repository, "content"), { recursive: true });
    await withoutAuthors(join(repository, "content"));
    for await (const file of glob("content/*/{intents,faqs}/*", { cwd: repository })) {
      const path = join(repository, file);
      const text = await readFile(path, "utf8");
      await writeFile(
        path,
        text.replace(LISTED, (listed) =>
          listed
            .split(/^(?= {2}- )/m)
            .slice(0, UTTERANCES + 1)
            .join(""),
        ),
      );
    }
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "content");
  });
  afterAll(() => rm(repository, { recursive: true }));

  it("compares the working tree with a commit and prints exactly the seeded edits", async () => {
    await edit("content/zh-CN/replies.yml", (text) =>
      text.replace(/^thanks: .*$/m, "thanks: 不客气，回见。"),
    );
    await edit("content/zh-CN/guides/verify-terminal.md", (text) =>
      text.replace(/(?<=## 步骤\n\n)/, "1. **先坐下。** 慢慢来，不着急。 {#sit-down}\n"),
    );
    const rows = run("HEAD")
      .split("\n")
      .filter((line) => /^\| (?:guide|text|newly)/.test(line));
    expect(rows.map((row) => row.split(" | ").slice(0, 2).join(" | "))).toEqual([
      "| guide longer | verify-terminal",
      "| text changed | reply thanks",
      "| text added | step verify-terminal/sit-down",
    ]);
  });

  it("lets the check of content refuse a step taken away without a map", async () => {
    const file = "content/providers/shengpay.md";
    for (const path of [file, "content/en/providers/shengpay.md"])
      await edit(path, (text) => text.replace("{#prepare-card}", "{#prepare-card-anew}"));
    const args = ["src/cli/huanka.js", "content", "check", join(repository, "content"), "--since", "HEAD"];
    const check = () => spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(check()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("the step prepare-card is gone"),
    });
    await edit(file, (text) => text.replace("---\n", "---\nsteps: { prepare-card: prepare-card-anew }\n"));
    expect(check()).toMatchObject({ status: 0, stderr: "" });
  });

  it("says in one message that a ref is not there", () => {
    expect(() => run("no-such-ref")).toThrow(/git ls-tree says: .*no-such-ref/);
  });

  async function edit(path: string, change: (text: string) => string): Promise<void> {
    const file = join(repository, path);
    const before = await readFile(file, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`the edit of ${path} changes nothing`);
    await writeFile(file, after);
  }
});
