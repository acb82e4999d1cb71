// Another company than the one we went by: 「不是拉卡拉，是盛付通」, in the middle of steps or of what comes before them.
import { backToStep, runningGuide, showStep } from "../dialogs/guide-dialog.ts";
import { pathOf, pathReminded, showPath, wasSaid } from "../dialogs/path-dialog.ts";
import { sayPathBack } from "../dialogs/path-replies.ts";
import { chooseProvider, showChannels } from "../dialogs/provider-dialog.ts";
import { isRebind } from "../knowledge/intent.ts";
import { PROVIDER_TOPICS, RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { providerOptions } from "../say/options.ts";
import { providerName, say } from "../say/say.ts";
import { type GuideFrame, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { TERMINAL_NAMED } from "../understanding/in-context.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";
import { withOtherTerminals } from "./names/other-terminals.ts";

/** A provider named only to be denied: a correction, whatever else is told. */
export function denies({ entities }: Recognition): boolean {
  return entities.mentions.some(({ role }) => role === "denied");
}

/** 「不是拉卡拉，是盛付通」, or another provider named in the middle of a guide; who else is named with it is not lost. */
export function correction(turn: Turn, recognition: Recognition): Outcome | undefined {
  const corrected = putRight(turn, recognition);
  return corrected && withOtherTerminals(turn, recognition, corrected);
}

function putRight(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { intent, entities } = recognition;
  const guide = runningGuide(turn.state);
  const provider = providerMeant(recognition, guide);
  const denied = entities.mentions.find(({ role }) => role === "denied")?.provider;
  const names = asksNothing(turn, recognition) || isRebind(intent);
  if (guide && denied !== undefined && isOthersDenied(guide, { denied, provider }))
    return names || !wordsAsk(turn.knowledge.rules, normalise(turn.text))
      ? keptAs(turn, guide, denied)
      : undefined;
  if (denied !== undefined && provider === undefined) return deniedOnly(turn, denied);
  if (provider === undefined || recognition.guessed || (!names && denied === undefined)) return undefined;
  if (!guide) return onThePath(turn, provider);
  if (guide.guide === VERIFY_TERMINAL) return whileChecking(turn, { recognition, provider });
  return provider === guide.provider ? sameAsNow(turn, guide, provider) : switchTo(turn, provider);
}

/** A name, and nothing beside it that is asked. */
function asksNothing({ knowledge, text }: Turn, { rule, zone, intent }: Recognition): boolean {
  const isOpen = zone !== "answer" && !wordsAsk(knowledge.rules, normalise(text));
  return rule === RULES.nameAlone || isOpen || /^(?:flow_|acknowledge$|greeting$|chitchat$)/.test(intent);
}

/** Who is named, or in steps the wallet that is surely meant without its name: 「微信那个绿码怎么换绑」. */
function providerMeant(
  { provider, intent, zone, confidence }: Recognition,
  guide: GuideFrame | undefined,
): string | undefined {
  const isSure = guide !== undefined && zone === "answer" && confidence >= SURE_FROM;
  if (provider !== undefined || !isSure) return provider;
  return [...PROVIDER_TOPICS].find(([, own]) => own === intent)?.[0];
}

/** Whoever asks gets the step; who only names whose steps run hears that they do. */
function sameAsNow(turn: Turn, guide: GuideFrame, provider: string): Outcome {
  if (hears(turn.knowledge.rules, RULES.asksPart, normalise(turn.text))) return showStep(turn, guide);
  const params = { provider: providerName(turn.knowledge, provider) };
  return outcome(turn.state, [say(turn, "provider-same", { params }), backToStep(turn, guide)]);
}

/** Somebody else is denied, and nobody but whose steps run is named. */
function isOthersDenied(
  guide: GuideFrame,
  { denied, provider = guide.provider }: { readonly denied: string; readonly provider: string | undefined },
): boolean {
  return denied !== guide.provider && provider === guide.provider;
}

/** Not that one, and none named instead. */
function deniedOnly(turn: Turn, denied: string): Outcome {
  const { provider: _, ...state } = withoutFrame(turn.state, "guide");
  const note = say({ ...turn, state }, "provider-denied", {
    params: { provider: providerName(turn.knowledge, denied) },
    options: providerOptions(turn.knowledge, "guide"),
  });
  return outcome({ ...state, stack: [{ dialog: "choose-provider", purpose: "guide" }], misses: 0 }, [note]);
}

/** 「我不是要改成乐刷」 in the steps of another: they go on. */
function keptAs(turn: Turn, guide: GuideFrame, denied: string): Outcome | undefined {
  const { knowledge, state } = turn;
  if (guide.provider === undefined || !knowledge.replies.has("provider-kept")) return undefined;
  const params = {
    other: providerName(knowledge, denied),
    provider: providerName(knowledge, guide.provider),
  };
  return outcome({ ...state, misses: 0 }, [say(turn, "provider-kept", { params }), backToStep(turn, guide)]);
}

/** Whose terminal is being checked: the numbers to check it at. A wish to change its card is no correction. */
function whileChecking(
  turn: Turn,
  { recognition, provider }: { readonly recognition: Recognition; readonly provider: string },
): Outcome | undefined {
  const { rule, intent } = recognition;
  const isNamed = rule === RULES.nameAlone || rule === TERMINAL_NAMED || !isRebind(intent);
  return isNamed ? showChannels(turn, provider) : undefined;
}

/** Another company while something comes before the steps: said to be heard, and what comes first is not said anew. */
function onThePath(turn: Turn, provider: string): Outcome | undefined {
  const frame = topFrame(turn.state);
  const found = turn.knowledge.providers.get(provider);
  if (frame?.dialog !== "path" || !found || frame.provider === undefined || frame.provider === provider)
    return undefined;
  const target = { guide: found.class, provider };
  const stack = [...turn.state.stack.slice(0, -1), { ...frame, ...target }];
  const next: Turn = { ...turn, state: { ...turn.state, provider, stack, misses: 0 } };
  const path = pathOf(next, target);
  const params = { provider: providerName(turn.knowledge, provider) };
  if (path.kind === "guide") return switchTo(turn, provider);
  const noted = say(next, "provider-corrected", { params });
  const isPointed = path.ask !== undefined || (path.kind === "missing" && wasSaid(next, path));
  return isPointed
    ? outcome(pathReminded(next.state), [noted, sayPathBack(next, path)])
    : prefixed([noted], showPath(next, target, path));
}

/** Another company's steps in place of those that run. */
export function switchTo(turn: Turn, provider: string): Outcome {
  const params = { provider: providerName(turn.knowledge, provider) };
  return prefixed([say(turn, "provider-switched", { params })], chooseProvider(turn, provider, "guide"));
}
