// That the deploy proof can fail.
import { beforeAll, describe, expect, it } from "vitest";
import { type EditedContent, editedContent } from "../../support/edited-content.ts";
import { playTurn, randomWalks, type Session, storySessions } from "../../support/recorded-sessions.ts";
import { replayAcross } from "./deploy.ts";

const EDITS = 4;
const WALKS = 3;
const EVERY_NTH_STORY = 16;

let content: EditedContent;
let sessions: readonly Session[];
beforeAll(async () => {
  content = await editedContent(EDITS);
  const stories = storySessions().filter((_, index) => index % EVERY_NTH_STORY === 0);
  sessions = [...stories, ...randomWalks(content.published.knowledge, WALKS)];
});

describe("the deploy proof", () => {
  it("finds a bot that forgets the content a guide was begun in", () => {
    const forgetful: typeof playTurn = (turn) => playTurn({ ...turn, older: undefined });
    const kinds = new Set(replayAcross(content, sessions, forgetful).faults.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["lost", "wrong-step"]);
  });

  it("finds a bot that begins anew after each deploy", () => {
    const careless: typeof playTurn = ({ state, knowledge, ...turn }) => {
      const isOther = (state as { content?: string } | undefined)?.content !== knowledge.hash;
      return playTurn({ ...turn, knowledge, state: isOther ? undefined : state, older: undefined });
    };
    expect(replayAcross(content, sessions, careless).faults.length).toBeGreaterThan(0);
  });
});
