// The state of one conversation: plain, versioned data, stored with every commit and parsed when read.

import { z } from "zod";
import { IntentId } from "../knowledge/intent.ts";
import { AFTER_SCAM, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { Situation, SlotName } from "../knowledge/situation.ts";
import { Harm, type KnownHarm } from "../understanding/safety/scam-harm.ts";

/** What choosing an offered option does. Plain data, because offers are stored until the next turn. */
export const Action = z.discriminatedUnion("do", [
  /** Find out whose terminal it is, then walk the guide or show the channels. */
  z.strictObject({ do: z.literal("ask-provider"), purpose: z.enum(["guide", "channels"]) }),
  z.strictObject({ do: z.literal("ask-bank") }),
  z.strictObject({
    do: z.literal("choose-provider"),
    provider: z.string(),
    purpose: z.enum(["guide", "channels"]),
  }),
  /** Walk generic steps; the provider is not in our content. */
  z.strictObject({ do: z.literal("start-guide"), guide: z.string() }),
  z.strictObject({ do: z.literal("intent"), intent: IntentId }),
  z.strictObject({ do: z.literal("show-page"), page: z.string() }),
  z.strictObject({ do: z.literal("check-channel") }),
  z.strictObject({
    do: z.literal("command"),
    command: z.enum([
      "next",
      "back",
      "repeat",
      "where",
      "restart",
      "leave",
      "stuck",
      "resume",
      "none-of-these",
    ]),
  }),
  z.strictObject({ do: z.literal("whose-terminal") }),
  z.strictObject({ do: z.literal("unknown-provider") }),
  z.strictObject({ do: z.literal("human") }),
  /** The answer to a question about what the merchant has; `unknown` is 「不知道」. */
  z.strictObject({ do: z.literal("know"), slot: SlotName, value: z.string() }),
  /** What was missing is there, cannot be had, or is left aside to look at the steps. */
  z.strictObject({ do: z.literal("path"), with: z.enum(["got-it", "cannot", "show-steps"]) }),
  /** What has happened already, when somebody is being cheated. */
  z.strictObject({ do: z.literal("scam-harm"), harm: Harm }),
  /** Bank and police were called: what is left after that. */
  z.strictObject({ do: z.literal("scam-called") }),
  /** Put the guide aside and ask something else. */
  z.strictObject({ do: z.literal("other-question") }),
]);
export type Action = z.infer<typeof Action>;

export const Option = z.strictObject({ label: z.string(), action: Action });
export type Option = z.infer<typeof Option>;

const GuideFrame = z.strictObject({
  dialog: z.literal("guide"),
  guide: z.string(),
  provider: z.string().optional(),
  step: z.string(),
  /** How often the merchant said this guide does not work for them. */
  stuck: z.number().int().min(0),
});
export type GuideFrame = z.infer<typeof GuideFrame>;

export const Frame = z.discriminatedUnion("dialog", [
  GuideFrame,
  z.strictObject({
    dialog: z.literal("choose-provider"),
    purpose: z.enum(["guide", "channels"]),
    /** How often the question was repeated; each time in other words. */
    repeated: z.number().int().min(1).optional(),
    /** The provider a name sounded like, while we wait for yes or no. */
    guess: z.string().optional(),
    /** That name as it was written, where it was all that was said. */
    written: z.string().optional(),
  }),
  z.strictObject({ dialog: z.literal("check-channel") }),
  /** Something comes before the steps of this guide; a running guide may wait below. */
  z.strictObject({
    dialog: z.literal("path"),
    guide: z.string(),
    provider: z.string().optional(),
    /** How often it was named again after something else. */
    reminded: z.number().int().min(1).optional(),
  }),
]);
export type Frame = z.infer<typeof Frame>;

/** What was told of a page beyond its lead, by the headings of its parts; in doubt whether it was meant at all. */
const Told = z.strictObject({
  page: z.string(),
  parts: z.array(z.string()),
  doubtful: z.literal(true).optional(),
});
export type Told = z.infer<typeof Told>;

export const DialogState = z.strictObject({
  version: z.literal(1),
  /** Content snapshot of the last turn; a running guide stands in it. */
  content: z.string(),
  /** What it is held in; absent for zh-CN. */
  locale: z.string().optional(),
  /** The characters they write Chinese in, and are answered in; absent for simplified ones. */
  script: z.literal("traditional").optional(),
  /** Whose terminal it is, once known; carried over between dialogs. */
  provider: z.string().optional(),
  /** A company of which we have no page, said to be whose terminal it is: not asked for again. */
  company: z.string().optional(),
  /** The first three digits of their merchant number, as they told them: not asked for again. */
  code: z.string().optional(),
  /** The banks of their cards, as far as they were named, the new card's first: no terminal's company, whenever named again. */
  cards: z.array(z.string()).optional(),
  /** The companies whose terminals are to be changed one after the other, where several were named. */
  terminals: z.array(z.string()).optional(),
  /** The last provider whose page they looked at while talking, where it was taken for theirs. */
  page: z.string().optional(),
  /** What the merchant has, as far as they said. */
  situation: Situation.optional(),
  /** What the last answer was about: 「要带啥」 is read with it. */
  lastIntent: IntentId.optional(),
  /** What else the message that was answered last may have asked, likeliest first. */
  others: z.array(IntentId).optional(),
  /** UTC timestamp of the last turn. */
  lastAt: z.string().optional(),
  /** Running dialogs, the innermost last. */
  stack: z.array(Frame),
  /** A guide left before its end; 「继续」 takes it up again. */
  paused: GuideFrame.optional(),
  /** Content snapshot the paused guide stands in, where that is not the last turn's. */
  pausedContent: z.string().optional(),
  /** The last offered options: a number or a label chooses among them. */
  offered: z.array(Option),
  /** What we asked last, in the very words: asked again, it is asked in others. */
  asked: z.strictObject({ key: z.string(), text: z.string() }).optional(),
  /** What has happened to them in the fraud that is being told. */
  harm: Harm.optional(),
  /** The fraud that is spoken of. */
  fraud: z
    .strictObject({
      /** What was spoken of before it: taken up again where there was none. */
      before: IntentId.optional(),
      /** What had happened before money was said to be gone: it counts again where that is taken back. */
      lesserHarm: Harm.optional(),
    })
    .optional(),
  /** They said that there is no fraud. */
  noFraud: z.literal(true).optional(),
  /** They called bank or police for it. */
  called: z.literal(true).optional(),
  /** The rules of `routes.yml` that were said in full: what comes first is not said a second time in the way of the steps. */
  ruled: z.array(z.string()).optional(),
  /** They called the official line, and told what was said there. */
  calledLine: z.literal(true).optional(),
  /** The last answer to what was said there or stood on the screen, by its key. */
  toldOf: z.string().optional(),
  /** The pages told lately, the last one last. */
  told: z.array(Told).optional(),
  /** How often the step at which they stand was named again after something else. */
  reminded: z.number().int().min(1).optional(),
  /** Messages in a row that were not understood. */
  misses: z.number().int().min(0),
});
export type DialogState = z.infer<typeof DialogState>;

export function initialState(content: string): DialogState {
  return { version: 1, content, stack: [], offered: [], misses: 0 };
}

/** Stored state of an older or damaged form starts again rather than crashing; `lost` says that happened. */
export function parseState(stored: unknown, content: string): { state: DialogState; lost: boolean } {
  if (stored === undefined || stored === null) return { state: initialState(content), lost: false };
  const parsed = DialogState.safeParse(stored);
  return parsed.success ? { state: parsed.data, lost: false } : { state: initialState(content), lost: true };
}

export function topFrame(state: DialogState): Frame | undefined {
  return state.stack.at(-1);
}

export function withoutFrame(state: DialogState, dialog: Frame["dialog"]): DialogState {
  return { ...state, stack: state.stack.filter((frame) => frame.dialog !== dialog) };
}

/** Whether a guide is walked as its provider's: the check of a terminal is nobody's, even when the provider is known. */
export function isOfProvider<Frame extends { guide: string; provider?: string | undefined }>(
  frame: Frame,
): frame is Frame & { provider: string } {
  return frame.provider !== undefined && frame.guide !== VERIFY_TERMINAL;
}

/** Whether a fraud is spoken of: it was told, or asked about since. */
export function isInFraud({ fraud, lastIntent, harm }: DialogState): boolean {
  return (
    fraud !== undefined || harm !== undefined || lastIntent === "report_scam" || lastIntent === AFTER_SCAM
  );
}

/** The talk without it: all that was told in it is gone, what was spoken of before is again, and no fraud is until one is told. */
export function outOfFraud(state: DialogState): DialogState {
  const { fraud, harm: _h, called: _c, lastIntent: _s, asked: _a, ...rest } = state;
  return { ...rest, offered: [], noFraud: true, ...(fraud?.before && { lastIntent: fraud.before }) };
}

/** What is known to have happened in the fraud. */
export function knownHarm({ harm, fraud }: DialogState): KnownHarm {
  return { harm, lesserHarm: fraud?.lesserHarm };
}

/** With what is known to have happened. Whoever gave nothing yet may give something next, and is asked anew. */
export function knowingHarm(
  { harm: _, ...state }: DialogState,
  { harm, lesserHarm }: KnownHarm,
): DialogState {
  const { lesserHarm: __, ...fraud } = state.fraud ?? {};
  return {
    ...state,
    fraud: { ...fraud, ...(lesserHarm && { lesserHarm }) },
    ...(harm && harm !== "none" && { harm }),
  };
}
