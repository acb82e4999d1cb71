// What the desk's API takes and answers about accounts, their sessions and their audit.
import { z } from "zod";
import { DeskRole } from "./desk-wire.ts";
import { LONGEST_ID } from "./wire.ts";
import { listOf } from "./wire-schemas.ts";

const LONGEST_NAME = 60;
const at = z.iso.datetime();

export const SessionsAnswer = z.strictObject({
  sessions: listOf(
    z.strictObject({ id: z.string(), label: z.string(), createdAt: at, seenAt: at, current: z.boolean() }),
  ),
});
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

export const AuditQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });
export const AuditAnswer = z.strictObject({
  entries: listOf(
    z.strictObject({
      seq: z.number().int(),
      at,
      actor: z.string(),
      action: z.string(),
      object: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});
