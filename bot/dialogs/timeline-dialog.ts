// Shows the settlement timeline of one provider in the chat, for a change handed in today.
import { shanghaiDay } from "../knowledge/calendar.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { officialChannels } from "../official/channels.ts";
import { intentOption, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import type { DialogState } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { answerWithin, runningGuide } from "./guide-dialog.ts";
import { factsOf, settlementTimeline } from "./timeline.ts";

/**
 * The timeline with the page to choose another day and, without an official date, the channels to ask at. In the
 * middle of a guide it then points back to the step. Throws for a provider that is not in the content.
 */
export function showTimeline(turn: Turn, id: string): Outcome {
  const { knowledge } = turn;
  const provider = knowledge.providers.get(id);
  if (!provider) throw new Error(`no provider ${id}`);
  const submitted = shanghaiDay(turn.now);
  const timeline = settlementTimeline(knowledge, { provider, submitted });
  const guide = runningGuide(turn.state);
  const state: DialogState = { ...turn.state, misses: 0, ...(!guide && { provider: id }) };
  const next = { ...turn, state };
  const { colon } = ownWords(knowledge.locale);
  const rows = timeline.rows.map(({ title, text }) => `· ${title}${colon}${text}`).join("\n");
  const url = `${pageUrl(knowledge, { kind: "provider", id })}/timeline?submitted=${submitted}`;
  const title = replyText(knowledge, "link.timeline");
  const said = {
    params: { provider: provider.name, rows },
    facts: factsOf(timeline),
    links: [{ title, url }],
    ...((timeline.latest === undefined || timeline.partly) && { channels: officialChannels(knowledge, id) }),
  };
  return outcome(
    state,
    answerWithin(next, followUps(turn, id), (options) => say(next, "timeline", { ...said, options })),
  );
}

function followUps({ knowledge }: Turn, provider: string) {
  const questions = (["faq_confirm_success", "faq_not_received"] as const).flatMap(
    (intent) => intentOption(knowledge, intent) ?? [],
  );
  const rebind = option(knowledge, "rebind", { do: "choose-provider", provider, purpose: "guide" });
  return [...questions, rebind, option(knowledge, "human")];
}
