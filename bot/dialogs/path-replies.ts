// The words of a path: a question, the first thing missing, the way to the acquirer, and what was noted.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { pageLink } from "../knowledge/page-url.ts";
import { replyText } from "../knowledge/reply-text.ts";
import type { RouteRule } from "../knowledge/routes.ts";
import { SLOTS, type Slot, UNKNOWN } from "../knowledge/situation.ts";
import { officialChannels } from "../official/channels.ts";
import { option } from "../say/options.ts";
import { providerName, say } from "../say/say.ts";
import type { Option } from "../say/state.ts";
import type { Said, Turn } from "../say/turn-context.ts";
import type { Path } from "./solver/solve-path.ts";

/** One question, its answers as buttons, and 「不知道」. */
export function sayQuestion(turn: Turn, slot: Slot, again: boolean): Said {
  const params = { situation: situationWords(turn), question: turn.knowledge.routes.slots[slot].ask };
  return say(turn, "path-ask", { again, params, options: answersTo(turn, slot) });
}

function answersTo({ knowledge }: Turn, slot: Slot): Option[] {
  const answers = Object.entries(knowledge.routes.slots[slot].values).map(([value, label]): Option => {
    return { label, action: { do: "know", slot, value } };
  });
  const unsure: Option = {
    label: replyText(knowledge, "option.dont-know"),
    action: { do: "know", slot, value: UNKNOWN },
  };
  return [...answers, unsure, option(knowledge, "human")];
}

/** The first thing missing and how to get it. */
export function sayMissing(turn: Turn, rule: RouteRule): Said {
  const { knowledge } = turn;
  const keys = ["got-it", "cannot", "show-steps", "leave", "human"] as const;
  return say(turn, "path-missing", {
    params: { situation: situationWords(turn), how: rule.say },
    options: keys.map((key) => option(knowledge, key)),
    links: [linkOf(knowledge, rule.page)],
  });
}

/** One line that leads back to what comes first, after something said in between. */
export function sayPathBack(turn: Turn, path: Exclude<Path, { kind: "guide" }>): Said {
  const { kind, ask } = path;
  if (ask !== undefined) {
    const params = { question: turn.knowledge.routes.slots[ask].ask };
    return say(turn, "path-back-ask", { params, options: answersTo(turn, ask) });
  }
  const keys =
    kind === "missing"
      ? (["got-it", "cannot", "show-steps", "leave", "human"] as const)
      : (["show-steps", "leave", "human"] as const);
  const options = keys.map((key) => option(turn.knowledge, key));
  return say(turn, `path-back-${kind}`, { options });
}

/** Only the acquirer can say how: what to ask there, and its channels. */
export function sayOfficial(turn: Turn, rule: RouteRule, provider: string | undefined): Said[] {
  const params = { situation: situationWords(turn), how: rule.say };
  return toAcquirer(turn, { key: "path-official", params, provider, page: rule.page });
}

/** Before steps that are shown although something comes first. */
export function sayStepsAllTheSame(turn: Turn, kind: "missing" | "official"): Said {
  return say(turn, `path-steps-${kind}`, { params: { situation: situationWords(turn) } });
}

/** What was missing cannot be had. */
export function sayCannot(turn: Turn, rule: RouteRule, provider: string | undefined): Said[] {
  return toAcquirer(turn, { key: "path-cannot", params: {}, provider, page: rule.page });
}

/** A reply that sends to the acquirer; where no channel is known, a second one says where to look. */
function toAcquirer(
  turn: Turn,
  reply: {
    readonly key: string;
    readonly params: Readonly<Record<string, string>>;
    readonly provider: string | undefined;
    readonly page: string;
  },
): Said[] {
  const { knowledge } = turn;
  const { key, params, provider, page } = reply;
  const keys = ["show-steps", "leave", "human"] as const;
  const options = keys.map((one) => option(knowledge, one));
  const channels = provider === undefined ? [] : officialChannels(knowledge, provider);
  const links = [linkOf(knowledge, page)];
  if (channels.length > 0) return [say(turn, key, { params, channels, links, options })];
  const first = say(turn, key, { params, links });
  if (provider === undefined) {
    const ways = [option(knowledge, "unknown-provider"), ...options];
    return [first, say(turn, "no-channel", { options: ways })];
  }
  return [
    first,
    say(turn, knowledge.replies.has("channels-none-here") ? "channels-none-here" : "channels-none", {
      params: { provider: providerName(knowledge, provider) },
      options,
    }),
  ];
}

/** 「记下了」 with everything known; said when a merchant tells something that changes no route. */
export function sayNoted(turn: Turn, options: readonly Option[] = []): Said {
  return say(turn, "situation-noted", { params: { situation: situationWords(turn) }, options });
}

/** What was noted and is not so, in the words in which it was noted, and what is noted instead, if anything. */
export function sayUndone(turn: Turn, after: Turn, slots: readonly Slot[]): Said {
  const before = situationWords(turn, slots);
  const now = situationWords(after, slots);
  return now === ""
    ? say(turn, "situation-undone", { params: { before } })
    : say(turn, "situation-corrected", { params: { before, now } });
}

function situationWords(
  { knowledge, state: { situation = {} } }: Turn,
  slots: readonly Slot[] = SLOTS,
): string {
  const words = slots.flatMap((slot) => {
    const values: Readonly<Record<string, string>> = knowledge.routes.slots[slot].values;
    return values[situation[slot] ?? UNKNOWN] ?? [];
  });
  return words.join(ownWords(knowledge.locale).comma);
}

function linkOf(knowledge: Knowledge, page: string): { title: string; url: string } {
  const found = knowledge.faqs.get(page) ?? knowledge.articles.get(page);
  if (!found) throw new Error(`no FAQ or article ${page}: the loader must have refused a rule that names it`);
  return pageLink(knowledge, found);
}
