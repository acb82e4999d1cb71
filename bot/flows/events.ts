// Everything that can happen in a turn, as events with the recognition already made: no statistics take part.
import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import type { SecretKind } from "../ports.ts";
import type { Command } from "../understanding/command.ts";
import type { Recognition } from "../understanding/recognise.ts";

export type EventKind =
  | "joined"
  | "choice"
  | "late-press"
  | "command"
  | "intent"
  | "correction"
  | "told"
  | "several"
  | "unclear"
  | "unknown"
  | "secret"
  | "paste";

export interface FlowEvent {
  readonly kind: EventKind;
  /** What the merchant is seen to say; undefined when the chat is only opened. */
  readonly says: string | undefined;
  readonly secrets: readonly SecretKind[];
  /** What understanding would make of it; used only where the turn asks. */
  readonly recognition: Recognition;
  /** UTC timestamp of the turn. */
  readonly now: string;
  readonly command?: Command;
  readonly intent?: IntentId;
  /** Where one message asks several things: what each part is. */
  readonly parts?: Readonly<Record<string, Recognition>>;
}

/** A working Tuesday; nothing but the timeline looks at the day. */
export const WORKING_DAY = "2026-11-24T02:00:00.000Z";
const DAYS_LATER = "2026-12-01T02:00:00.000Z";
/** Holds no word of any label or command; a turn that keeps it has kept what a merchant wrote. */
export const UNKNOWN_WORDS = "咕噜哔啵咕噜";
const UNKNOWN_SENTENCE = `${UNKNOWN_WORDS}，然后又${UNKNOWN_WORDS}，说了半天谁也听不出是什么`;

const NOT_UNDERSTOOD: Recognition = {
  intent: "out_of_scope",
  confidence: 0,
  zone: "unknown",
  alternatives: [],
  rule: "flows/unknown",
  entities: { mentions: [] },
};

export function recognised(intent: IntentId, more: Partial<Recognition> = {}): Recognition {
  return { ...NOT_UNDERSTOOD, intent, confidence: 1, zone: "answer", rule: "flows/intent", ...more };
}

export function event(kind: EventKind, says: string | undefined, more: Partial<FlowEvent> = {}): FlowEvent {
  return { kind, says, secrets: [], recognition: NOT_UNDERSTOOD, now: WORKING_DAY, ...more };
}

/** The recogniser of one event: each part's own recognition, else the whole message's. */
export function recogniserOf({ recognition, parts = {} }: FlowEvent): (text: string) => Recognition {
  return (text) => parts[text.trim()] ?? recognition;
}

/** One typed form of every command; that each is read as its command is tested. */
export const COMMAND_WORDS: Readonly<Record<Command, string>> = {
  human: "人工",
  next: "下一步",
  back: "上一步",
  repeat: "再说一遍",
  where: "到哪一步了",
  restart: "从头开始",
  leave: "先不换了",
  stuck: "点不动",
  "unknown-provider": "不清楚是哪家的",
  "none-of-these": "以上都不是",
  yes: "好的",
  no: "不对",
};

export const COMMAND_EVENTS: readonly FlowEvent[] = (Object.keys(COMMAND_WORDS) as Command[]).map((command) =>
  event("command", COMMAND_WORDS[command], { command }),
);
export const HUMAN_EVENT = event("command", COMMAND_WORDS.human, { command: "human" });
/** What a merchant has and has not, told without being asked. */
export const TOLD_EVENTS: readonly FlowEvent[] = [
  "我是个体户",
  "法人来不了",
  "昨天跟你们说的那个事弄了没",
  "我的卡安不安全",
  "手机号换了",
  "旧卡丢了",
  "我用的是电签",
  "机器上写着银联",
  "租来的机器",
  "商户编号前三位是822",
  "商户编号前三位是843",
  "商户编号前三位是815",
  "商户编号前三位是000",
]
  .map((says) => event("told", says))
  .concat(
    event("told", "CPOS", {
      recognition: recognised("rebind_howto", { rule: RULES.nameAlone, unlisted: "CPOS" }),
    }),
    event("told", "思迅", {
      recognition: recognised("out_of_scope", {
        confidence: 0,
        zone: "unknown",
        rule: "matcher/nothing-known",
      }),
    }),
  );
/** What was said on the official line, and what the screen says: each thing that has an answer. */
export const CALLED_EVENTS: readonly FlowEvent[] = [
  "打过客服了",
  "12363打了 让我先找机构",
  "打了客服 一直是机器人",
  "打了客服 说会派人来",
  "打了客服 说钱会退回原账户",
  "客服只讲普通话",
  "打了客服 让我找业务员",
  "打了客服 让我在app里弄 短信发到旧号",
  "打了客服 让我在app里弄",
  "打了客服 让我去网点",
  "打了客服 要法人本人来",
  "打了客服 要收五十块钱",
  "打了客服 说查不到我",
  "打了客服 说不给换",
  "打了客服 让我准备执照",
  "打了客服 让我等三天",
  "点进去它说请联系服务商",
  "提交按钮是灰的",
  "它说该功能暂未开放",
  "跳出来系统繁忙",
  "用的是网页后台 没有app",
  "没看到撤回的字",
  "刷脸一直失败",
  "页面提示资料有误",
].map((says) => event("told", says));
export const LEAVE_EVENT = event("command", COMMAND_WORDS.leave, { command: "leave" });
export const RESUME_EVENT = event("command", "继续", { command: "next" });
export const JOINED_EVENT = event("joined", undefined);
export const BACK_LATER_EVENT = event("joined", undefined, { now: DAYS_LATER });
/** After words that may mean several things, others that may mean other things. */
export const OTHERWISE_UNCLEAR_EVENT = event("unclear", "还有那个什么来着，我也说不明白", {
  recognition: recognised("faq_limits", {
    confidence: 0.4,
    zone: "ask",
    alternatives: [{ intent: "faq_complaint", confidence: 0.3 }],
  }),
});
export const UNKNOWN_EVENT = event("unknown", UNKNOWN_WORDS);
export const UNKNOWN_SENTENCE_EVENT = event("unknown", UNKNOWN_SENTENCE);

/** As the masker leaves them: what is left of a number, alone and with words that can be answered. */
const SECRET_KINDS: Readonly<Record<SecretKind, string>> = {
  pan: "卡号 ****",
  cvv: "安全码 ***",
  expiry: "有效期 **/**",
  otp: "验证码 ******",
  password: "密码 ******",
  "id-card": "身份证 ****",
  permit: "*********",
  mobile: "手机号 ***********",
  account: "********",
  email: "***@***",
};

export const SECRET_EVENTS: readonly FlowEvent[] = (
  Object.entries(SECRET_KINDS) as [SecretKind, string][]
).map(([kind, says]) => event("secret", says, { secrets: [kind] }));
export const SECRET_AND_WORDS_EVENT = event("secret", `${SECRET_KINDS.pan} ${UNKNOWN_WORDS}`, {
  secrets: ["pan"],
});
