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
  { ...TRUSTS_CLOCK, id: "retention-trusts-clock", proof: "delete", options: {} },
  {
    ...TRUSTS_CLOCK,
    id: "retention-trusts-clock-at-start",
    proof: "clock",
    options: { conversations: 3, rate: 6, seconds: 1, limits: false },
  },
];
