// The table of merchant codes: whoever is named must be known, every source listed, and no line may change unseen.
import { describe, expect, it } from "vitest";
import { checkSeals } from "../../../bot/lint/seals.ts";
import { buildKnowledge } from "../../../bot/load.ts";
import { ContentError } from "../../../bot/reading/content-error.ts";
import { readFolder } from "../../../bot/reading/read-folder.ts";

const LINE =
  '"822": { acquirer: 拉卡拉, provider: lakala, grade: multiple_independent, sources: [slip-guide, agents-manual] }';

async function problemsWith(line: string): Promise<string[]> {
  const tree = await readFolder("content", "zh-CN", () => {});
  const files = tree.files.map((file) =>
    file.path === "merchant-codes.yml" ? { ...file, text: file.text.replace(LINE, line) } : file,
  );
  try {
    buildKnowledge({ ...tree, files }, { checks: [checkSeals] });
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(({ file, problem }) => `${file}: ${problem}`);
  }
}

describe("the table of merchant codes", () => {
  it("is right as it stands", async () => {
    expect(await problemsWith(LINE)).toEqual([]);
  });

  it("knows no provider that is not there", async () => {
    const [problem] = await problemsWith(LINE.replace("provider: lakala", "provider: lakela"));
    expect(problem).toBe("merchant-codes.yml: there is no provider lakela");
  });

  it("names no company that is not listed", async () => {
    const problems = await problemsWith(LINE.replace("拉卡拉, provider: lakala", "无名支付"));
    expect(problems.join("\n")).toContain("无名支付 is neither a provider nor listed in companies.yml");
  });

  it("has no source that is not listed", async () => {
    const [problem] = await problemsWith(LINE.replace("slip-guide", "a-guide"));
    expect(problem).toBe("merchant-codes.yml: there is no source a-guide in this file");
  });

  it("refuses a digit or a name that was not confirmed", async () => {
    const digit = await problemsWith(LINE.replace("822", "824"));
    expect(digit.join("\n")).toContain("was never confirmed");
    expect(digit.join("\n")).toContain("seals a channel that is not there");
    const name = await problemsWith(LINE.replace("拉卡拉", "拉卡啦"));
    expect(name.join("\n")).toContain("is not what was confirmed");
  });
});
