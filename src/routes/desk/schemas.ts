// What the desk's routes take and answer, as schemas: checks, documentation and tests are made of them.
import { z } from "zod";
import type { DeskEvents, DeskState, TicketRow, TicketView } from "../../base/desk-wire.ts";
import { LONGEST_ID, LONGEST_MESSAGE } from "../../base/wire.ts";
import { ActivityAnswer, listOf } from "../../base/wire-schemas.ts";

const name = z.string().min(1).max(LONGEST_ID);

export const TicketPath = z.object({ ticket: name.meta({ examples: ["tkt_0"] }) });
/** Seconds that a console waits for news; proxies end what is silent for longer. */
const LONGEST_WAIT_S = 25;
export const EventsQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .describe("The number of the latest event that is known")
    .meta({ examples: [0] }),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_S).default(0).describe("Seconds to wait for one"),
});
export const TicketQuery = z.object({
  after: z.coerce.number().int().min(0).optional().describe("A watermark: only what was said since"),
});
export const TakeBody = z.object({ over: z.boolean().default(false).describe("Out of a colleague's hands") });
export const TransferBody = z.object({ to: name.meta({ examples: ["stf_0"] }) });
export const MessageBody = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_MESSAGE)
    .meta({ examples: ["您好"] }),
  clientId: name.meta({ examples: ["c-1"] }).describe("The same id is said once"),
  ask: z.boolean().default(false).describe("A question: the ticket sleeps until it is answered"),
});
export const NoteBody = MessageBody.omit({ ask: true });
export const DraftBody = z.object({ text: z.string().max(LONGEST_MESSAGE) });

const at = z.iso.datetime();

const Row: z.ZodType<TicketRow> = z.strictObject({
  id: z.string(),
  reference: z.string(),
  version: z.number().int(),
  status: z.enum(["open", "pending", "solved", "closed"]),
  assignee: z.exactOptional(z.strictObject({ id: z.string(), name: z.string() })),
  reason: z.string(),
  provider: z.exactOptional(z.string()),
  scam: z.boolean(),
  priority: z.number().int(),
  waitSince: z.exactOptional(at),
  pendingUntil: z.exactOptional(at),
  lastText: z.string(),
  lastFrom: z.enum(["merchant", "agent", "bot"]),
  createdAt: at,
  updatedAt: at,
});

const colleague = { id: z.string(), name: z.string() };

export const StateAnswer: z.ZodType<DeskState> = z.strictObject({
  me: z.strictObject({ ...colleague, role: z.enum(["agent", "lead", "admin"]) }),
  seq: z.number().int(),
  tickets: listOf(Row),
  colleagues: listOf(z.strictObject(colleague)),
  now: at,
});

export const EventsAnswer: z.ZodType<DeskEvents> = z.union([
  z.strictObject({ resync: z.literal(true) }),
  z.strictObject({ seq: z.number().int(), rows: listOf(Row), gone: listOf(z.string()) }),
]);

/** The packet is told as it was kept, also by an older version of ours. */
export const TicketAnswer: z.ZodType<TicketView> = z.strictObject({
  ticket: Row,
  packet: z.looseObject({}) as unknown as z.ZodType<TicketView["packet"]>,
  activities: listOf(ActivityAnswer),
  watermark: z.string(),
  notes: listOf(z.strictObject({ id: z.string(), by: z.string(), at, text: z.string() })),
  log: listOf(z.strictObject({ at, by: z.string(), did: z.string() })),
  draft: z.string(),
});

export const NextAnswer = z.strictObject({ ticket: z.exactOptional(z.string()) });
export const SaidAnswer = z.strictObject({ activityId: z.string() });
export const NotedAnswer = z.strictObject({ id: z.string() });
