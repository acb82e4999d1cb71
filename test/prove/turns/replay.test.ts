// That the replay proof can fail.
import { describe, expect, it } from "vitest";
import { replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { MODEL_DIR } from "../../../src/served/model-files.ts";
import { supplyKeptModels } from "../../../src/served/model-source.ts";
import { transcriptOf } from "../../support/hold-conversations.ts";
import { realContent } from "../../support/real-content.ts";
import { differingBytes } from "./replay.ts";

const IN_TRADITIONAL = ["拉卡拉換卡點做", "下一步", "換卡收唔收手續費㗎", "OK", "怎么换卡", "轉人工"];
const LINES = ["拉卡拉换卡", "下一步", "换卡要手续费吗", "下一步"];

describe("the replay proof", () => {
  it("finds a single byte that was changed in the record", async () => {
    const knowledge = await realContent();
    const activities = await transcriptOf(knowledge, LINES);
    expect(replayTranscript(activities, () => knowledge).differences).toEqual([]);
    const [last, ...rest] = activities.toReversed();
    if (!last?.text) throw new Error("the transcript ends without words");
    const changed = [...rest.toReversed(), { ...last, text: last.text.replace("。", "！") }];
    const { differences } = replayTranscript(changed, () => knowledge);
    expect(differences.map(({ activity }) => activity)).toEqual([last.id]);
    expect(differingBytes({ differences })).toBeGreaterThan(0);
  });

  it("compares a talk in traditional characters with what was said in them", async () => {
    const knowledge = await realContent();
    const activities = await transcriptOf(knowledge, IN_TRADITIONAL);
    const last = activities.at(-1);
    expect(last?.channelData).toMatchObject({ script: "traditional" });
    expect(replayTranscript(activities, () => knowledge)).toMatchObject({ turns: 7, differences: [] });
    const { traditional: _, ...others } = knowledge;
    const before = supplyKeptModels(others, MODEL_DIR);
    expect(replayTranscript(activities, () => before).differences.length).toBeGreaterThan(5);
  });

  it("finds the same bytes in a talk from before anybody was answered in traditional characters", async () => {
    const { traditional: _, ...others } = await realContent();
    const before = supplyKeptModels(others, MODEL_DIR);
    const activities = await transcriptOf(before, IN_TRADITIONAL);
    expect(JSON.stringify(activities)).not.toContain("traditional");
    expect(replayTranscript(activities, () => before)).toMatchObject({ turns: 7, differences: [] });
  });

  it("counts what it cannot compare instead of calling it equal", async () => {
    const knowledge = await realContent();
    const activities = await transcriptOf(knowledge, LINES);
    const gone = replayTranscript(activities, () => undefined);
    expect(gone).toMatchObject({ replies: 0, withoutContent: LINES.length + 1 });
    const masked = activities.map((activity) =>
      activity.text === LINES[2] ? { ...activity, channelData: { maskedLater: true } } : activity,
    );
    expect(replayTranscript(masked, () => knowledge)).toMatchObject({ unreadable: 2, differences: [] });
  });
});
