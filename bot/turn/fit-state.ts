// Makes a stored state fit other content: whatever it points to must be there, or be let go.
import type { Guide } from "../knowledge/guide.ts";
import { stepNow } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { findGuide } from "../say/guide-steps.ts";
import { type Action, type DialogState, type GuideFrame, isOfProvider, type Option } from "../say/state.ts";

export interface Fitted {
  readonly state: DialogState;
  /** A running guide lost its place and begins again; the caller says so before anything else. */
  readonly changed: boolean;
}

/**
 * What a state still means in other content. A paused guide is left as it is when `keepPaused`: it goes on in the
 * content it was begun with.
 */
export function fitState(state: DialogState, knowledge: Knowledge, keepPaused: boolean): Fitted {
  if (state.content === knowledge.hash) return { state, changed: false };
  const frames = state.stack.map((frame) => {
    if (frame.dialog === "guide") return fitFrame(knowledge, frame);
    const gone = frame.dialog === "path" && !guideIn(knowledge, frame);
    return { ...(!gone && { frame }), changed: false };
  });
  const { paused, pausedContent: _, provider, terminals, ...rest } = state;
  const fitted: DialogState = {
    ...rest,
    ...(provider !== undefined && knowledge.providers.has(provider) && { provider }),
    ...(terminals && { terminals: terminals.filter((id) => knowledge.providers.has(id)) }),
    stack: frames.flatMap(({ frame }) => frame ?? []),
    offered: state.offered.map((offer) => fitOption(knowledge, offer)),
  };
  const changed = frames.some((one) => one.changed);
  if (!paused) return { state: fitted, changed };
  if (keepPaused) {
    return { state: { ...fitted, paused, pausedContent: state.pausedContent ?? state.content }, changed };
  }
  const { frame } = fitFrame(knowledge, paused);
  return { state: { ...fitted, ...(frame && { paused: frame, pausedContent: knowledge.hash }) }, changed };
}

/** Without the content it was begun with only ids and maps tell where a frame stands; a lost step is the first. */
function fitFrame(knowledge: Knowledge, frame: GuideFrame): { frame?: GuideFrame; changed: boolean } {
  const guide = guideIn(knowledge, frame);
  if (!guide) return { changed: true };
  const now = stepNow(guide, frame.step);
  if (now === frame.step) return { frame, changed: false };
  if (typeof now === "string") return { frame: { ...frame, step: now }, changed: false };
  const [first] = guide.steps;
  return first ? { frame: { ...frame, step: first.id }, changed: true } : { changed: true };
}

/** The guide a frame walks, or undefined where this content has neither it nor its provider. */
export function guideIn(
  knowledge: Knowledge,
  frame: Pick<GuideFrame, "guide" | "provider">,
): Guide | undefined {
  const known = isOfProvider(frame)
    ? knowledge.providers.has(frame.provider)
    : knowledge.guides.has(frame.guide);
  return known ? findGuide(knowledge, frame) : undefined;
}

/** An offer keeps its place and label, because numbers and words choose by them; one that leads nowhere asks instead. */
function fitOption(knowledge: Knowledge, offer: Option): Option {
  return leadsSomewhere(knowledge, offer.action) ? offer : { ...offer, action: { do: "unknown-provider" } };
}

function leadsSomewhere({ providers, guides, faqs, articles }: Knowledge, action: Action): boolean {
  if (action.do === "choose-provider") return providers.has(action.provider);
  if (action.do === "start-guide") return guides.has(action.guide);
  if (action.do === "show-page") return faqs.has(action.page) || articles.has(action.page);
  return true;
}
