// Defects in who speaks, what of it is told, and what is left of what is deleted.
import type { Mutation } from "./mutation.ts";

const ROWS: readonly Omit<Mutation, "proof" | "options">[] = [
  {
    id: "bot-beside-person",
    promise: "while a person speaks the bot is silent",
    file: "src/chat/run-turn.ts",
    find: 'const isSilent = record.owner.owner === "person" && cause.kind !== "returned";',
    replace: 'const isSilent = record.owner.owner === "person" && cause.kind === "joined";',
  },
  {
    id: "disabled-goes-on",
    promise: "whoever speaks has an account that is open",
    file: "src/storage/desk/sweep-store.ts",
    find: 'row("staff.status", "!=", "active"),',
    replace: 'row("staff.status", "=", "none"),',
  },
  {
    id: "taken-twice",
    promise: "of two who take a ticket one has it",
    file: "src/desk/rules/owner.ts",
    find: 'return refused(state.agentId === event.by ? "already" : "taken");',
    replace: 'return to("person", undefined, { agentId: event.by });',
  },
  {
    id: "ticket-each-time",
    promise: "a conversation has one open ticket, however often a person is called",
    file: "src/desk/desk-in-turns.ts",
    find: 'const base = before && before.status !== "closed" ? before : undefined;',
    replace: "const base = before && before.version < 0 ? before : undefined;",
  },
  {
    id: "agent-said-twice",
    promise: "what an agent sends again is said once",
    file: "src/chat/create-conversations.ts",
    find: "...{ clientActivityId: clientId, owner, desk: queries },",
    replace: "...{ clientActivityId: undefined, owner, desk: queries },",
  },
  {
    id: "clock-with-gaps",
    promise: "the desk's events are numbered without a gap",
    file: "src/storage/desk/ticket-statements.ts",
    find: '.set((row) => ({ seq: row("seq", "+", 1) }))',
    replace: '.set((row) => ({ seq: row("seq", "+", 2) }))',
  },
  {
    id: "silent-changes",
    promise: "whatever changes in a ticket is told to those who follow by number",
    file: "src/storage/desk/ticket-statements.ts",
    find: 'event(db, ticket.id, entry?.kind ?? "changed", ticket.updatedAt));',
    replace: "entry ? event(db, ticket.id, entry.kind, ticket.updatedAt) : []);",
  },
  {
    id: "change-unlogged",
    promise: "each change of who speaks is in the ticket's log",
    file: "src/storage/desk/ticket-statements.ts",
    find: "return entry ? [one(row), one(logged(db, ticket, entry))] : [one(row)];",
    replace:
      'return entry && entry.kind !== "take" ? [one(row), one(logged(db, ticket, entry))] : [one(row)];',
  },
  {
    id: "change-unaudited",
    promise: "each change of who speaks by staff is in the audit",
    file: "src/desk/desk-api.ts",
    find: "await audit.note({ actor: actor.id, action: event.kind, object: id });",
    replace:
      'if (event.kind !== "transfer") await audit.note({ actor: actor.id, action: event.kind, object: id });',
  },
  {
    id: "notes-outlive-deletion",
    promise: "of a deleted conversation nothing is left at the desk",
    file: "src/storage/delete-conversation.ts",
    find: '"ticket_drafts", "notes"] as const;',
    replace: '"ticket_drafts"] as const;',
  },
];

/** Who does what when is drawn, and what meets is chance: so many deeds that each kind of them meets the others many times. */
const DEEDS = 3_000;

export const DESK: readonly Mutation[] = ROWS.map((row) => ({
  ...row,
  proof: "people",
  options: { conversations: 12, deeds: DEEDS, seed: 1, kills: 0, postgres: false },
}));
