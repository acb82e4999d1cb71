// What the console knows: who is signed in, the rows by id, the open ticket, and whether the desk can be heard.
import { computed, signal } from "@preact/signals";
import type { DeskState, HereAnswer, TicketDetail, TicketRow } from "../../../base/desk-wire.ts";
import type { Activity } from "../../../base/wire.ts";
import { api, Refused } from "./api.ts";
import { BOXES, type Box, boxOf, inOrder } from "./boxes.ts";
import { explain } from "./explain.ts";
import { hangUp } from "./feed.ts";
import { keepFocus } from "./focus.ts";
import { writes } from "./writing.ts";

const FEW = 20;

export type Session = "unknown" | "out" | "in";

/** The open ticket with its conversation as far as it was read. */
export interface TicketView extends TicketDetail {
  readonly activities: readonly Activity[];
  readonly watermark: string;
  /** By activity: what in it is in no register. */
  readonly unverified: ReadonlyMap<string, readonly string[]>;
}

export const session = signal<Session>("unknown");
export const me = signal<DeskState["me"] | undefined>(undefined);
export const colleagues = signal<DeskState["colleagues"]>([]);
export const rows = signal<ReadonlyMap<string, TicketRow>>(new Map());
export const box = signal<Box>("waiting");
/** What the desk counts; of what is done the rows come only when they are looked at. */
export const counts = signal<DeskState["counts"] | undefined>(undefined);
/** Of each list that goes on, where. */
export const further = signal<Partial<Record<Box, string>>>({});
export const openId = signal<string | undefined>(undefined);
export const view = signal<TicketView | undefined>(undefined);
/** Colleagues at tickets that this one sees too. */
export const here = signal<HereAnswer["here"]>([]);
/** Why the open ticket cannot be shown. */
export const trouble = signal<string | undefined>(undefined);
/** Since when nothing is heard; undefined while all is well. */
export const lostSince = signal<Date | undefined>(undefined);
/** Said once, under the list. */
export const notice = signal<string | undefined>(undefined);
/** Whether the tab was signed out by the server and not by its user. */
export const wasEnded = signal(false);

/** A list that is always empty for somebody is no list of theirs: only a lead sees what colleagues do. */
export const boxes = computed<readonly Box[]>(() =>
  BOXES.filter((name) => name !== "colleagues" || me.value?.role === "lead"),
);

export const listed = computed(() => {
  const mine = me.value?.id ?? "";
  const all = [...rows.value.values()];
  const those = (name: Box) =>
    inOrder(
      all.filter((row) => boxOf(row, mine) === name),
      name,
    );
  return new Map(BOXES.map((name) => [name, those(name)]));
});

/** Of two rows of a ticket the one of the higher version is true; of one version, the later told: whether it was read. */
export function merge(newer: readonly TicketRow[], gone: readonly string[] = []): void {
  const next = new Map(rows.value);
  for (const row of newer) if (row.version >= (next.get(row.id)?.version ?? 0)) next.set(row.id, row);
  for (const id of gone) next.delete(id);
  rows.value = next;
}

/** Theirs to do something about. */
export function isMine({ assignee, status }: TicketRow): boolean {
  return assignee?.id === me.value?.id && (status === "open" || status === "pending");
}

/** Theirs to speak to. */
export function speaksIn(row: TicketRow): boolean {
  return isMine(row) && row.owner === "person";
}

export type Way = "take" | "take-over" | "reopen";

/** What has to be done before they can speak to the merchant; undefined where nothing would help. */
export function wayToSpeak(row: TicketRow): Way | undefined {
  if (row.status === "closed" || speaksIn(row)) return undefined;
  const isOwn = row.assignee?.id === me.value?.id;
  if (row.status === "solved" && (isOwn || !row.assignee)) return isOwn ? "reopen" : undefined;
  if (!row.assignee || isOwn) return "take";
  return me.value?.role === "lead" ? "take-over" : undefined;
}

export async function show(name: Box): Promise<void> {
  box.value = name;
  if (name === "done") await attempt(() => load("done"));
}

/** The page of a list after a place, or its first. */
async function load(name: Box, after?: string): Promise<void> {
  const page = await api.list(name, after);
  const { [name]: _, ...others } = further.value;
  further.value = page.next === null ? others : { ...others, [name]: page.next };
  merge(page.rows);
}

export async function showMore(name: Box): Promise<void> {
  await attempt(() => load(name, further.value[name]));
}

/** A list that goes on elsewhere never looks as if it were at its end. */
export async function fill(): Promise<void> {
  for (const name of BOXES) {
    const after = further.value[name];
    if (after !== undefined && (listed.value.get(name)?.length ?? 0) < FEW) await load(name, after);
  }
}

/** There is none any more, or it is a colleague's: of what merchant and agent said nothing stays on the screen. */
export function lose(id: string): void {
  if (openId.value !== id) return;
  view.value = undefined;
  trouble.value = explain(new Refused(404, { code: "NotFound", message: id }));
  keepFocus();
}

export function endSession(): void {
  // Several answers may say so; the first of them knows whether anybody was in.
  wasEnded.value ||= session.value === "in";
  leave();
}

export function leave(): void {
  session.value = "out";
  hangUp();
}

export async function open(id: string): Promise<void> {
  // Whoever comes next is answered, and not noted about, unless the agent says so again.
  if (openId.value !== id) writes.value = "reply";
  openId.value = id;
  view.value = undefined;
  trouble.value = undefined;
  await refresh();
}

export function close(): void {
  openId.value = undefined;
  view.value = undefined;
  trouble.value = undefined;
}

/** What was said since, and everything else of the open ticket anew. */
export async function refresh(): Promise<void> {
  const id = openId.value;
  if (id === undefined) return;
  try {
    const [detail, thread] = await Promise.all([api.ticket(id), readOn(id)]);
    if (openId.value !== id) return;
    view.value = { ...detail, ...thread };
    trouble.value = undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) endSession();
    if (error.status === 404) return lose(id);
    // What is shown already stays; the next news brings the rest.
    if (openId.value === id && (!error.isPassing || !view.value)) trouble.value = explain(error);
  }
}

/** What was said since the last look, page by page. */
async function readOn(id: string): Promise<Pick<TicketView, "activities" | "watermark" | "unverified">> {
  const known = view.value?.row.id === id ? view.value : undefined;
  let { activities, watermark } = known ?? { activities: [], watermark: "" };
  const unverified = new Map(known?.unverified);
  for (;;) {
    const page = await api.thread(id, watermark);
    const seen = new Set(activities.map((activity) => activity.id));
    activities = [...activities, ...page.activities.filter((activity) => !seen.has(activity.id))];
    for (const { id: of, values } of page.unverified) unverified.set(of, values);
    if (page.activities.length === 0 || page.watermark === watermark)
      return { activities, watermark, unverified };
    watermark = page.watermark;
  }
}

/** Speaks to the merchant from now on, and goes on in the list where the ticket is then. */
export async function speak(id: string, way: Way): Promise<void> {
  if (await attempt(() => api.move(id, way === "reopen" ? "take" : way))) box.value = "mine";
}

/** Does something about a ticket, and says why where it could not be done. */
export async function attempt(deed: () => Promise<unknown>): Promise<boolean> {
  notice.value = undefined;
  try {
    await deed();
    await refresh();
    keepFocus();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) endSession();
    notice.value = explain(error);
    return false;
  }
}
