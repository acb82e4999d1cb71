// The desk's wire format: what its API takes and answers, as schemas. The console imports the types of it.
import { z } from "zod";
import { CORRECTABLE, LONGEST_ID, LONGEST_MESSAGE } from "./wire.ts";
import { ActivityAnswer, listOf } from "./wire-schemas.ts";

const LONGEST_NAME = 60;
const LONGEST_PLACE = 256;
const LONGEST_PENDING_DAYS = 14;

const example = { examples: ["example"] };
const id = z.string().min(1).max(LONGEST_ID).meta(example);
const at = z.iso.datetime();
const text = z.string().min(1).max(LONGEST_MESSAGE).meta(example);
const short = (most: number) => z.string().min(1).max(most).meta(example);

export const DeskRole = z.enum(["agent", "lead", "admin"]);
export type DeskRole = z.infer<typeof DeskRole>;

// — who is signed in —

export const MeAnswer = z.strictObject({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: DeskRole,
  availability: z.enum(["online", "away"]),
  /** Whether what asks for a second proof may be done now. */
  elevated: z.boolean(),
});
export type Me = z.infer<typeof MeAnswer>;

// — tickets —

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const TicketRow = z.strictObject({
  id: z.string(),
  reference: z.string(),
  status: z.enum(["open", "pending", "solved", "closed"]),
  /** Who speaks to the merchant now. */
  owner: z.enum(["bot", "waiting", "person"]),
  queue: z.string(),
  assignee: Named.nullable(),
  priority: z.number().int().describe("0 as usual, 1 a scam, 2 left alone by an agent"),
  reason: z.string(),
  provider: Named.nullable(),
  /** Since when the merchant waits for a person's words. */
  waitSince: at.nullable(),
  pendingUntil: at.nullable(),
  lastText: z.string(),
  lastFrom: z.enum(["merchant", "agent", "bot"]),
  /** Until you answer, or say that you have read it. */
  unread: z.boolean(),
  scam: z.boolean(),
  createdAt: at,
  updatedAt: at,
  /** A row of a higher version replaces one of a lower. */
  version: z.number().int(),
});
export type TicketRow = z.infer<typeof TicketRow>;

export const Counts = z.strictObject({
  waiting: z.number().int(),
  mine: z.number().int(),
  colleagues: z.number().int(),
  pending: z.number().int(),
  done: z.number().int(),
});
export type Counts = z.infer<typeof Counts>;

export const StateAnswer = z.strictObject({
  /** Events after this number are news to these rows. */
  seq: z.number().int(),
  me: MeAnswer,
  /** The most urgent of each box that is not done. */
  rows: listOf(TicketRow),
  /** Of each box that has more, what `/api/desk/tickets` is asked for it by. */
  next: z.strictObject({
    waiting: z.exactOptional(z.string()),
    mine: z.exactOptional(z.string()),
    colleagues: z.exactOptional(z.string()),
    pending: z.exactOptional(z.string()),
  }),
  counts: Counts,
  /** Those to whom a ticket can be given. */
  colleagues: listOf(Named.extend({ online: z.boolean() })),
});
export type DeskState = z.infer<typeof StateAnswer>;

export const EventsQuery = z.object({
  after: z.coerce.number().int().min(0),
  wait: z.coerce.number().int().min(0).max(25).default(0).describe("Seconds to wait for news"),
});
export const EventsAnswer = z.strictObject({
  /** Ask for what comes after this next. */
  seq: z.number().int(),
  /** What came before is no longer kept: fetch the state again. */
  resync: z.boolean(),
  rows: listOf(TicketRow),
  /** Ids of tickets that are no longer yours to see, or exist no more. */
  gone: listOf(z.string()),
  counts: Counts,
});
export type DeskEvents = z.infer<typeof EventsAnswer>;

/** `/api/desk/stream` begins after this number; what comes down is an EventsAnswer or a HereAnswer. */
export const StreamQuery = z.strictObject({ after: z.coerce.number().int().min(0) });
export const HereAnswer = z.strictObject({
  /** Colleagues at tickets of yours to see: all of them, each time that changes. `merchant`: the ticket's own writes. */
  here: listOf(z.strictObject({ ticket: z.string(), id: z.string(), name: z.string(), typing: z.boolean() })),
});
export type HereAnswer = z.infer<typeof HereAnswer>;
/** What goes up: what you look at, or null; said again every few seconds while you write. */
export const LookRequest = z.strictObject({ at: id.nullable(), typing: z.boolean().default(false) });
export type Look = z.input<typeof LookRequest>;

export const ListQuery = z.object({
  box: z.enum(["waiting", "mine", "colleagues", "pending", "done"]),
  after: z.string().max(LONGEST_PLACE).optional().describe("`next` of the page before"),
});
export const ListAnswer = z.strictObject({
  rows: listOf(TicketRow),
  next: z.string().nullable().describe("Null on the last page"),
});
export type DeskList = z.infer<typeof ListAnswer>;

export const FindQuery = z.object({
  reference: short(LONGEST_NAME).describe("As people say it: any case, with or without HK and hyphens"),
});
export const FoundAnswer = z.strictObject({ row: TicketRow.nullable() });

export const PacketAnswer = z.looseObject({
  reason: z.string(),
  provider: z.exactOptional(Named),
  situation: z.record(z.string(), z.string()),
  guide: z.exactOptional(
    z.strictObject({
      id: z.string(),
      step: z.number().int(),
      of: z.number().int(),
      title: z.string(),
      stuck: z.number().int(),
    }),
  ),
  answers: listOf(z.string()),
  channels: listOf(z.strictObject({ label: z.string(), value: z.string() })),
  secrets: listOf(z.string()),
  scam: z.boolean(),
  words: listOf(z.strictObject({ seq: z.number().int(), text: z.string() })),
  /** What the merchant put right, by line. */
  corrected: z.exactOptional(z.partialRecord(z.enum(CORRECTABLE), z.string())),
});

const Brief = z.strictObject({ id: z.string(), reference: z.string(), status: z.string() });
export const TicketAnswer = z.strictObject({
  row: TicketRow,
  packet: PacketAnswer,
  /** Canned replies that fit what is known, by id. */
  next: listOf(z.string()),
  log: listOf(
    z.strictObject({
      n: z.number().int(),
      at,
      /** Name of a member of staff; null for the merchant and the desk itself. */
      actor: z.string().nullable(),
      by: z.enum(["merchant", "agent", "desk"]),
      kind: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  notes: listOf(z.strictObject({ id: z.string(), author: z.string(), text: z.string(), at })),
  /** Your own unsent words. */
  draft: z.string(),
  /** Other tickets of the same conversation. */
  earlier: listOf(Brief.extend({ createdAt: at })),
  /** Those about the same matter that are yours to see, of other conversations too. */
  linked: listOf(Brief.extend({ provider: z.string().nullable() })),
});
export type TicketDetail = z.infer<typeof TicketAnswer>;

export const InsertsAnswer = z.strictObject({
  inserts: listOf(
    z.strictObject({
      kind: z.enum(["canned", "page", "step"]),
      id: z.string(),
      title: z.string(),
      text: z.string().describe("As it is put into the field, facts filled in"),
      also: listOf(z.string()).describe("Other words by which it is looked for"),
      sounds: listOf(z.string()).describe(
        "How the title is typed on a Latin keyboard: whole, and its initials",
      ),
    }),
  ),
});
export type Inserts = z.infer<typeof InsertsAnswer>;
export type Insert = Inserts["inserts"][number];

export const ThreadQuery = z.object({ watermark: z.string().optional().catch(undefined) });
export const ThreadAnswer = z.strictObject({
  activities: listOf(ActivityAnswer),
  watermark: z.string(),
  /** Of merchants' messages among them: numbers, addresses and accounts that are in no register. */
  unverified: listOf(z.strictObject({ id: z.string(), values: listOf(z.string()) })),
});
export type Thread = z.infer<typeof ThreadAnswer>;

export const TicketPath = z.object({
  id: z
    .string()
    .max(LONGEST_ID)
    .meta({ examples: ["tkt_example"] }),
});
export const SayRequest = z.object({
  text,
  clientId: id,
  /** A question: the ticket sleeps until it is answered, so many days at most. */
  askDays: z.number().int().min(1).max(LONGEST_PENDING_DAYS).optional(),
});
export const SayAnswer = z.strictObject({ activityId: z.string() });
export const LinkTicketRequest = z.object({ reference: short(LONGEST_NAME) });
export const TransferRequest = z.object({ to: id });
export const NoteRequest = z.object({ text, clientId: id });
export const DraftRequest = z.object({ text: z.string().max(LONGEST_MESSAGE) });
export const SeenRequest = z.object({ seq: z.number().int().min(0) });
export const RowAnswer = z.strictObject({ row: TicketRow });
export const TakeNextAnswer = z.strictObject({ row: TicketRow.nullable() });
export const DoneAnswer = z.strictObject({ done: z.literal(true) });
