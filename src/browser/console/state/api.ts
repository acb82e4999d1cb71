// The desk's API as the console asks it: an answer, or a failure that says whether trying again may help.
import type {
  DeskEvents,
  DeskList,
  DeskRole,
  DeskState,
  Inserts,
  Me,
  Thread,
  TicketDetail,
  TicketRow,
} from "../../../base/desk-wire.ts";
import type {
  AuditOfDesk,
  HoursOfDesk,
  HoursRequest,
  SessionsOfStaff,
  Setup,
  SetupBegin,
  Staff,
} from "../../../base/staff-wire.ts";
import type { ErrorReply } from "../../../base/wire.ts";
import type { Box } from "./boxes.ts";

/** The server's refusal; status 0 where it was not reached. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(status: number, { code, message, details = {} }: ErrorReply["error"]) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The network's or the server's trouble, not what was asked. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const UNREACHED: ErrorReply["error"] = { code: "Unreached", message: "" };

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api/desk${path}`, init).catch(() => undefined);
  if (!response) throw new Refused(0, UNREACHED);
  const text = await response.text().catch(() => "");
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer as T;
  throw new Refused(response.status, (answer as ErrorReply | undefined)?.error ?? UNREACHED);
}

function post<T = void>(path: string, body: unknown = {}): Promise<T> {
  return ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

const of = (ticket: string, deed: string) => `/tickets/${encodeURIComponent(ticket)}/${deed}`;

export const api = {
  signIn: (proof: { login: string; password: string; code: string }) => post<Me>("/session", proof),
  signOut: () => post("/session/end"),
  beginSetup: (link: string) => post<SetupBegin>("/setup/begin", { link }),
  setUp: (proof: { link: string; password: string; code: string }) => post<Setup>("/setup", proof),
  state: () => ask<DeskState>("/state"),
  events: (after: number, wait: number) => ask<DeskEvents>(`/events?after=${after}&wait=${wait}`),
  list: (box: Box, after?: string) =>
    ask<DeskList>(`/tickets?${new URLSearchParams({ box, ...(after !== undefined && { after }) })}`),
  ticket: (id: string) => ask<TicketDetail>(`/tickets/${encodeURIComponent(id)}`),
  thread: (id: string, watermark: string) =>
    ask<Thread>(`${of(id, "messages")}?watermark=${encodeURIComponent(watermark)}`),
  next: () => post<{ row: TicketRow | null }>("/take-next"),
  find: (reference: string) => ask<{ row: TicketRow | null }>(`/find?${new URLSearchParams({ reference })}`),
  link: (id: string, reference: string) => post(of(id, "link"), { reference }),
  unlink: (id: string) => post(of(id, "unlink")),
  transfer: (id: string, to: string) => post(of(id, "transfer"), { to }),
  move: (id: string, deed: "take" | "take-over" | "release" | "hand-back" | "solve") => post(of(id, deed)),
  draft: (id: string, text: string) => post(of(id, "draft"), { text }),
  say: (id: string, said: { text: string; clientId: string; askDays?: number }) =>
    post(of(id, "messages"), said),
  seen: (id: string, seq: number) => post<{ row: TicketRow }>(of(id, "seen"), { seq }),
  inserts: (id: string) => ask<Inserts>(of(id, "inserts")),
  staff: () => ask<{ staff: Staff }>("/staff"),
  invite: (draft: { login: string; name: string; role: DeskRole }) => post<{ link: string }>("/staff", draft),
  relink: (id: string) => post<{ link: string }>(`/staff/${encodeURIComponent(id)}/link`),
  setStatus: (id: string, status: "active" | "disabled") =>
    post(`/staff/${encodeURIComponent(id)}/status`, { status }),
  setRole: (id: string, role: DeskRole) => post(`/staff/${encodeURIComponent(id)}/role`, { role }),
  hours: () => ask<HoursOfDesk>("/hours"),
  setHours: (hours: HoursRequest) => post<HoursOfDesk>("/hours", hours),
  sessions: () => ask<SessionsOfStaff>("/sessions"),
  endOther: (id: string) => post("/sessions/end", { id }),
  /** The newest first, below `before`; 0 begins with the last. */
  audit: (before: number) => ask<AuditOfDesk>(`/audit?before=${before}`),
  prove: (code: string) => post("/session/prove", { code }),
  note: (id: string, note: { text: string; clientId: string }) => post(of(id, "notes"), note),
};
