// The desk's wire as both ends see it: what its console shows of tickets. Types only.
import type { EscalationReason, SecretKind } from "../../bot/ports.ts";
import type { Activity } from "./wire.ts";

/** One line of the list. */
export interface TicketRow {
  readonly id: string;
  /** What the merchant was told: `HK-4F7Q-2M9C`. */
  readonly reference: string;
  /** Rises with each change: of two rows the higher one is true. */
  readonly version: number;
  readonly status: "open" | "pending" | "solved" | "closed";
  readonly assignee?: { readonly id: string; readonly name: string };
  readonly reason: string;
  /** As merchants call it. */
  readonly provider?: string;
  readonly scam: boolean;
  readonly priority: number;
  /** Since when the merchant has been waiting for a person's words; absent while nobody waits. */
  readonly waitSince?: string;
  readonly pendingUntil?: string;
  readonly lastText: string;
  readonly lastFrom: "merchant" | "agent" | "bot";
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What is known of a merchant at the first look, so that nothing is asked twice. */
export interface TicketPacket {
  readonly reason: EscalationReason;
  readonly provider?: { readonly id: string; readonly name: string };
  readonly situation: Readonly<Record<string, string>>;
  readonly guide?: {
    readonly id: string;
    readonly step: number;
    readonly of: number;
    readonly title: string;
    readonly stuck: number;
  };
  readonly answers: readonly string[];
  readonly channels: readonly { readonly label: string; readonly value: string }[];
  readonly secrets: readonly SecretKind[];
  readonly scam: boolean;
  readonly words: readonly { readonly seq: number; readonly text: string }[];
}

export interface TicketNote {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

export interface TicketLogLine {
  readonly at: string;
  /** A name, `merchant` or `desk`. */
  readonly by: string;
  readonly did: string;
}

/** `GET /api/desk/tickets/:id`. */
export interface TicketView {
  readonly ticket: TicketRow;
  readonly packet: TicketPacket;
  /** From the asked watermark on, else the last ones. */
  readonly activities: readonly Activity[];
  readonly watermark: string;
  readonly notes: readonly TicketNote[];
  readonly log: readonly TicketLogLine[];
  /** What this member of staff wrote and did not send. */
  readonly draft: string;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** `GET /api/desk/state`: where a console begins. */
export interface DeskState {
  readonly me: Colleague & { readonly role: "agent" | "lead" | "admin" };
  /** Of the latest event that the rows show at least; events are asked for from here. */
  readonly seq: number;
  readonly tickets: readonly TicketRow[];
  /** Of the own queues: who can be given a ticket. */
  readonly colleagues: readonly Colleague[];
  readonly now: string;
}

/** `GET /api/desk/events`: what changed since; or that too much did, and the state has to be fetched anew. */
export type DeskEvents =
  | { readonly resync: true }
  | { readonly seq: number; readonly rows: readonly TicketRow[]; readonly gone: readonly string[] };
