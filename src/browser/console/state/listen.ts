// From sign-in to sign-out: what the desk is now, then everything that happens, and coming back after the network was gone.
import type { DeskEvents } from "../../../base/desk-wire.ts";
import { api, Refused } from "./api.ts";
import { forgetDrafts } from "./drafts.ts";
import { type Frame, overSocket } from "./feed.ts";
import { deliverAll, forgetOutbox } from "./outbox.ts";
import {
  colleagues,
  counts,
  endSession,
  fill,
  further,
  here,
  lose,
  lostSince,
  me,
  merge,
  openId,
  refresh,
  rows,
  session,
  wasEnded,
} from "./store.ts";
import { keepInTab, keptInTab } from "./tab.ts";

const WAIT_S = 25;
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000, 10_000];
/** Where a proxy lets no socket through it is tried again now and then. */
const TRY_SOCKET_MS = 300_000;
/** Whose words this tab keeps. */
const WRITER = "writer";

let seq = 0;
let isListening = false;

/** Finds out who is signed in, for as long as it takes to be told, and begins to listen. */
export async function begin(): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await resync();
      break;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!error.isPassing) return endSession();
      lostSince.value ??= new Date();
      await pause(failures);
    }
  }
  lostSince.value = undefined;
  wasEnded.value = false;
  session.value = "in";
  void listen();
  await deliverAll();
}

function pause(failures: number): Promise<void> {
  const ms = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function resync(): Promise<void> {
  const state = await api.state();
  seq = state.seq;
  me.value = state.me;
  claimTab(state.me.id);
  colleagues.value = state.colleagues;
  counts.value = state.counts;
  further.value = state.next;
  rows.value = new Map(state.rows.map((row) => [row.id, row]));
  if (openId.value !== undefined) await refresh();
}

/** Unsent words outlive a session, and are nobody else's. */
function claimTab(id: string): void {
  if (keptInTab(WRITER, id) !== id) {
    forgetDrafts();
    forgetOutbox();
  }
  keepInTab(WRITER, id);
}

async function listen(): Promise<void> {
  if (isListening) return;
  isListening = true;
  let failures = 0;
  const socket = { failedAt: Number.NEGATIVE_INFINITY };
  while (session.value === "in") {
    try {
      await hearOn(socket, failures > 0);
      failures = 0;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) endSession();
      else lostSince.value ??= new Date();
      failures += 1;
    }
    if (session.value === "in") await pause(failures);
  }
  isListening = false;
}

/**
 * What was missed comes by its number over HTTP, and the rest by the socket until it ends; where none comes about, by
 * asking and waiting.
 */
async function hearOn(socket: { failedAt: number }, isBack: boolean): Promise<void> {
  const isBlocked = performance.now() - socket.failedAt < TRY_SOCKET_MS;
  await hear(await api.events(seq, isBlocked && !isBack ? WAIT_S : 0));
  if (lostSince.value) await comeBack();
  if (isBlocked) return;
  const hasOpened = await overSocket(seq, hear);
  here.value = [];
  if (!hasOpened) socket.failedAt = performance.now();
}

async function hear(told: Frame): Promise<void> {
  if ("here" in told) here.value = told.here;
  else if (told.resync) await resync();
  else await apply(told);
}

/** First everything is as it is now, then what waited is sent. */
async function comeBack(): Promise<void> {
  lostSince.value = undefined;
  await refresh();
  await deliverAll();
}

async function apply(told: DeskEvents): Promise<void> {
  seq = told.seq;
  counts.value = told.counts;
  if (told.rows.length === 0 && told.gone.length === 0) return;
  merge(told.rows, told.gone);
  await fill();
  const open = openId.value;
  if (open === undefined) return;
  if (told.gone.includes(open)) lose(open);
  else if (told.rows.some(({ id }) => id === open)) await refresh();
}
