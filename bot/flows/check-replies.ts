// What every reply must be, whatever the turn: said, short enough, filled in, explained, and with a way on.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { bareText } from "../say/options.ts";
import type { Reply } from "../say/reply.ts";
import { parseState } from "../say/state.ts";
import { simplified } from "../text/simplified.ts";
import { textWidth } from "../text/width.ts";
import type { TurnResult } from "../turn/turn.ts";
import type { Visit } from "./explore.ts";
import type { Rule } from "./finding.ts";
import { OLDER_CONTENT } from "./roots.ts";

/** Chinese characters or twice as many letters; about what fits on a small phone above the keyboard with one swipe. */
const LONGEST_REPLY = 420;
/** A number typed with one key chooses among them. */
const MOST_CHOICES = 9;
/** Likewise; a longer button breaks into three lines on a narrow phone. */
const LONGEST_LABEL = 16;

export type Complain = (where: string, rule: Rule, problem: string) => void;

export type CheckReplies = (visit: Visit, where: string, complain: Complain) => void;

/** Replies already found good are not looked at again: the same few thousand come back in every state. */
export function createReplyChecks(knowledge: Knowledge): CheckReplies {
  const good = new Set<string>();
  return ({ turn, fresh }, where, complain) => {
    if (turn.kind === "threw") return;
    const { result } = turn;
    checkTurn(result, where, complain);
    for (const reply of result.replies) {
      const key = `${reply.key}|${reply.why.rule}|${reply.text}|${reply.choices.map(({ label }) => label).join("|")}`;
      if (good.has(key)) continue;
      let complaints = 0;
      checkReply(knowledge, reply, (rule, problem) => {
        complaints += 1;
        complain(placeOfReply(reply), rule, problem);
      });
      if (complaints === 0) good.add(key);
    }
    if (fresh) checkState(knowledge, result, where, complain);
  };
}

function checkTurn({ replies, state }: TurnResult, where: string, complain: Complain): void {
  const last = replies.at(-1);
  if (!last) return void complain(where, "dead-end", "the turn says nothing");
  if (last.choices.length === 0) complain(placeOfReply(last), "dead-end", "the last reply offers nothing");
  const texts = replies.map(({ text }) => text);
  const repeated = replies.find(({ text }, index) => texts.indexOf(text) < index);
  if (repeated) complain(placeOfReply(repeated), "says-it-twice", "the same words twice in one turn");
  const shown =
    replies.findLast(({ choices }) => choices.length > 0)?.choices.map(({ label }) => label) ?? [];
  const offered = state.offered.map(({ label }) => label);
  // What is remembered is in simplified characters, however it is shown.
  const isSame =
    shown.join("\n") === offered.join("\n") ||
    simplified(shown.join("\n")) === simplified(offered.join("\n"));
  if (!isSame) {
    const problem = `shows 「${shown.join("」「")}」 but remembers 「${offered.join("」「")}」`;
    complain(placeOfReply(last), "offers-differ", problem);
  }
}

function checkReply(
  knowledge: Knowledge,
  reply: Reply,
  complain: (rule: Rule, problem: string) => void,
): void {
  const { text, choices, links = [] } = reply;
  const labels = choices.map(({ label }) => label);
  if (text.trim() === "") complain("empty", "says nothing");
  if (labels.some((label) => bareText(label) === "")) complain("empty", "a choice has no label");
  if (links.some(({ title }) => title.trim() === "")) complain("empty", "a link has no title");
  for (const said of [text, ...labels]) {
    const unfilled = /\{\{?[^{}\n]*\}?\}|\{\{/.exec(said)?.[0];
    if (unfilled !== undefined) complain("placeholder", `${unfilled} was not filled in`);
  }
  checkLength(reply, complain);
  for (const [index, label] of labels.entries()) {
    const other = labels.slice(0, index).find((before) => bareText(before) === bareText(label));
    if (other !== undefined)
      complain("label-collision", `「${label}」 and 「${other}」 are the same when typed`);
  }
  checkWhy(knowledge, reply, complain);
}

function checkLength({ text, choices }: Reply, complain: (rule: Rule, problem: string) => void): void {
  const characters = Math.ceil(textWidth(text) / 2);
  if (characters > LONGEST_REPLY) complain("too-long", `${characters} characters, at most ${LONGEST_REPLY}`);
  if (choices.length > MOST_CHOICES)
    complain("too-long", `${choices.length} choices, at most ${MOST_CHOICES}`);
  for (const { label } of choices) {
    const length = Math.ceil(textWidth(label) / 2);
    if (length > LONGEST_LABEL)
      complain("too-long", `「${label}」 has ${length} characters, at most ${LONGEST_LABEL}`);
  }
}

function checkWhy(knowledge: Knowledge, reply: Reply, complain: (rule: Rule, problem: string) => void): void {
  const { why } = reply;
  if (!why || why.rule === "" || why.reply !== reply.key || !isKnown(knowledge, why.content)) {
    return void complain("no-why", "does not say which rule, reply and content made it");
  }
  const unknown = why.facts.filter((fact) => !knowledge.facts.has(fact));
  if (unknown.length > 0) complain("no-why", `rests on facts nobody knows: ${unknown.join(", ")}`);
  const shown = (reply.channels ?? []).map(({ fact }) => fact).filter((fact) => !why.facts.includes(fact));
  if (shown.length > 0 && reply.key !== "step" && reply.key !== "stuck") {
    complain("no-why", `shows channels it does not name as facts: ${shown.join(", ")}`);
  }
}

function checkState(knowledge: Knowledge, { state }: TurnResult, where: string, complain: Complain): void {
  if (!isKnown(knowledge, state.content)) {
    complain(where, "state-refused", "is not marked with the content that it belongs to");
  }
  if (parseState(state, knowledge.hash).lost) {
    complain(where, "state-refused", "would be thrown away when it is read again");
  }
}

function isKnown({ hash }: Knowledge, content: string): boolean {
  return content === hash || content === OLDER_CONTENT;
}

function placeOfReply({ key, guide }: Reply): string {
  return guide ? `guide ${guide.provider ?? guide.id}/${guide.stepId} ${key}` : `reply ${key}`;
}
