// The tables as Kysely sees them, equal on both engines: text ids, UTC text timestamps, JSON as text, booleans as 0/1.

import type { Generated } from "kysely";
import type { Reason } from "../../base/wire.ts";
import type { StaffTables, TicketTables } from "./desk-tables.ts";

export interface Tables extends TicketTables, StaffTables {
  conversations: {
    id: string;
    user_id: string | null;
    locale: string;
    /** JSON of the bot's plain state; null before the first turn. */
    state: string | null;
    version: number;
    next_seq: number;
    created_at: string;
    last_at: string;
    /** That of `last_at` (`hourOf`), or earlier where a version from before wrote last. Indexed: most turns leave it as it is. */
    last_hour: Generated<string>;
    /** Who speaks to the merchant: compared and swapped with `version`, as everything here. */
    owner: Generated<"bot" | "waiting" | "person">;
    /** The member of staff who speaks, where a person does. */
    agent_id: string | null;
    owner_since: string | null;
    /** The ticket it was last about. */
    ticket_id: string | null;
  };
  /** Append-only. Primary key (conversation_id, seq); (conversation_id, client_activity_id) is unique. */
  activities: {
    conversation_id: string;
    seq: number;
    /** The client's idempotency key, escaped by `toClientKey`; null on replies. */
    client_activity_id: string | null;
    /** JSON of the activity: short, as `rows/short-row.ts` reads it, or whole. */
    body: string;
  };
  escalations: {
    id: string;
    conversation_id: string;
    /** Sequence of the merchant's activity that led to it. */
    seq: number;
    reason: string;
    provider: string | null;
    step: string | null;
    created_at: string;
  };
  /** Votes from before they were counted by page and day. */
  feedback: {
    id: string;
    page: string;
    helpful: 0 | 1;
    created_at: string;
  };
  /** Primary key (page, day). */
  page_votes: {
    page: string;
    /** `2026-11-29`, UTC. */
    day: string;
    yes: number;
    no: number;
  };
  /** Primary key (page, day, reason). */
  page_reasons: {
    page: string;
    /** As in `page_votes`. */
    day: string;
    reason: Reason;
    votes: number;
  };
  /** Only of conversations whose tokens were told apart or ended. */
  token_epochs: {
    /** Primary key. */
    conversation_id: string;
    /** Of the newest tokens. */
    epoch: number;
    /** Tokens of earlier epochs open nothing any more. */
    least: number;
  };
  /** What all nodes over one database share. */
  cluster_secrets: {
    /** Primary key. */
    name: string;
    value: string;
    created_at: string;
  };
  /** What a newer version said of its schema to older ones. */
  schema_readers: {
    /** Primary key: name of the migration. */
    schema: string;
    /** Versions that know this migration can serve over it, and every later one. */
    readable_by: string;
  };
  /** From when on rows may have a form that earlier versions cannot read. */
  row_forms: {
    /** Primary key. */
    form: "short";
    since: string;
  };
  /** One row that a readiness check rewrites, to prove that writes become durable. */
  heartbeat: {
    id: string;
    beats: number;
  };
  job_beats: {
    /** Primary key. */
    job: string;
    beat_at: string;
  };
  /** Codes that carry a conversation to another device; the code itself is not kept. */
  resume_codes: {
    /** Primary key. */
    selector: string;
    verifier: string;
    conversation_id: string;
    provider: string | null;
    tries: number;
    expires_at: string;
    used_at: string | null;
  };
  /** Primary key (channel, external_id). */
  channel_links: {
    channel: string;
    /** Keyed hash of the conversation's name there. */
    external_id: string;
    conversation_id: string;
    /** Everything below this sequence was handed over there. */
    delivered: number;
  };
  content_snapshots: {
    /** Primary key: hash over the content's files. */
    hash: string;
    /** JSON of paths and texts, gzipped, base64. */
    files: string;
    created_at: string;
    /** Last time a node began to serve it, to a day. */
    served_at: string;
  };
  /** Primary key (generation, locale). */
  content_heads: {
    /** Of the release, counted from 1. */
    generation: number;
    locale: string;
    hash: string;
    at: string;
  };
  /** From this activity on the conversation speaks from this snapshot. Primary key (conversation_id, seq). */
  content_uses: {
    conversation_id: string;
    seq: number;
    hash: string;
  };
}
