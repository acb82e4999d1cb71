// Defects in what a turn says and stores, made by wrapping the real one.
import type { Option } from "../../../bot/say/state.ts";
import {
  after,
  before,
  type Fault,
  isState,
  offers,
  replies,
  saidText,
  topOf,
  withOneStep,
} from "./fault.ts";

const human: Option = { label: "转人工", action: { do: "human" } };

export const REPLY_FAULTS: readonly Fault[] = [
  {
    name: "a secret without a warning",
    rule: "secret-warning",
    turn: after((result) => ({
      ...result,
      replies:
        result.replies.length > 1
          ? result.replies.filter(({ key }) => key !== "secrets-warning")
          : result.replies,
    })),
  },
  {
    name: "a reply that repeats what was written",
    rule: "secret-warning",
    turn: after((result, input) => ({
      ...result,
      replies: result.replies.map((one) =>
        one.key === "not-understood" ? { ...one, text: `「${saidText(input)}」我没看懂。` } : one,
      ),
    })),
  },
  {
    name: "a question asked again in the same words",
    rule: "asks-twice",
    turn: before((input) => ({
      ...input,
      state: isState(input.state) ? { ...input.state, asked: undefined } : input.state,
    })),
  },
  {
    name: "the second miss without a person",
    rule: "second-miss",
    turn: after((result) => ({
      ...result,
      effects: result.effects.filter(({ reason }) => reason !== "two-misses"),
    })),
  },
  {
    name: "misses that are never counted",
    rule: "second-miss",
    turn: before((input) => ({
      ...input,
      state: isState(input.state) ? { ...input.state, misses: 0 } : input.state,
    })),
  },
  {
    name: "a story of fraud that is not recorded",
    rule: "scam-path",
    turn: after((result) => ({
      ...result,
      effects: result.effects.filter(({ reason }) => reason !== "scam"),
    })),
  },
  {
    name: "a story of fraud unheard in a guide",
    rule: "scam-path",
    turn: (run) => (input) => {
      const heard = run(input);
      return topOf(input.state) === "guide" && heard.effects.some(({ reason }) => reason === "scam")
        ? run({ ...input, event: { kind: "message", text: "到哪一步了", secrets: [] } })
        : heard;
    },
  },
  {
    name: "a reply without its rule",
    rule: "no-why",
    turn: replies((one) => ({ ...one, why: { ...one.why, rule: "" } })),
  },
  {
    name: "a reply of other content",
    rule: "no-why",
    turn: replies((one) => ({ ...one, why: { ...one.why, content: "another" } })),
  },
  {
    name: "a reply that names another key",
    rule: "no-why",
    turn: replies((one) => (one.key === "thanks" ? { ...one, why: { ...one.why, reply: "goodbye" } } : one)),
  },
  {
    name: "a reply on facts nobody knows",
    rule: "no-why",
    turn: replies((one) => ({ ...one, why: { ...one.why, facts: ["nobody.knows"] } })),
  },
  {
    name: "channels without their facts",
    rule: "no-why",
    turn: replies((one) => (one.key === "channels" ? { ...one, why: { ...one.why, facts: [] } } : one)),
  },
  {
    name: "a state with a field nobody reads back",
    rule: "state-refused",
    turn: after((result) => ({ ...result, state: { ...result.state, draft: true } as typeof result.state })),
  },
  {
    name: "a state of another version",
    rule: "state-refused",
    turn: after((result) => ({
      ...result,
      state: { ...result.state, version: 2 } as unknown as typeof result.state,
    })),
  },
  {
    name: "a state without its content",
    rule: "state-refused",
    turn: after((result) => ({ ...result, state: { ...result.state, content: "" } })),
  },
  { name: "a count that survives its turn", rule: "not-deterministic", turn: counting },
  {
    name: "a turn that throws at a code",
    rule: "exception",
    turn: before((input) => {
      if (saidText(input).includes("二维码")) throw new Error("a code");
      return input;
    }),
  },
  {
    name: "offers remembered in another order",
    rule: "offers-differ",
    turn: after((result) => ({
      ...result,
      state: { ...result.state, offered: [...result.state.offered].reverse() },
    })),
  },
  {
    name: "an offer that is shown and forgotten",
    rule: "offers-differ",
    turn: after((result) => ({
      ...result,
      state: { ...result.state, offered: result.state.offered.slice(0, -1) },
    })),
  },
  {
    name: "a number that chooses its neighbour",
    rule: "label-action",
    turn: before((input) =>
      saidText(input) === "2" ? { ...input, event: { kind: "message", text: "3", secrets: [] } } : input,
    ),
  },
  {
    name: "a typed label that is taken as a question",
    rule: "label-action",
    turn: before((input) =>
      saidText(input) === "先不办了"
        ? { ...input, event: { kind: "message", text: "到哪一步了", secrets: [] } }
        : input,
    ),
  },
  {
    name: "an old button that is not understood",
    rule: "late-press",
    turn: before((input) =>
      saidText(input) === "核对号码真假" && !offersLabel(input.state, "核对号码真假")
        ? { ...input, event: { kind: "message", text: "核对号码真假吧", secrets: [] } }
        : input,
    ),
  },
  {
    name: "「到哪一步了」 that is not understood",
    rule: "command-ignored",
    turn: before((input) =>
      saidText(input) === "到哪一步了"
        ? { ...input, event: { kind: "message", text: "咕噜", secrets: [] } }
        : input,
    ),
  },
  {
    name: "the same words twice",
    rule: "says-it-twice",
    turn: after((result) => ({
      ...result,
      replies: result.replies.flatMap((one) => (one.key === "human" ? [one, one] : [one])),
    })),
  },
  {
    name: "more choices than a hand can number",
    rule: "too-long",
    turn: offers((options) => [
      ...options,
      ...Array.from({ length: 9 }, (_, index) => ({ ...human, label: `人工${"甲乙丙丁戊己庚辛壬"[index]}` })),
    ]),
  },
  {
    name: "two dialogs that only lead to each other",
    rule: "loop",
    // Only a whole search shows it, and no guide: where each has one step, the search takes a third.
    content: withOneStep,
    turn: offers((options, { state }) =>
      topIs(state, "choose-provider")
        ? options
            .filter(({ action }) => action.do === "whose-terminal")
            .concat({ label: "我要换结算卡", action: { do: "ask-provider", purpose: "guide" } })
        : options,
    ),
  },
  {
    name: "small talk that leads to a person by three taps",
    rule: "far-from-person",
    shows: "no dialog:",
    turn: offers((options, { replies: [first] }) => {
      if (first?.key === "thanks") return [{ label: "核对号码真假", action: { do: "check-channel" } }];
      if (first?.key !== "channel-ask") return options;
      return [{ label: "不知道是谁家的", action: { do: "whose-terminal" } }];
    }),
  },
  {
    name: "a stack that grows with every turn",
    rule: "bound",
    grows: true,
    turn: after((result) => ({
      ...result,
      state: {
        ...result.state,
        stack: [...result.state.stack, { dialog: "choose-provider", purpose: "guide" }],
      },
    })),
  },
];

function counting(run: Parameters<NonNullable<Fault["turn"]>>[0]): Parameters<NonNullable<Fault["turn"]>>[0] {
  let count = 0;
  return (input) => {
    count += 1;
    const result = run(input);
    return { ...result, replies: result.replies.map((one) => ({ ...one, text: `${one.text}${count % 3}` })) };
  };
}

function topIs(stored: unknown, dialog: string): boolean {
  return topOf(stored) === dialog;
}

function offersLabel(stored: unknown, label: string): boolean {
  return isState(stored) && stored.offered.some((one) => one.label === label);
}
