// Replies by key as places: each alone or for each provider, those of scams and routes, and the timelines.
import { sayMissing, sayOfficial } from "../../bot/dialogs/path-replies.ts";
import { showTimeline } from "../../bot/dialogs/timeline-dialog.ts";
import type { OfficialChannel } from "../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { say } from "../../bot/say/say.ts";
import type { Turn } from "../../bot/say/turn-context.ts";
import type { Place } from "./place.ts";

export type TurnOf = (provider: string | undefined) => Turn;

/** Words on buttons and inside other replies; they are read there. */
const FRAGMENTS = /^(?:option|label|link|secret|grade|timeline|evidence)\./;
/** Replies that are nothing without what dialogs put into them; they stand below with it. */
const FILLED = ["scam-like", "path-missing", "path-official", "timeline"];

export function replyPlaces(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return [
    ...byKey(knowledge, turnOf),
    ...ofScams(knowledge, turnOf),
    ...ofRoutes(knowledge, turnOf),
    ...ofTimelines(knowledge, turnOf),
  ];
}

export function replyPlace(parts: {
  readonly kind: Place["kind"];
  readonly id: string;
  readonly title: string;
  readonly reply: Reply;
  readonly provider?: string | undefined;
}): Place {
  const { kind, id, title, reply, provider } = parts;
  const page = reply.guide?.url ?? reply.links?.[0]?.url;
  return {
    kind,
    id: provider === undefined ? id : `${id} (${provider})`,
    title,
    lines: [...reply.text.split("\n"), ...channelLines(reply.channels ?? [])],
    facts: reply.why.facts,
    ...(page !== undefined && { page }),
    ...(provider !== undefined && { provider }),
  };
}

export function channelLines(channels: readonly OfficialChannel[]): string[] {
  return channels.map(({ label, value, href = "" }) => `${label} ${value} ${href}`.trim());
}

function byKey(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return [...knowledge.replies]
    .filter(([key]) => !FRAGMENTS.test(key) && !FILLED.includes(key))
    .flatMap(([key, template]) =>
      (template.includes("{{provider:") ? [undefined, ...knowledge.providers.keys()] : [undefined]).map(
        (provider) => {
          const { reply } = say(turnOf(provider), key, { params: paramsOf(template) });
          return replyPlace({ kind: "reply", id: key, title: key, reply, provider });
        },
      ),
    );
}

function ofScams(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return [...knowledge.scams.values()].map(({ id, name, signs, advice }) => {
    const { reply } = say(turnOf(undefined), "scam-like", {
      params: { name, signs: signs.join("；"), advice },
    });
    return replyPlace({ kind: "reply", id: `scam-like/${id}`, title: name, reply });
  });
}

/** For every provider a rule speaks of, or for nobody in particular. */
function ofRoutes(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return knowledge.routes.rules.flatMap((rule) => {
    const named = rule.when.flatMap(({ subject, values }) => (subject === "provider" ? values : []));
    const providers = named.length > 0 ? named : [undefined];
    return providers.map((provider) => {
      const turn = turnOf(provider);
      const said = rule.route === "missing" ? sayMissing(turn, rule) : sayOfficial(turn, rule, provider)[0];
      if (!said) throw new Error(`rule ${rule.id} says nothing`);
      return replyPlace({
        kind: "reply",
        id: `route/${rule.id}`,
        title: rule.id,
        reply: said.reply,
        provider,
      });
    });
  });
}

function ofTimelines(knowledge: Knowledge, turnOf: TurnOf): Place[] {
  return [...knowledge.providers.keys()].flatMap((provider) =>
    showTimeline(turnOf(provider), provider).said.map(({ reply }) =>
      replyPlace({ kind: "reply", id: "timeline", title: "timeline", reply, provider }),
    ),
  );
}

/** Something for each placeholder; what stands there is not content. */
function paramsOf(template: string): Record<string, string> {
  return Object.fromEntries([...template.matchAll(/\{(\w+)\}(?!\})/g)].map(([, name = ""]) => [name, "…"]));
}
