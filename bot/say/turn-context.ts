// What every dialog is given and gives back within one turn.
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { DeskView, Effect } from "../ports.ts";
import type { Recognition } from "../understanding/recognise.ts";
import type { Reply, Why } from "./reply.ts";
import type { DialogState, Option } from "./state.ts";

export interface Turn {
  readonly knowledge: Knowledge;
  /** The merchant's words, secrets masked. */
  readonly text: string;
  readonly state: DialogState;
  /** Absent when a button was chosen or a command given. */
  readonly recognition?: Recognition;
  /** The rule that led here, for `why`. */
  readonly rule: string;
  /** UTC timestamp of the turn. */
  readonly now: string;
  /** The provider whose page the merchant looks at; not looked up yet. */
  readonly page?: string;
  /** Absent where nobody stands behind the bot, or the merchant does not wait. */
  readonly desk?: DeskView;
}

/** A reply with what its options do. */
export interface Said {
  readonly reply: Reply;
  readonly options: readonly Option[];
}

export interface Outcome {
  readonly state: DialogState;
  readonly said: readonly Said[];
  readonly effects: readonly Effect[];
}

export function outcome(state: DialogState, said: readonly Said[], effects: readonly Effect[] = []): Outcome {
  return { state, said, effects };
}

/** Puts replies in front of an outcome, for warnings and notes that come first. */
export function prefixed(said: readonly Said[], rest: Outcome): Outcome {
  return { ...rest, said: [...said, ...rest.said] };
}

/** The common part of every `why` in this turn. */
export function whyOf(turn: Turn, reply: string, facts: readonly string[], article?: string): Why {
  const { recognition } = turn;
  const provider = turn.state.provider ?? recognition?.provider;
  return {
    rule: turn.rule,
    reply,
    ...(recognition && {
      intent: recognition.intent,
      confidence: recognition.confidence,
      alternatives: recognition.alternatives,
      ...recognition.reasons,
    }),
    ...(provider === undefined ? {} : { provider }),
    ...(article === undefined ? {} : { article }),
    facts,
    content: turn.knowledge.hash,
  };
}
