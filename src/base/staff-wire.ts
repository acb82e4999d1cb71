// What the desk's API takes and answers about coming in, accounts, their sessions and their audit.
import { z } from "zod";
import { DeskRole, MeAnswer } from "./desk-wire.ts";
import { LONGEST_ID } from "./wire.ts";
import { listOf } from "./wire-schemas.ts";

const LONGEST_NAME = 60;
const LONGEST_PASSWORD_SENT = 256;
const LONGEST_LINK = 128;
const at = z.iso.datetime();

const short = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .meta({ examples: ["example"] });

// — who is signed in —

export const SignInRequest = z.object({
  login: short(LONGEST_NAME),
  password: short(LONGEST_PASSWORD_SENT),
  code: short(LONGEST_NAME).describe("Six digits of the app, or a recovery code"),
});
export const ProveRequest = z.object({ code: short(LONGEST_NAME) });
export const LinkRequest = z.object({ link: short(LONGEST_LINK) });
export const SetupRequest = z.object({
  link: short(LONGEST_LINK),
  password: short(LONGEST_PASSWORD_SENT),
  code: short(LONGEST_NAME),
});

export const SetupBeginAnswer = z.strictObject({
  login: z.string(),
  name: z.string(),
  secret: z.string().describe("For an authenticator app, in base 32"),
  uri: z.string().describe("The same, as a QR code holds it"),
});
export type SetupBegin = z.infer<typeof SetupBeginAnswer>;
export const SetupAnswer = z.strictObject({ me: MeAnswer, recoveryCodes: listOf(z.string()) });
export type Setup = z.infer<typeof SetupAnswer>;

export const AvailabilityRequest = z.object({ availability: z.enum(["online", "away"]) });

export const SessionsAnswer = z.strictObject({
  sessions: listOf(
    z.strictObject({ id: z.string(), label: z.string(), createdAt: at, seenAt: at, current: z.boolean() }),
  ),
});
export type SessionsOfStaff = z.infer<typeof SessionsAnswer>;
export const EndSessionRequest = z.object({
  id: z
    .string()
    .min(1)
    .max(LONGEST_ID)
    .meta({ examples: ["example"] }),
});

export const StaffAnswer = z.strictObject({
  staff: listOf(
    z.strictObject({
      id: z.string(),
      login: z.string(),
      name: z.string(),
      role: DeskRole,
      status: z.enum(["invited", "active", "disabled"]),
      seenAt: at.nullable(),
    }),
  ),
});
export type Staff = z.infer<typeof StaffAnswer>["staff"];
export const InviteRequest = z.object({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,30}$/i, "is 2 to 31 letters, digits, dots or hyphens"),
  name: z.string().trim().min(1).max(LONGEST_NAME),
  role: DeskRole,
});
export const InviteAnswer = z.strictObject({ id: z.string(), link: z.string() });
export const LinkAnswer = z.strictObject({ link: z.string() });
export const RoleRequest = z.object({ role: DeskRole });
export const StatusRequest = z.object({ status: z.enum(["active", "disabled"]) });

const LONGEST_WINDOWS = 200;
const LONGEST_EXCEPTIONS = 4_000;
const windows = z
  .string()
  .max(LONGEST_WINDOWS)
  .meta({ examples: ["09:00-12:00 13:30-18:00"] });
export const HoursRequest = z.object({
  workday: windows.describe("Of Beijing; one that ends before it begins ends on the next day"),
  restday: windows.describe("`closed`, or nothing, where nobody is there"),
  exceptions: z
    .string()
    .max(LONGEST_EXCEPTIONS)
    .describe("One day a line, and what holds on it instead")
    .meta({ examples: ["2026-12-31 09:00-12:00"] }),
});
export type HoursRequest = z.infer<typeof HoursRequest>;
export const HoursAnswer = HoursRequest.extend({
  isSet: z.boolean().describe("Without hours the desk is always open"),
  isOpen: z.boolean(),
  opensAt: at.nullable().describe("Next, or now; null where no opening is in sight"),
  isSure: z
    .boolean()
    .describe("False where a year on the way there is not published: merchants are promised nothing"),
});
export type HoursOfDesk = z.infer<typeof HoursAnswer>;

export const AuditQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  before: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("The newest first, below this number; 0 begins with the last entry"),
});
export const AuditAnswer = z.strictObject({
  entries: listOf(
    z.strictObject({
      seq: z.number().int(),
      at,
      actor: z.string(),
      action: z.string(),
      object: z.string(),
      /** Name of the actor, and of the account or ticket that it was done to; null for what there is no more. */
      who: z.string().nullable(),
      what: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type AuditOfDesk = z.infer<typeof AuditAnswer>;
