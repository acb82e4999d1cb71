// Shows the settlement timeline of one provider in the chat, for a change handed in today.
import { shanghaiDay } from "../knowledge/calendar.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { officialChannels } from "../official/channels.ts";
import { intentOption, option } from "../say/options.ts";
import { hasOtherWords, say } from "../say/say.ts";
import type { DialogState, Told } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { answerWithin, runningGuide } from "./guide-dialog.ts";
import { factsOf, settlementTimeline } from "./timeline.ts";
import { toldOf, withTold } from "./told-pages.ts";

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
  const again = isToldAgain(turn, id);
  const known: DialogState = { ...turn.state, misses: 0, ...(!guide && { provider: id }) };
  const state = hasOtherWords(knowledge, "timeline") ? withTold(known, toldHere(id)) : known;
  const next = { ...turn, state };
  const { colon } = ownWords(knowledge.locale);
  const rows = timeline.rows.map(({ title, text }) => `· ${title}${colon}${text}`).join("\n");
  const url = `${pageUrl(knowledge, { kind: "provider", id })}/timeline?submitted=${submitted}`;
  const title = replyText(knowledge, "link.timeline");
  const said = {
    params: { provider: provider.name, rows },
    facts: factsOf(timeline),
    links: [{ title, url }],
    ...((timeline.latest === undefined || timeline.partly || again) && {
      channels: officialChannels(knowledge, id),
    }),
    again,
  };
  return outcome(
    state,
    answerWithin(next, followUps(turn, id), (options) => say(next, "timeline", { ...said, options })),
  );
}

/** Asked once more the rows would be an empty repeat; a button asks for them. */
function isToldAgain({ knowledge, state, recognition }: Turn, id: string): boolean {
  const isKnown = toldOf(state, toldHere(id).page) !== undefined;
  return recognition !== undefined && isKnown && hasOtherWords(knowledge, "timeline");
}

function toldHere(id: string): Told {
  return { page: `timeline/${id}`, parts: [] };
}

function followUps({ knowledge }: Turn, provider: string) {
  const questions = (["faq_confirm_success", "faq_not_received"] as const).flatMap(
    (intent) => intentOption(knowledge, intent) ?? [],
  );
  const rebind = option(knowledge, "rebind", { do: "choose-provider", provider, purpose: "guide" });
  return [...questions, rebind, option(knowledge, "human")];
}
