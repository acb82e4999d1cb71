// Defects in what is kept: secrets that stay, conversations that go too early.
import type { Mutation } from "./mutation.ts";

const TRUSTS_CLOCK = {
  promise: "old conversations are not deleted by the clock alone",
  file: "src/storage/retention.ts",
  find: "const doubt = confirmed ? undefined : doubtOf({ now, previous, all, old });",
  replace: "const doubt = confirmed || DAY_MS > 0 ? undefined : doubtOf({ now, previous, all, old });",
} as const;

export const RECORDS: readonly Mutation[] = [
  {
    id: "mask-skipped",
    promise: "every field of what a client posts is masked",
    file: "src/chat/mask-activity.ts",
    find: 'if (key === "__proto__") return [];',
    replace: 'if (key === "__proto__") return [];\n        if (key === "value") return [[key, value]];',
    proof: "canaries",
    options: { canaries: 4 },
  },
  {
    id: "notes-unmasked",
    promise: "what agents note is masked",
    file: "src/desk/desk-api.ts",
    find: "await notes.add({ ...own, clientId, text: parts.mask(text).text, at: now() });",
    replace: "await notes.add({ ...own, clientId, text, at: now() });",
    proof: "canaries",
    options: { canaries: 1 },
  },
  {
    id: "drafts-unmasked",
    promise: "what agents have not sent yet is masked",
    file: "src/desk/desk-api.ts",
    find: "await notes.saveDraft({ ticketId: id, staffId: actor.id, text: parts.mask(text).text, at: now() });",
    replace: "await notes.saveDraft({ ticketId: id, staffId: actor.id, text, at: now() });",
    proof: "canaries",
    options: { canaries: 1 },
  },
  {
    id: "corrections-unmasked",
    promise: "what merchants put right of the packet is masked",
    file: "src/desk/corrections.ts",
    find: "read = [...previous.slice(words.length), text];",
    replace: 'read = [...previous.slice(words.length), all[key] ?? ""];',
    proof: "canaries",
    options: { canaries: 1 },
  },
  { ...TRUSTS_CLOCK, id: "retention-trusts-clock", proof: "delete", options: {} },
  {
    ...TRUSTS_CLOCK,
    id: "retention-trusts-clock-at-start",
    proof: "clock",
    options: { conversations: 3, rate: 6, seconds: 1, limits: false },
  },
];
