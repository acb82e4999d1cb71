// Defects in how a turn behaves, made by wrapping the real one: steps, persons, places.
import type { Option } from "../../../bot/say/state.ts";
import {
  after,
  type Fault,
  guideOf,
  offers,
  saidText,
  stepAfter,
  stepOf,
  topOf,
  withoutAction,
} from "./fault.ts";

const isGuide = (options: readonly Option[]) =>
  options.some(({ action }) => action.do === "command" && action.command === "stuck");
const act = (from: string, to: Option["action"]) => (options: Option[]) =>
  options.map((one) =>
    one.action.do === "command" && one.action.command === from ? { ...one, action: to } : one,
  );

export const GUIDE_FAULTS: readonly Fault[] = [
  { name: "steps without 「下一步」", rule: "guide-options", turn: offers(withoutAction("next")) },
  { name: "steps without 「上一步」", rule: "guide-options", turn: offers(withoutAction("back")) },
  { name: "steps without 「卡住了」", rule: "guide-options", turn: offers(withoutAction("stuck")) },
  {
    name: "steps without a way out",
    rule: "guide-options",
    turn: offers((options) => (isGuide(options) ? withoutAction("leave")(options) : options)),
  },
  {
    name: "「下一步」 that goes back",
    rule: "label-meaning",
    turn: offers(act("next", { do: "command", command: "back" })),
  },
  {
    name: "「下一步」 that leaves",
    rule: "label-meaning",
    turn: offers(act("next", { do: "command", command: "leave" })),
  },
  {
    name: "「卡住了」 that repeats",
    rule: "label-meaning",
    turn: offers(act("stuck", { do: "command", command: "repeat" })),
  },
  {
    name: "a provider's button that chooses another",
    rule: "label-meaning",
    turn: offers((options) =>
      options.map((one) =>
        one.label === "拉卡拉"
          ? { ...one, action: { do: "choose-provider", provider: "alipay", purpose: "guide" } }
          : one,
      ),
    ),
  },
  {
    name: "a scam button that only greets",
    rule: "label-meaning",
    turn: offers((options) =>
      options.map((one) =>
        one.action.do === "intent" && one.action.intent === "report_scam"
          ? { ...one, action: { do: "intent", intent: "greeting" } }
          : one,
      ),
    ),
  },
  {
    name: "step 3 that never advances",
    rule: "guide-move",
    turn: stepAfter((from, to) => (from === "open-app-menu" ? from : to)),
  },
  {
    name: "step 2 that is passed over",
    rule: "guide-move",
    turn: stepAfter((from, to, input) =>
      from === "call-hotline" && to === "prepare-card" && saidText(input) !== "" ? "open-app-menu" : to,
    ),
  },
  {
    name: "「上一步」 that goes to the first",
    rule: "guide-move",
    turn: stepAfter((from, to, input) =>
      saidText(input) === "上一步" && from !== undefined ? "call-hotline" : to,
    ),
  },
  {
    name: "a last step that begins again",
    rule: "guide-move",
    turn: (run) => (input) =>
      run(
        stepOf(input.state) === "keep-proof" && /^(?:下一步|办好了)$/.test(saidText(input))
          ? { ...input, event: { kind: "message", text: "从头开始", secrets: [] } }
          : input,
      ),
  },
  {
    name: "a guide whose end is its beginning",
    rule: "guide-end",
    shows: "guide bank-app:",
    turn: (run) => (input) =>
      run(
        guideOf(input.state) === "bank-app" &&
          stepOf(input.state) === "keep-proof" &&
          saidText(input) === "办好了"
          ? { ...input, event: { kind: "message", text: "从头开始", secrets: [] } }
          : input,
      ),
  },
  {
    name: "advice that is dropped",
    rule: "stuck-help",
    turn: after((result) => ({ ...result, replies: result.replies.filter(({ key }) => key !== "stuck") })),
  },
  {
    name: "the second 「卡住了」 without a person",
    rule: "stuck-help",
    turn: after((result) => ({
      ...result,
      effects: result.effects.filter(({ reason }) => reason !== "stuck-twice"),
    })),
  },
  {
    name: "an answer that offers nothing",
    rule: "dead-end",
    turn: after((result) =>
      result.replies.at(-1)?.key.startsWith("faq:")
        ? {
            ...result,
            state: { ...result.state, offered: [] },
            replies: result.replies.map((one) => ({ ...one, choices: [] })),
          }
        : result,
    ),
  },
  {
    name: "a goodbye that offers nothing",
    rule: "dead-end",
    turn: after((result) =>
      result.replies.at(-1)?.key === "goodbye"
        ? {
            ...result,
            state: { ...result.state, offered: [] },
            replies: result.replies.map((one) => ({ ...one, choices: [] })),
          }
        : result,
    ),
  },
  {
    name: "a turn that says nothing",
    rule: "dead-end",
    turn: after((result) =>
      result.replies[0]?.key === "abusive"
        ? { ...result, state: { ...result.state, offered: [] }, replies: [] }
        : result,
    ),
  },
  {
    name: "「人工」 that is not recorded",
    rule: "no-person",
    turn: after((result) => ({
      ...result,
      effects: result.effects.filter(({ reason }) => reason !== "asked"),
    })),
  },
  {
    name: "「人工」 without a number or where to find it",
    rule: "no-person",
    turn: after((result) => ({
      ...result,
      replies: result.replies.map(({ channels: _, ...one }) => ({
        ...one,
        key: /^(?:no-channel|channels-none-here)$/.test(one.key) ? "human" : one.key,
      })),
    })),
  },
  {
    name: "「人工」 unheard while a number is awaited",
    rule: "no-person",
    turn: (run) => (input) =>
      run(
        topOf(input.state) === "check-channel" && saidText(input) === "人工"
          ? { ...input, event: { kind: "message", text: "咕噜咕噜", secrets: [] } }
          : input,
      ),
  },
  {
    name: "「人工」 unheard in a guide",
    rule: "no-person",
    turn: (run) => (input) =>
      run(
        topOf(input.state) === "guide" && saidText(input) === "人工"
          ? { ...input, event: { kind: "message", text: "到哪一步了", secrets: [] } }
          : input,
      ),
  },
  {
    name: "a question that ends the guide",
    rule: "lost-place",
    turn: after((result, input) =>
      topOf(input.state) === "guide" && result.replies[0]?.key === "faq:fee"
        ? { ...result, state: { ...result.state, stack: [] } }
        : result,
    ),
  },
  {
    name: "a question that moves the guide on",
    rule: "lost-place",
    turn: stepAfter((from, to, input) =>
      from === "call-hotline" && /费|钱/.test(saidText(input)) ? "open-app-menu" : to,
    ),
  },
  {
    name: "an answer that does not point back to the step",
    rule: "lost-place",
    turn: after((result) => ({
      ...result,
      replies: result.replies.filter(({ key }) => key !== "resume-step"),
    })),
  },
  {
    name: "leaving that forgets the step",
    rule: "resume",
    turn: after((result) => ({
      ...result,
      state: Object.fromEntries(
        Object.entries(result.state).filter(([key]) => key !== "paused"),
      ) as typeof result.state,
    })),
  },
  {
    name: "「继续」 that begins again",
    rule: "resume",
    turn: stepAfter((from, to, input) =>
      from === undefined && saidText(input) === "继续" ? "call-hotline" : to,
    ),
  },
];
