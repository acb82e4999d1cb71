// The calm way out of a fraud: stop, then the right calls in the right order for what has happened already.
import { PAGES, RULES } from "../knowledge/own-ids.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import type { ScamId } from "../knowledge/scam.ts";
import { judgeChannels } from "../official/channels.ts";
import { bareOf, hears } from "../rules/heard-rules.ts";
import { option } from "../say/options.ts";
import { knownChannels, say } from "../say/say.ts";
import type { DialogState, GuideFrame, Option } from "../say/state.ts";
import { type Outcome, outcome, type Said, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { Harm, harmOf } from "../understanding/safety/scam-harm.ts";
import { findScam } from "../understanding/safety/scam-rules.ts";
import { holdsChannel, verdictOn } from "./channel-dialog.ts";

/**
 * Comes before any step. Says to stop and what this scam is, then what to do first: at once where the message tells
 * what has happened, otherwise after one short question. A number or link told along with it is judged too. The
 * escalation is recorded once, here.
 */
export function scamPath(turn: Turn): Outcome {
  const text = turn.recognition === undefined ? "" : normalise(turn.text);
  const scam = findScam(text)?.scam;
  const harm = harmOf(turn.knowledge.rules, text);
  const state: DialogState = { ...turn.state, misses: 0 };
  const next: Turn = { ...turn, state };
  const verdict =
    text !== "" && holdsChannel(turn.text)
      ? verdictOn(next, judgeChannels(turn.knowledge, turn.text), [])
      : undefined;
  const first = verdict && verdict.reply.key !== "channel-official" ? [verdict] : [];
  const isMore = text !== "" && scam === undefined && waitsForHarm(turn.state);
  const stops = isMore ? [] : [stop(next, scam)];
  const guide = state.stack.find((frame): frame is GuideFrame => frame.dialog === "guide");
  const { provider } = state;
  return outcome(
    state,
    [...first, ...stops, harm === undefined ? ask(next) : steps(next, harm)],
    [
      {
        kind: "escalate",
        reason: "scam",
        ...(provider !== undefined && { provider }),
        ...(guide && { step: `${guide.guide}/${guide.step}` }),
      },
    ],
  );
}

/** Whether we asked what has happened. */
export function waitsForHarm({ offered }: DialogState): boolean {
  return offered.some(({ action }) => action.do === "scam-harm");
}

/** 「然后呢」 to that question: it decides what comes first, so it is asked once more. */
export function askHarm(turn: Turn): Outcome {
  return outcome(turn.state, [ask(turn)]);
}

/** The answer to what has happened. */
export function afterHarm(turn: Turn, harm: Harm): Outcome {
  const state: DialogState = { ...turn.state, misses: 0 };
  return outcome(state, [steps({ ...turn, state }, harm)]);
}

/** While we wait for what has happened, own words that tell it. */
export function toldHarm({ state, text, knowledge }: Turn): Harm | undefined {
  if (!waitsForHarm(state)) return undefined;
  const normalised = normalise(text);
  return hears(knowledge.rules, RULES.nothingYet, bareOf(normalised))
    ? "none"
    : harmOf(knowledge.rules, normalised);
}

function stop(turn: Turn, id: ScamId | undefined): Said {
  const scam = id === undefined ? undefined : turn.knowledge.scams.get(id);
  if (!scam) return say(turn, "scam");
  const params = { name: scam.name, signs: scam.signs.join("；"), advice: scam.advice };
  return say(turn, "scam-like", { params });
}

function ask(turn: Turn): Said {
  const { knowledge } = turn;
  const answers = Harm.options.map((harm) => option(knowledge, `harm-${harm}`));
  return say(turn, "scam-ask", { options: [...answers, ...backToSteps(turn), option(knowledge, "human")] });
}

function steps(turn: Turn, harm: Harm): Said {
  const { knowledge } = turn;
  const page = knowledge.articles.get(PAGES.commonScams);
  const url = pageUrl(knowledge, { kind: "article", id: PAGES.commonScams });
  return say(turn, `scam-${harm}`, {
    channels: knownChannels(turn),
    ...(page && { links: [{ title: page.title, url }] }),
    options: [
      option(knowledge, "verify-terminal"),
      option(knowledge, "check-channel"),
      option(knowledge, "human"),
      ...backToSteps(turn),
    ],
  });
}

/** Only where steps were running. */
function backToSteps({ knowledge, state }: Turn): Option[] {
  const waiting = state.stack.some(({ dialog }) => dialog === "guide" || dialog === "path");
  return waiting ? [option(knowledge, "back-to-steps")] : [];
}
