// Content can be deployed at any moment: recorded sessions are replayed with the content swapped between every two
// turns, over every kind of edit.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { undeclaredSteps } from "../../../bot/lint/step-maps.ts";
import type { DialogState } from "../../../bot/say/state.ts";
import { neededSnapshot } from "../../../bot/turn/older-content.ts";
import { type Edit, type EditedContent, editedContent } from "../../support/edited-content.ts";
import { playTurn, randomWalks, type Session, storySessions } from "../../support/recorded-sessions.ts";
import type { Proof } from "../proof.ts";
import { type Contents, type Fault, faultsOf } from "./deploy/oracle.ts";

export type DeployLoad = { readonly walks: number; readonly everyNthStory: number };

export interface DeployProof {
  readonly sessions: number;
  readonly swaps: number;
  readonly turns: number;
  /** Steps taken in older content, carried over to newer, and ended with a summary. */
  readonly outcomes: Readonly<Record<"stayed" | "carried" | "expired", number>>;
  /** Undeclared removals of a step that the check of step ids let through; must be empty. */
  readonly notRefused: readonly string[];
  readonly faults: readonly (Fault & { readonly where: string })[];
}

export async function proveDeploy({ walks, everyNthStory }: DeployLoad): Promise<DeployProof> {
  const content = await editedContent();
  const stories = storySessions().filter((_, index) => index % everyNthStory === 0);
  const sessions = [...stories, ...randomWalks(content.published.knowledge, walks)];
  return replayAcross(content, sessions);
}

/** Each session with each edit at each place between two turns, and once with another content at every turn. */
export function replayAcross(
  content: EditedContent,
  sessions: readonly Session[],
  playOne: typeof playTurn = playTurn,
): DeployProof {
  const { undeclared } = content;
  const published = content.published.knowledge;
  const edits = [...content.edits, ...undeclared];
  const tally = { swaps: 0, turns: 0, outcomes: { stayed: 0, carried: 0, expired: 0 } };
  const faults: (Fault & { where: string })[] = [];
  const contents = contentsOf(published, edits, content.original);

  const play = (session: Session, where: string, contentAt: (turn: number) => Knowledge, from: Start) => {
    let { state } = from;
    for (let turn = from.turn; turn < session.lines.length; turn += 1) {
      const line = session.lines[turn] ?? "";
      const knowledge = contentAt(turn);
      const older = contents.byHash.get(neededSnapshot(state, knowledge.hash) ?? "");
      const result = playOrFault(playOne, { state, line, knowledge, older });
      tally.turns += 1;
      if (typeof result === "string") {
        faults.push({ kind: "lost", what: result, where: `${where}, 「${line}」` });
        return;
      }
      count(
        state,
        result.state,
        result.replies.map(({ key }) => key),
      );
      const observed = { before: state, line, after: result.state, replies: result.replies };
      faults.push(
        ...faultsOf(observed, contents).map((fault) => ({ ...fault, where: `${where}, 「${line}」` })),
      );
      state = result.state;
    }
  };

  const count = (before: DialogState, after: DialogState, keys: readonly string[]) => {
    if (!before.stack.some(({ dialog }) => dialog === "guide")) return;
    if (
      keys.includes("guide-expired") ||
      keys.includes("guide-replaced") ||
      keys.includes("guide-withdrawn")
    ) {
      tally.outcomes.expired += 1;
    } else if (before.content !== after.content) tally.outcomes.carried += 1;
    else if (before.content === published.hash) tally.outcomes.stayed += 1;
  };

  for (const session of sessions) {
    const states = playAll(published, session);
    for (const edit of edits) {
      for (const [turn, state] of states.slice(0, -1).entries()) {
        tally.swaps += 1;
        play(session, `${session.name}, ${edit.name} before turn ${turn + 1}`, () => edit.knowledge, {
          state,
          turn,
        });
      }
    }
    const [start] = states;
    const all = [published, ...edits.map(({ knowledge }) => knowledge)];
    const rotating = (turn: number) => all[turn % all.length] ?? published;
    if (start)
      play(session, `${session.name}, another content at every turn`, rotating, { state: start, turn: 0 });
  }
  const notRefused = undeclared
    .filter(({ knowledge }) => undeclaredSteps(published, knowledge).length === 0)
    .map(({ name }) => name);
  return { sessions: sessions.length, ...tally, notRefused, faults };
}

interface Start {
  readonly state: DialogState;
  /** Index of the next line. */
  readonly turn: number;
}

/** The states before each line, and after the last. */
function playAll(knowledge: Knowledge, { lines }: Session): DialogState[] {
  const states = [playTurn({ state: undefined, line: undefined, knowledge }).state];
  for (const line of lines) states.push(playTurn({ state: states.at(-1), line, knowledge }).state);
  return states;
}

function playOrFault(play: typeof playTurn, turn: Parameters<typeof playTurn>[0]) {
  try {
    return play(turn);
  } catch (error) {
    return `the turn failed: ${String(error)}`;
  }
}

function contentsOf(published: Knowledge, edits: readonly Edit[], original: Contents["original"]): Contents {
  const all = [published, ...edits.map(({ knowledge }) => knowledge)];
  return { byHash: new Map(all.map((knowledge) => [knowledge.hash, knowledge])), original };
}

export const proof = {
  name: "deploy",
  promise: "Content can be deployed at any moment: no merchant in a guide is lost or shown a wrong step.",
  short: { seconds: 20, options: { walks: 6, everyNthStory: 8 } },
  full: { seconds: 90, options: { walks: 120, everyNthStory: 1 } },
  options: {
    walks: "random conversations beside the stories",
    everyNthStory: "of so many stories one is told",
  },
  async run(load: DeployLoad) {
    const { sessions, swaps, turns, outcomes, notRefused, faults } = await proveDeploy(load);
    return {
      findings: [
        ...faults.map(({ where, kind, what }) => `${kind}: ${where}: ${what}`),
        ...notRefused.map((name) => `an undeclared removal of a step is let through: ${name}`),
        ...Object.entries(outcomes).flatMap(([name, count]) => (count > 0 ? [] : [`no turn ${name}`])),
      ],
      figures: [
        `${sessions} sessions, ${swaps} deploys between two turns, ${turns} turns after them`,
        `turns in a guide: ${outcomes.stayed} in the older content, ${outcomes.carried} carried over, ${outcomes.expired} ended with a summary`,
      ],
    };
  },
} satisfies Proof<DeployLoad>;
