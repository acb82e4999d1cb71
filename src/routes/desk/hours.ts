// `/api/desk/hours`: when people are at the desk. Admins set it, everybody there reads it; merchants are told when it opens.
import type { Request } from "express";
import type { Calendar } from "../../../bot/knowledge/calendar.ts";
import { AppError } from "../../base/errors.ts";
import { HoursAnswer, type HoursOfDesk, HoursRequest } from "../../base/staff-wire.ts";
import type { Audit } from "../../desk/audit.ts";
import { type Hours, isOpen, nextOpening } from "../../desk/rules/hours.ts";
import { readHours, writeHours } from "../../desk/rules/hours-text.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import type { HoursStore } from "../../storage/desk/hours-store.ts";
import { type DeskAccess, signedIn, signedInFor } from "./access.ts";

export interface HoursRouteParts extends DeskAccess {
  readonly hours: Pick<HoursStore, "get" | "set">;
  readonly audit: Audit;
  readonly calendar: () => Calendar;
  readonly clock: () => Date;
}

const NEVER_SET = { workday: "", restday: "", exceptions: "" } as const;

export function hoursRoutes(parts: HoursRouteParts): readonly Route[] {
  const { hours: store, audit } = parts;
  const needs = ["session"] as const;

  async function shown(): Promise<HoursOfDesk> {
    const hours = await store.get();
    if (!hours) return { ...NEVER_SET, isSet: false, isOpen: true, opensAt: null, isSure: true };
    const [calendar, now] = [parts.calendar(), parts.clock().toISOString()];
    const opening = nextOpening(calendar, hours, now);
    return {
      ...{ ...writeHours(hours), isSet: true, isOpen: isOpen(calendar, hours, now) },
      ...{ opensAt: opening?.at ?? null, isSure: opening?.isSure ?? false },
    };
  }

  return [
    defineRoute({
      method: "get",
      path: "/api/desk/hours",
      says: "When people are at the desk, and whether they are now",
      needs,
      output: HoursAnswer,
      access: (req: Request) => signedIn(req, parts),
      answer: shown,
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/hours",
      says: "Sets when people are at the desk; three empty fields are always",
      needs,
      body: HoursRequest,
      output: HoursAnswer,
      errors: ["bad-argument", "overloaded"],
      access: (req: Request) => signedInFor(req, parts, "queues", { proved: true }),
      async answer({ caller, body }) {
        const wanted = wantedHours(body);
        await audit.note({ actor: caller.staff.id, action: "hours", object: "desk" });
        await store.set(wanted);
        return shown();
      },
    }),
  ];
}

/** Undefined where nothing is written: always open. */
function wantedHours(body: HoursRequest): Hours | undefined {
  if (Object.values(body).every((text) => text.trim() === "")) return undefined;
  const read = readHours(body);
  if (read.kind === "read") return read.hours;
  const { field, problem, at } = read;
  throw new AppError("bad-argument", { told: { field, problem, at } });
}
