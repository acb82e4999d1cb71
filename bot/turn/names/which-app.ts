// 「拉卡拉用哪个 App」: where the company is known, by what names its app is known, and what to do where it has no entry.

import { rebindOption } from "../../dialogs/answers.ts";
import { answerWithin } from "../../dialogs/guide-dialog.ts";
import type { Fact } from "../../knowledge/fact.ts";
import { BASE_LOCALE } from "../../knowledge/locale.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { gradeWords, replyText } from "../../knowledge/reply-text.ts";
import { hears } from "../../rules/heard-rules.ts";
import { option } from "../../say/options.ts";
import { providerName, say } from "../../say/say.ts";
import type { DialogState } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";

const APPS = "provider-apps";

/**
 * The apps of the company that is named or known, each with its proof. Undefined leaves the page for everybody: where none is
 * known, where something else about apps is asked, and in content from before, which has no words for it.
 */
export function whichApp(turn: Turn): Outcome | undefined {
  const { knowledge, recognition, text } = turn;
  const provider = recognition?.guessed ? undefined : (recognition?.provider ?? turn.state.provider);
  const asks = hears(knowledge.rules, RULES.asksApp, normalise(text)) && knowledge.replies.has(APPS);
  const apps = provider === undefined || !asks ? [] : appsOf(turn, provider);
  if (provider === undefined || apps.length === 0) return undefined;
  const state: DialogState = { ...turn.state, provider, misses: 0 };
  const next: Turn = { ...turn, state, rule: RULES.asksApp };
  const params = {
    provider: providerName(knowledge, provider),
    apps: apps.map((app) => lineOf(turn, app)).join("\n"),
  };
  const facts = apps.map(({ id }) => id);
  const ways = [rebindOption(next), option(knowledge, "human")];
  return outcome(
    state,
    answerWithin(next, ways, (options) => say(next, APPS, { params, facts, options })),
  );
}

function appsOf({ knowledge: { facts } }: Turn, provider: string): readonly Fact[] {
  return [...facts.values()].filter((fact) => fact.provider === provider && fact.kind === "app");
}

/** What limits it is told with it: one that may be given up must not be looked for like the others. */
function lineOf({ knowledge }: Turn, fact: Fact): string {
  const { value, scope, verified } = fact;
  const proof = [...(scope === undefined ? [] : [scope]), gradeWords(knowledge, fact)];
  const params = { app: value, grade: proof.join(knowledge.locale === BASE_LOCALE ? "；" : "; "), verified };
  return replyText(knowledge, "word.app", params);
}
