// Defects in what becomes of a message: taken twice, told too early, out of order, lost on the way to its reader.
import type { Mutation } from "./mutation.ts";

const SHORT_TALK = { conversations: 8, messages: 5 } as const;

export const MESSAGES: readonly Mutation[] = [
  {
    id: "dedupe-off",
    promise: "a repeated message runs no second turn",
    file: "src/chat/create-conversations.ts",
    find: "const clientId = incoming.channelData?.clientActivityID;",
    replace: "const clientId = undefined as string | undefined;",
    proof: "idempotency",
    options: { messages: 20, copies: 5 },
  },
  {
    id: "ack-before-commit",
    promise: "a message is committed before it is acknowledged",
    file: "src/storage/engines/sqlite-worker.ts",
    find: `      prepare("COMMIT").run();
      outcomes.forEach(answer);`,
    replace: `      outcomes.forEach(answer);
      scheduled = true; // long enough for the answer to leave first, and no other batch meanwhile
      setTimeout(() => {
        prepare("COMMIT").run();
        scheduled = false;
        schedule();
      }, 20);`,
    proof: "sync",
    options: { messages: 20 },
  },
  {
    id: "sync-normal",
    promise: "a commit is synced to disk",
    file: "src/storage/engines/sqlite-worker.ts",
    find: '"synchronous = FULL"',
    replace: '"synchronous = NORMAL"',
    proof: "sync",
    options: { messages: 20 },
  },
  {
    id: "order-off",
    promise: "turns of one conversation run one after another",
    file: "src/base/turn-queue.ts",
    find: "const result = line.tail.then(job);",
    replace: "const result = job();",
    proof: "order",
    options: { conversations: 3, messages: 30 },
  },
  {
    id: "abrupt-exit",
    promise: "SIGTERM lets what is under way end",
    file: "src/main.ts",
    find: "stoppingSince = now;",
    replace: "process.exit(0);",
    proof: "shutdown",
    options: { posts: 20, sockets: 20, ways: "calm,stuck,impatient", timed: false },
  },
  {
    id: "no-buffer-limit",
    promise: "for a reader who does not read nothing piles up",
    file: "src/http/sockets/line.ts",
    find: "      await confirmation(socket);",
    replace: "",
    proof: "slow-reader",
    options: { clients: 2, megabytes: 2 },
  },
  {
    id: "notify-only",
    promise: "streams look by themselves, whatever nodes tell each other",
    file: "src/direct-line/stream.ts",
    find: "if (parts.shared) {",
    replace: "if (parts.shared && parts.catchUpMs !== undefined) {",
    proof: "nodes",
    options: { phases: "silent", ...SHORT_TALK },
  },
  {
    id: "global-serial",
    promise: "a stream never takes what is older than the newest message of any conversation for sent",
    file: "src/direct-line/reader.ts",
    find: "      const page = await conversations.read(id, position);",
    replace: `      const page = await conversations.read(id, position).then((whole) => {
        const sent = globalThis as { newestSent?: string };
        const newest = sent.newestSent ?? "";
        const isFirst = position === watermark;
        const activities = whole.activities.filter(({ timestamp }) => isFirst || timestamp > newest);
        sent.newestSent = [newest, ...activities.map(({ timestamp }) => timestamp)].toSorted().at(-1) ?? "";
        return { ...whole, activities };
      });`,
    proof: "nodes",
    options: { phases: "hole", holeShare: 0.2, ...SHORT_TALK },
  },
  {
    id: "watermark-ignored",
    promise: "a stream begins at the watermark that its client names",
    file: "src/direct-line/stream-address.ts",
    find: 'watermark: searchParams.get("watermark") ?? undefined,',
    replace: "watermark: undefined as string | undefined,",
    proof: "reconnect",
    options: { clients: 3, rate: 10, terms: 1, kills: 1, impatient: true },
  },
  {
    id: "read-in-two-ways",
    promise: "no pattern takes exponential time",
    file: "bot/secrets/emails.ts",
    find: "const DOMAIN = /^[a-z\\d-]+[.。][a-z\\d-]/;",
    replace: "const DOMAIN = /^(?:[a-z\\d-]+)+[.。][a-z\\d-]/;",
    proof: "patterns",
    options: {},
  },
];
