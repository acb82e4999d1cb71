// Everything the bot can say out of content: answers, steps, channels, verdicts, and replies by key.

import type { Guide } from "../../bot/knowledge/guide.ts";
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { VERIFY_TERMINAL } from "../../bot/knowledge/own-ids.ts";
import { channelHref, checkChannel, officialChannels } from "../../bot/official/channels.ts";
import { sayPage, sayStep } from "../../bot/say/say.ts";
import { type GuideFrame, initialState } from "../../bot/say/state.ts";
import type { Turn } from "../../bot/say/turn-context.ts";
import type { Place } from "./place.ts";
import { channelLines, replyPlace, replyPlaces, type TurnOf } from "./reply-places.ts";

/** `day` is the day the bot is asked on. */
export function botPlaces(knowledge: Knowledge, day: string): Place[] {
  const turnOf: TurnOf = (provider): Turn => ({
    knowledge,
    text: "",
    state: { ...initialState(knowledge.hash), ...(provider !== undefined && { provider }) },
    rule: "facts/places",
    now: `${day}T02:00:00.000Z`,
  });
  const answers = [...knowledge.faqs.keys(), ...knowledge.articles.keys()].map((id) => {
    const { reply } = sayPage(turnOf(undefined), id, []);
    return replyPlace({ kind: "answer", id, title: reply.links?.[0]?.title ?? id, reply });
  });
  return [
    ...answers,
    ...replyPlaces(knowledge, turnOf),
    ...stepPlaces(knowledge, turnOf),
    ...channelPlaces(knowledge),
  ];
}

interface Walk {
  readonly guide: Guide;
  readonly provider?: string;
}

/** Every guide alone, every provider's steps, and the check of a terminal for every provider. */
function walksOf(knowledge: Knowledge): Walk[] {
  const { guides, providers } = knowledge;
  const check = guides.get(VERIFY_TERMINAL);
  return [
    ...[...guides.values()].map((guide): Walk => ({ guide })),
    ...[...providers.values()].map((one): Walk => ({ guide: guideFor(knowledge, one), provider: one.id })),
    ...(check ? [...providers.keys()].map((provider): Walk => ({ guide: check, provider })) : []),
  ];
}

function stepPlaces(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return walksOf(knowledge).flatMap(({ guide, provider }) =>
    guide.steps.flatMap((step, index) => {
      const who = provider !== undefined && { provider };
      const frame: GuideFrame = { dialog: "guide", guide: guide.id, ...who, step: step.id, stuck: 0 };
      const keys = step.stuck === undefined ? (["step"] as const) : (["step", "stuck"] as const);
      return keys.map((key) => {
        const { reply } = sayStep(turnOf(provider), { frame, guide, index, step }, key, []);
        const id = `${guide.id}/${step.id}/${key}`;
        return replyPlace({ kind: "step", id, title: step.title, reply, provider });
      });
    }),
  );
}

/** The list under replies such as `channels`, `human` and `scam`, and what the bot says of each when asked. */
function channelPlaces(knowledge: Knowledge): Place[] {
  const lists = [...knowledge.providers.values()].map((provider): Place => {
    const channels = officialChannels(knowledge, provider.id);
    return {
      kind: "channels",
      id: provider.id,
      title: `${provider.name}的官方渠道`,
      lines: channelLines(channels),
      facts: channels.map(({ fact }) => fact),
    };
  });
  const official = new Set(lists.flatMap(({ facts = [] }) => facts));
  const judged = [...knowledge.facts.values()].filter(
    (fact) => official.has(fact.id) || fact.provider === undefined,
  );
  const verdicts = judged
    .filter((fact) => channelHref(fact) !== undefined || fact.kind === "wechat")
    .map((fact): Place => {
      const { evidence } = checkChannel(knowledge, fact.value);
      return { kind: "verdict", id: fact.id, title: fact.label, lines: [evidence], facts: [fact.id] };
    });
  return [...lists, ...verdicts];
}
