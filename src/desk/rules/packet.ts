// What an agent knows of a merchant at the first look, so that nothing is asked twice. Pure; made before the commit.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { officialChannels } from "../../../bot/official/channels.ts";
import type { EscalationReason, SecretKind } from "../../../bot/ports.ts";
import { findGuide, stepIndex } from "../../../bot/say/guide-steps.ts";
import { type DialogState, type GuideFrame, parseState } from "../../../bot/say/state.ts";
import { plainText } from "../../../bot/text/plain-text.ts";
import type { Activity, Corrections } from "../../base/wire.ts";

/** As many as fit into the side of the console without scrolling. */
const LAST_ANSWERS = 3;
const LAST_WORDS = 3;
const LONGEST_WORDS = 300;
const LONGEST_LAST_TEXT = 120;

export interface Packet {
  readonly reason: EscalationReason;
  readonly provider?: { readonly id: string; readonly name: string };
  /** What the merchant said they have, by slot. */
  readonly situation: Readonly<Record<string, string>>;
  readonly guide?: {
    readonly id: string;
    readonly step: number;
    readonly of: number;
    readonly title: string;
    /** How often they said that it does not work. */
    readonly stuck: number;
  };
  /** Reply keys, the latest last. */
  readonly answers: readonly string[];
  /** The official ways that the merchant has been given or could be. */
  readonly channels: readonly { readonly label: string; readonly value: string }[];
  readonly secrets: readonly SecretKind[];
  readonly scam: boolean;
  /** The merchant's last words, masked; with their place in the transcript, so that masking them later reaches here. */
  readonly words: readonly { readonly seq: number; readonly text: string }[];
  /** What the merchant put right of it, masked; the agent sees both. */
  readonly corrected?: Corrections;
}

/** An activity with its place in the transcript. */
export interface Placed {
  readonly seq: number;
  readonly activity: Activity;
}

/** `recent` are the last activities of the conversation, oldest first. */
export function buildPacket(of: {
  readonly reason: EscalationReason;
  readonly state: unknown;
  readonly recent: readonly Placed[];
  readonly knowledge: Knowledge;
}): Packet {
  const { reason, recent, knowledge } = of;
  const { state } = parseState(of.state, knowledge.hash);
  const provider = state.provider === undefined ? undefined : knowledge.providers.get(state.provider);
  const channels = provider ? officialChannels(knowledge, provider.id) : [];
  const guide = guideOf(knowledge, state);
  const said = recent.filter(({ activity }) => activity.type === "message");
  const merchants = said.filter(({ activity }) => activity.from.role === "user");
  return {
    reason,
    ...(provider && { provider: { id: provider.id, name: provider.name } }),
    situation: known(state),
    ...(guide && { guide }),
    answers: said.flatMap(({ activity }) => keyOf(activity) ?? []).slice(-LAST_ANSWERS),
    channels: channels.map(({ label, value }) => ({ label, value })),
    secrets: [...new Set(merchants.flatMap(({ activity }) => activity.channelData?.masked ?? []))],
    scam: reason === "scam" || said.some(({ activity }) => keyOf(activity)?.startsWith("scam") === true),
    words: merchants
      .slice(-LAST_WORDS)
      .map(({ seq, activity }) => ({ seq, text: short(activity.text ?? "") })),
  };
}

/** The same, where a later message showed that earlier words held part of a secret. */
export function withRewritten(packet: Packet, rewrites: readonly Placed[]): Packet {
  const rewritten = new Map(rewrites.map(({ seq, activity }) => [seq, short(activity.text ?? "")]));
  return {
    ...packet,
    words: packet.words.map((one) => ({ ...one, text: rewritten.get(one.seq) ?? one.text })),
  };
}

/** The beginning of what was said, on one line, as lists show it. */
export function lastText(text: string): string {
  return [...text.replace(/\s+/g, " ").trim()].slice(0, LONGEST_LAST_TEXT).join("");
}

/** Canned replies of content/<locale>/canned.yml that open a talk. */
const OPENINGS = {
  scam: ["money-gone", "no-deposit"],
  unknown: ["which-terminal", "merchant-code"],
  stuck: ["error-words", "which-step"],
  known: ["hello", "hotline"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What an agent may say next, by id of a canned reply: who is being robbed first, then whose machine it is, then where they stand. */
export function nextWords({ scam, provider, corrected, guide, reason }: Packet): readonly string[] {
  if (scam) return OPENINGS.scam;
  if (!provider && corrected?.provider === undefined) return OPENINGS.unknown;
  return reason === "stuck-twice" || (guide?.stuck ?? 0) > 0 ? OPENINGS.stuck : OPENINGS.known;
}

function known({ situation = {} }: DialogState): Packet["situation"] {
  return Object.fromEntries(
    Object.entries(situation).flatMap(([slot, value]) => (value === undefined ? [] : [[slot, value]])),
  );
}

function guideOf(knowledge: Knowledge, state: DialogState): Packet["guide"] {
  const frame = state.stack.find((one): one is GuideFrame => one.dialog === "guide") ?? state.paused;
  if (!frame || !(frame.provider !== undefined || knowledge.guides.has(frame.guide))) return undefined;
  const guide = findGuide(knowledge, frame);
  const index = stepIndex(guide, frame.step);
  const title = plainText(guide.steps[index]?.title ?? "");
  return { id: guide.id, step: index + 1, of: guide.steps.length, title, stuck: frame.stuck };
}

function keyOf({ channelData }: Activity): string | undefined {
  return typeof channelData?.key === "string" ? channelData.key : undefined;
}

function short(text: string): string {
  return [...text].slice(0, LONGEST_WORDS).join("");
}
