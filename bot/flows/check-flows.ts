// Checks all dialogs on given content: explores every reachable state and reports what no merchant should meet.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { runTurn, type TurnResult } from "../turn/turn.ts";
import { createCoverage } from "./check-coverage.ts";
import { checkDistances, checkGuideEnds, distancesToPerson } from "./check-graph.ts";
import { checkChoice, checkLatePress, checkMeaning } from "./check-offers.ts";
import { type Complain, createReplyChecks } from "./check-replies.ts";
import { checkTurn, guideOnTop, stateName } from "./check-turn.ts";
import { type Explored, explore, type RunTurn, type Visit } from "./explore.ts";
import { createFindings, type Finding } from "./finding.ts";

/** States; twenty times what the content has now, so that reaching it means something grows without end. */
const BOUND = 200_000;

/** Turns; a prime, so that in every state another event is run twice. */
const REPEAT_EVERY = 29;

export interface FlowFigures {
  readonly states: number;
  readonly classes: number;
  readonly transitions: number;
  /** Kinds of dialogs, and guides walked with the provider they were walked for. */
  readonly dialogs: number;
  readonly guides: number;
  /** Taps from the state that is farthest from a person or an official channel. */
  readonly farthest: number;
}

export interface FlowReport {
  readonly findings: readonly Finding[];
  readonly figures: FlowFigures;
}

export interface FlowOptions {
  /** Stands for the real turn where a defective one is to be found out. */
  readonly turn?: RunTurn;
  readonly bound?: number;
  /** One such finding is enough and ends the search. */
  readonly enough?: (finding: Finding) => boolean;
}

/**
 * Pure and deterministic. Exhaustive: every state's 「人工」, offers and stored form; every step of every provider's guide
 * with its buttons; every event in every class of states. Sampled: beside those, one guide of each kind stands for its
 * kind, one set of offers for those that do the same, one situation outside the questions for all, one turn in
 * REPEAT_EVERY for all that it is repeatable.
 */
export function checkFlows(
  content: Knowledge,
  { turn = runTurn, bound = BOUND, enough = () => false }: FlowOptions = {},
): FlowReport {
  const { report, list } = createFindings();
  const coverage = createCoverage(content);
  const { knowledge } = coverage;
  const checkReplies = createReplyChecks(knowledge);
  let visits = 0;
  const check = (visited: Visit, result: TurnResult, where: string, complain: Complain) => {
    checkReplies(visited, where, complain);
    if (visited.fresh) checkMeaning(knowledge, result.state.offered, where, complain);
    if (visited.event.kind === "choice") checkChoice(knowledge, visited, where, complain);
    if (visited.event.kind === "late-press") checkLatePress(knowledge, visited, where, complain);
    checkTurn(knowledge, visited, where, complain);
    visits += 1;
    if (visits % REPEAT_EVERY === 0) checkSame(visited, where, complain);
  };
  const visit = (visited: Visit) => {
    const where = stateName(visited.from);
    const complain: Complain = (place, rule, problem) =>
      report({ where: place, rule, problem, story: visited.story() });
    const said = visited.event.says ?? "";
    if (visited.turn.kind === "threw") {
      return void complain(where, "exception", `「${said}」 throws ${String(visited.turn.cause)}`);
    }
    const { result } = visited.turn;
    coverage.note(result);
    try {
      check(visited, result, where, complain);
    } catch (cause) {
      complain(where, "exception", `what 「${said}」 leads to cannot be read: ${String(cause)}`);
    }
  };
  const explored = explore({ knowledge, turn, bound, visit, isOver: () => list().some(enough) });
  const distances = distancesToPerson(explored);
  checkDistances(explored, distances, report);
  if (explored.cutOff) {
    const problem = `more than ${bound} states: something grows without end, and the rest was not seen`;
    report({ where: "search", rule: "bound", problem, story: [] });
  } else {
    checkGuideEnds(knowledge, explored, report);
    coverage.check(report);
  }
  return { findings: list(), figures: figuresOf(explored, distances.farthest) };
}

function checkSame({ event, turn, again }: Visit, where: string, complain: Complain): void {
  if (JSON.stringify(again(event)) !== JSON.stringify(turn)) {
    complain(where, "not-deterministic", `「${event.says ?? ""}」 gives two results`);
  }
}

function figuresOf({ nodes, classes, turns }: Explored, farthest: number): FlowFigures {
  const dialogs = new Set(nodes.flatMap(({ state }) => state.stack.map(({ dialog }) => dialog)));
  const guides = new Set(
    nodes.flatMap(({ state }) => {
      const frame = guideOnTop(state);
      return frame ? `${frame.guide}/${frame.provider ?? ""}` : [];
    }),
  );
  return {
    states: nodes.length,
    classes,
    transitions: turns,
    dialogs: dialogs.size,
    guides: guides.size,
    farthest,
  };
}
