// That the replay proof can fail.
import { describe, expect, it } from "vitest";
import { replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { transcriptOf } from "../../support/hold-conversations.ts";
import { realContent } from "../../support/real-content.ts";
import { differingBytes } from "./replay.ts";

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
