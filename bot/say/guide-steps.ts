// Which guide a frame walks, where in it a step stands, and the page that shows it.
import { derive } from "../knowledge/derived.ts";
import type { Guide, Step } from "../knowledge/guide.ts";
import { guideFor, type Knowledge } from "../knowledge/knowledge.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import type { Provider } from "../knowledge/provider.ts";
import { type GuideFrame, isOfProvider } from "./state.ts";

/** A step of the walk that one merchant goes; `frame` stands at it, `index` counts from 0. */
export interface StepPlace {
  readonly frame: GuideFrame;
  readonly guide: Guide;
  readonly index: number;
  readonly step: Step;
}

/** The guide a frame walks: the provider's, or the generic one it names. */
export function findGuide(
  knowledge: Knowledge,
  frame: { guide: string; provider?: string | undefined },
): Guide {
  const provider = isOfProvider(frame) ? knowledge.providers.get(frame.provider) : undefined;
  const generic = knowledge.guides.get(frame.guide);
  if (provider) return guideOf(knowledge, provider);
  if (generic) return generic;
  throw new Error(`no guide ${frame.guide}`);
}

/** Each provider's as it was first asked for: a turn asks for its guide eight times. */
function guideOf(knowledge: Knowledge, provider: Provider): Guide {
  const guides = derive(knowledge, guidesByProvider);
  const guide = guides.get(provider) ?? guideFor(knowledge, provider);
  guides.set(provider, guide);
  return guide;
}

function guidesByProvider(_: Knowledge): Map<Provider, Guide> {
  return new Map();
}

/** Where the step stands; a step the content no longer has counts as the first. */
export function stepIndex(guide: Guide, step: string): number {
  return Math.max(
    0,
    guide.steps.findIndex(({ id }) => id === step),
  );
}

/** The page with a guide's steps: the provider's, or the guide's own where it is of no provider. */
export function guideUrl(knowledge: Knowledge, frame: Pick<GuideFrame, "guide" | "provider">): string {
  return pageUrl(
    knowledge,
    isOfProvider(frame) ? { kind: "provider", id: frame.provider } : { kind: "guide", id: frame.guide },
  );
}
