// Where a search begins: a new conversation, storage nobody can read, and conversations of older content.

import type { GuidePage } from "../knowledge/guide.ts";
import { guideFor, type Knowledge } from "../knowledge/knowledge.ts";
import { type DialogState, initialState } from "../say/state.ts";
import { type FlowEvent, JOINED_EVENT, RESUME_EVENT } from "./events.ts";

export interface Root {
  readonly stored: unknown;
  readonly event: FlowEvent;
  /** Whether the content that the conversation was begun with is still kept. */
  readonly kept: boolean;
}

/** Hash of the content that the conversations of before stand in. */
export const OLDER_CONTENT = "content of before";
const GONE_STEP = {
  id: "a-step-of-before",
  title: "以前的一步",
  text: "以前这样办",
  stuck: "以前也这样",
  needs: [],
};
const GONE_GUIDE = "a-guide-of-before";

/** A new conversation first, so that the shortest stories begin there. */
export function rootsOf(knowledge: Knowledge): {
  readonly roots: readonly Root[];
  readonly older: Knowledge;
} {
  const fresh = [undefined, { version: 0, damaged: true }].map((stored) => ({ stored, kept: true }));
  const standing = standingsIn(knowledge).flatMap((stored) =>
    [true, false].map((kept) => ({ stored, kept })),
  );
  const roots = [...fresh, ...standing].flatMap((root) =>
    [JOINED_EVENT, RESUME_EVENT].map((happened) => ({ ...root, event: happened })),
  );
  return { roots, older: olderThan(knowledge) };
}

/** True for a conversation that stands in older content, running or left. */
export function isOfBefore({ content, pausedContent }: DialogState): boolean {
  return content === OLDER_CONTENT || pausedContent === OLDER_CONTENT;
}

/** The content of before: every guide began with one more step, and there was one more guide. */
function olderThan(knowledge: Knowledge): Knowledge {
  const guides = [...knowledge.guides.values()].map(
    (guide): GuidePage => ({
      ...guide,
      steps: [...guide.steps.slice(0, 1), GONE_STEP, ...guide.steps.slice(1)],
    }),
  );
  const [some] = guides;
  const gone = some ? [{ ...some, id: GONE_GUIDE }] : [];
  return {
    ...knowledge,
    hash: OLDER_CONTENT,
    guides: new Map([...guides, ...gone].map((guide) => [guide.id, guide])),
    providers: new Map(
      [...knowledge.providers].map(([id, provider]) => {
        const steps = [GONE_STEP, ...guideFor(knowledge, provider).steps.slice(1)];
        return [
          id,
          provider.guide
            ? provider
            : { ...provider, guide: { ...guideFor(knowledge, provider), id, generic: false, steps } },
        ];
      }),
    ),
  };
}

/** At a step that is gone, in a guide that is gone, and in one that was the provider's own; walked and left. */
function standingsIn(knowledge: Knowledge): DialogState[] {
  const before = initialState(OLDER_CONTENT);
  const frame = (guide: string, step: string, provider?: string) => {
    return { dialog: "guide" as const, guide, step, stuck: 0, ...(provider !== undefined && { provider }) };
  };
  const [provider] = [...knowledge.providers.values()].filter((one) => !one.guide);
  const frames = [
    frame(GONE_GUIDE, GONE_STEP.id),
    ...(provider ? [frame(provider.class, GONE_STEP.id), frame(provider.id, GONE_STEP.id, provider.id)] : []),
  ];
  return frames.flatMap((one) => [
    { ...before, stack: [one], ...(one.provider !== undefined && { provider: one.provider }) },
    { ...before, paused: one },
  ]);
}
