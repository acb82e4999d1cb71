// How the proof sync reads a trace; the trace itself needs strace and is not made here.
import { expect, it } from "vitest";
import { judgeTrace } from "./sync.ts";

const REQUEST =
  '10 read(21<TCP>, "POST /v3/directline/conversations/cnv_a/activities HTTP/1.1", 65536) = 300';
const ANSWER = '10 write(21<TCP>, "HTTP/1.1 200 OK\\r\\n\\r\\n{\\"id\\":\\"cnv_a|0000001\\"}", 400) = 400';
const SYNC = "12 fdatasync(30</data/huanka.db-wal>) = 0";

it("counts an answer after a finished sync as synced", () => {
  expect(judgeTrace([REQUEST, SYNC, ANSWER])).toEqual({ acks: 1, unsynced: 0 });
});

it("counts an answer before the sync, without one, or during one as not synced", () => {
  const begun = "12 fdatasync(30</data/huanka.db-wal> <unfinished ...>";
  const ended = "12 <... fdatasync resumed>) = 0";
  for (const trace of [
    [REQUEST, ANSWER, SYNC],
    [SYNC, REQUEST, ANSWER],
    [REQUEST, begun, ANSWER, ended],
  ]) {
    expect(judgeTrace(trace)).toEqual({ acks: 1, unsynced: 1 });
  }
  expect(judgeTrace([REQUEST, begun, ended, ANSWER])).toEqual({ acks: 1, unsynced: 0 });
});
