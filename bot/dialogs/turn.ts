// The pure turn: (stored state, event, knowledge) → new state, replies and effects. Nothing else happens in it.
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Effect, TurnEvent } from "../ports.ts";
import { holdsOnlySecrets } from "../understanding/safety-rules.ts";
import { backToStep, guideTitle, repairFrame, runningGuide } from "./guide-dialog.ts";
import { mainOptions, option } from "./options.ts";
import type { Reply } from "./reply.ts";
import { type Message, type Recognise, route } from "./route.ts";
import { warnOfSecrets } from "./safety-dialog.ts";
import { findGuide, say, stepIndex } from "./say.ts";
import { type DialogState, parseState, topFrame } from "./state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "./turn-context.ts";

export interface TurnInput {
  /** As stored after the last turn; undefined at the first. */
  readonly state: unknown;
  readonly event: TurnEvent;
  readonly knowledge: Knowledge;
  readonly recognise: Recognise;
}

export interface TurnResult {
  readonly state: DialogState;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
}

/** Runs one turn. Same input, same bytes out. Throws only on a defect of ours, never on what a merchant writes. */
export function runTurn(input: TurnInput): TurnResult {
  const { knowledge, event } = input;
  const { state: parsed, lost } = parseState(input.state, knowledge.hash);
  const repaired = repair(parsed, knowledge);
  const turn: Turn = { knowledge, text: "", state: repaired.state, rule: "event/joined" };
  const notes: Said[] = [];
  if (lost) notes.push(say(turn, "state-lost"));
  if (repaired.changed) notes.push(say(turn, "guide-changed"));
  const result = event.kind === "joined" ? greet(turn) : answer(turn, event, input.recognise);
  return finish(prefixed(notes, result), knowledge);
}

function greet(turn: Turn): Outcome {
  const { knowledge, state } = turn;
  const guide = runningGuide(state);
  if (guide) return outcome(state, [say(turn, "greeting-again"), backToStep(turn, guide)]);
  const { paused } = state;
  if (!paused) return outcome(state, [say(turn, "greeting", { options: mainOptions(knowledge) })]);
  const step = stepIndex(findGuide(knowledge, paused), paused.step) + 1;
  const options = [option(knowledge, "resume"), ...mainOptions(knowledge)];
  const params = { guide: guideTitle(knowledge, paused), step: String(step) };
  return outcome(state, [say(turn, "greeting-again"), say(turn, "paused-hint", { params, options })]);
}

function answer(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const said: Turn = { ...turn, text: message.text };
  const checking = topFrame(turn.state)?.dialog === "check-channel";
  if (message.secrets.length === 0 || checking) return route(said, message, recognise);
  const warned: Turn = { ...said, rule: "safety/secrets" };
  const warning = warnOfSecrets(warned, message.secrets);
  if (!holdsOnlySecrets(message.text)) return prefixed([warning], route(said, message, recognise));
  const guide = runningGuide(turn.state);
  const rest = guide
    ? backToStep(warned, guide)
    : say(warned, "secrets-nothing-left", { options: turn.state.offered });
  return outcome(turn.state, [warning, rest]);
}

/** Stored frames may point to steps that a content change took away. */
function repair(state: DialogState, knowledge: Knowledge): { state: DialogState; changed: boolean } {
  if (state.content === knowledge.hash) return { state, changed: false };
  const frames = state.stack.map((frame) =>
    frame.dialog === "guide" ? repairFrame(knowledge, frame) : { frame, changed: false },
  );
  const paused = state.paused && repairFrame(knowledge, state.paused).frame;
  const { paused: _, provider, ...rest } = state;
  return {
    changed: frames.some(({ changed }) => changed),
    state: {
      ...rest,
      ...(provider !== undefined && knowledge.providers.has(provider) && { provider }),
      ...(paused && { paused }),
      stack: frames.flatMap(({ frame }) => frame ?? []),
    },
  };
}

function finish({ state, said, effects }: Outcome, knowledge: Knowledge): TurnResult {
  const offered = said.findLast(({ options }) => options.length > 0)?.options ?? [];
  return {
    state: { ...state, content: knowledge.hash, offered: [...offered] },
    replies: said.map(({ reply }) => reply),
    effects,
  };
}
