// The desk's tables as Kysely sees them: tickets with their log, what agents write, and the one clock of desk events.

export interface TicketTables {
  /** At most one of a conversation is open or pending: a unique index holds it. */
  tickets: {
    id: string;
    /** What merchants are told: `HK-4F7Q-2M9C`. Unique. */
    reference: string;
    /** Keyed hash of the look-up code; the code itself is shown once and not kept. */
    lookup_hash: string | null;
    conversation_id: string;
    status: "open" | "pending" | "solved" | "closed";
    queue_id: string;
    /** Who has it. An open ticket without one waits in its queue. */
    assignee: string | null;
    priority: number;
    reason: string;
    provider: string | null;
    topic: string | null;
    /** JSON of the packet. */
    packet: string;
    /** The ticket before it, where a closed one was taken up again. */
    follows: string | null;
    linked_to: string | null;
    /** Rises by one with each change; compared and swapped. */
    version: number;
    /** The desk's clock when it was opened. */
    opened_seq: number;
    /** Since when the merchant has been waiting for a person's words; null while they are not. */
    wait_since: string | null;
    first_reply_at: string | null;
    first_due_at: string | null;
    solve_due_at: string | null;
    pending_until: string | null;
    solved_at: string | null;
    closed_at: string | null;
    reopened: number;
    csat: number | null;
    csat_text: string | null;
    /** The beginning of what was said last, masked, and who said it. */
    last_text: string;
    last_from: "merchant" | "agent" | "bot";
    /** Which version the search knows. */
    indexed_version: number;
    created_at: string;
    updated_at: string;
  };
  /** Append-only. Primary key (ticket_id, n). */
  ticket_log: {
    ticket_id: string;
    n: number;
    at: string;
    /** Id of a member of staff, `merchant`, or `desk`. */
    actor: string;
    kind: string;
    /** JSON; ids and states, never words. */
    data: string;
  };
  /** Up to which of the conversation's activities somebody has read. Primary key (ticket_id, staff_id). */
  ticket_seen: { ticket_id: string; staff_id: string; seq: number };
  /** Primary key (ticket_id, staff_id). */
  ticket_drafts: { ticket_id: string; staff_id: string; text: string; at: string };
  notes: {
    id: string;
    ticket_id: string;
    staff_id: string;
    /** Idempotency key; unique with ticket and author. */
    client_id: string;
    text: string;
    at: string;
  };
  /** One row: numbers every event of the desk without a gap. */
  desk_clock: { id: string; seq: number };
  /** What changed, by number; the rows themselves are read when somebody asks. Kept for a day. */
  desk_events: { seq: number; at: string; kind: string; ticket_id: string };
  queues: {
    id: string;
    title: string;
    /** JSON of the topics that come here. */
    topics: string;
    hours_id: string | null;
    first_reply_minutes: number;
    solve_minutes: number;
    position: number;
    active: 0 | 1;
  };
  /** When people are there, by the kind of day. JSON windows, `[["09:00","18:00"]]`; of exceptions, by day. */
  desk_hours: { id: string; title: string; workday: string; restday: string; exceptions: string };
}

/** Who stands at the desk, how they came in, and what they did. */
export interface StaffTables {
  /** Primary key (staff_id, queue_id). */
  staff_queues: { staff_id: string; queue_id: string };
  staff: {
    id: string;
    login: string;
    name: string;
    role: "agent" | "lead" | "admin";
    /** argon2id, PHC. Null until the setup link was used. */
    password: string | null;
    /** Sealed with the desk's key. Null until it was confirmed by a first code. */
    totp: string | null;
    /** The last step whose code was used, so that a code works once. */
    totp_step: number;
    status: "invited" | "active" | "disabled";
    availability: "online" | "away";
    seen_at: string | null;
    /** Rises with role, password and state; sessions of another version are over. */
    version: number;
    created_at: string;
  };
  staff_sessions: {
    /** SHA-256 of the cookie. */
    hash: string;
    staff_id: string;
    staff_version: number;
    created_at: string;
    seen_at: string;
    expires_at: string;
    /** Until when what asks for a second proof may be done without another. */
    elevated_until: string | null;
    /** What the browser calls itself, shortened. */
    label: string;
  };
  staff_links: {
    hash: string;
    staff_id: string;
    kind: "setup" | "invite" | "reset";
    expires_at: string;
    used_at: string | null;
  };
  /** Primary key (staff_id, hash). */
  recovery_codes: { staff_id: string; hash: string; used_at: string | null };
  /** What was tried how often, counted for all nodes. */
  throttle: { key: string; points: number; reset_at: string };
  /** Append-only; each row's hash covers the one before it. */
  audit: {
    seq: number;
    at: string;
    actor: string;
    action: string;
    object: string;
    /** JSON of ids and states. */
    data: string;
    prev: string;
    hash: string;
  };
  /** One row: the end of the chain. */
  audit_head: { id: string; seq: number; hash: string };
}
