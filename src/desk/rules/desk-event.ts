// What can happen at the desk to a conversation and its ticket. Both are moved by the same events, in one commit.

/** Who may be told what: ids of members of staff, never names. */
export type DeskEvent =
  /** A person is needed. The ticket is the open one, the solved one that is taken up again, or a new one. */
  | { readonly kind: "escalate"; readonly ticketId: string }
  | { readonly kind: "take"; readonly by: string }
  /** A lead takes it out of a colleague's hands. */
  | { readonly kind: "take-over"; readonly by: string }
  | { readonly kind: "transfer"; readonly by: string; readonly to: string }
  /** Back into the line, for any colleague. */
  | { readonly kind: "hand-back"; readonly by: string }
  /** The bot speaks on; the ticket stays theirs. */
  | { readonly kind: "release"; readonly by: string }
  /** The merchant is asked for something, and the answer is for this person. */
  | { readonly kind: "ask"; readonly by: string; readonly until: string }
  | { readonly kind: "solve"; readonly by: string }
  /** The merchant waits no more. */
  | { readonly kind: "cancel" }
  /** The merchant has something to ask the bot first. */
  | { readonly kind: "ask-bot" }
  /** Whoever had it is gone. */
  | { readonly kind: "requeue"; readonly because: "disabled" | "unseen" | "silent" }
  | { readonly kind: "close" };

/** What a member of staff does. */
export type StaffEvent = Extract<DeskEvent, { readonly by: string }>;
/** What a merchant does, or the desk by itself; an escalation is a turn's. */
export type OtherEvent = Exclude<DeskEvent, StaffEvent | { readonly kind: "escalate" }>;

/** Why something is not possible now. */
export type Refusal =
  /** A colleague has it. */
  | "taken"
  /** Somebody else speaks, or nobody does. */
  | "not-yours"
  /** There is no ticket that anything could be done about. */
  | "not-live"
  | "already"
  /** Only while somebody waits. */
  | "not-waiting";
