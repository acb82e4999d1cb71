// The list of messages in order: each activity once, own messages before and after their echo, times between.
import type { Activity } from "../../base/wire.ts";
import { el } from "../dom.ts";
import { renderBubble } from "./bubbles.ts";
import type { Delivery } from "./line/outbox.ts";
import type { Outgoing } from "./line/storage.ts";
import { speakerName, TEXTS } from "./texts.ts";

export interface Messages {
  readonly list: HTMLElement;
  /** Shows an activity, or what changed in one already shown. Answers the row when it is new. */
  put(activity: Activity): HTMLElement | undefined;
  /** Shows an own message that has no echo yet, or its new state. */
  putOwn(outgoing: Outgoing, state: Delivery): void;
  clear(): void;
}

const PAUSE_WORTH_A_TIME_MS = 600_000;

function formatTime(at: Date): string {
  const time = at.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (at.toDateString() === new Date().toDateString()) return time;
  return TEXTS.day(at.getMonth() + 1, at.getDate(), time);
}

function renderState(state: Delivery, onResend: () => void): readonly (Node | string)[] {
  if (state !== "failed") return [TEXTS[state]];
  const again = el("button", { type: "button", class: "resend" }, TEXTS.resend);
  again.addEventListener("click", onResend, { once: true });
  return [`${TEXTS.failed} · `, again];
}

/** `onResend` is given the client id of the failed message. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createMessages(onResend: (id: string) => void): Messages {
  // aria-relevant: a bubble is announced when it comes, not again when its state changes.
  const list = el("div", {
    role: "log",
    "aria-label": TEXTS.log,
    "aria-live": "polite",
    "aria-relevant": "additions",
  });
  const rows = new Map<string, HTMLElement>(); // by activity id
  const own = new Map<string, HTMLElement>(); // by client id
  const unconfirmed = new Set<HTMLElement>();
  const shown = new WeakMap<HTMLElement, string>();
  let lastAt = 0;
  let lastSender = "";

  function renderRow(
    isMine: boolean,
    sender: string,
    activity: Pick<Activity, "text" | "channelData"> & Partial<Pick<Activity, "from">>,
  ): HTMLElement {
    const name = el("span", { class: isMine || sender === lastSender ? "name quiet" : "name" }, sender);
    lastSender = sender;
    const row = el("div", { class: isMine ? "row mine" : "row" }, name, renderBubble(activity));
    if (isMine) row.append(el("div", { class: "state" }));
    shown.set(row, JSON.stringify([activity.text, activity.channelData]));
    return row;
  }

  /** Confirmed rows stand in the order of the server, before everything that still has no echo. */
  function place(row: HTMLElement, at: number): void {
    const [firstUnconfirmed] = unconfirmed;
    const before = firstUnconfirmed ?? null;
    if (at - lastAt > PAUSE_WORTH_A_TIME_MS) {
      list.insertBefore(
        el("time", { datetime: new Date(at).toISOString() }, formatTime(new Date(at))),
        before,
      );
    }
    lastAt = at;
    list.insertBefore(row, before);
  }

  function setState(row: HTMLElement, id: string, state: Delivery): void {
    row.dataset.state = state;
    row.querySelector(".state")?.replaceChildren(...renderState(state, () => onResend(id)));
  }

  /** The server may have masked the text; then what it stored is shown, and that it was masked. */
  function update(row: HTMLElement, activity: Activity): void {
    const content = JSON.stringify([activity.text, activity.channelData]);
    if (shown.get(row) === content) return;
    const wasText = (JSON.parse(shown.get(row) ?? "[]") as unknown[])[0];
    shown.set(row, content);
    if (wasText !== activity.text || activity.from.role === "bot") {
      row.querySelector(".bubble")?.replaceWith(renderBubble(activity));
    }
  }

  function confirm(row: HTMLElement, clientId: string, activity: Activity): void {
    const [first] = unconfirmed;
    unconfirmed.delete(row);
    if (first !== row) list.insertBefore(row, first ?? null);
    rows.set(activity.id, row);
    update(row, activity);
    setState(row, clientId, "sent");
    if (!activity.channelData?.masked?.length) return;
    row.dataset.state = "masked";
    row.querySelector(".state")?.replaceChildren(TEXTS.masked);
  }

  function put(activity: Activity): HTMLElement | undefined {
    const known = rows.get(activity.id);
    if (known) {
      update(known, activity);
      return undefined;
    }
    const isMine = activity.from.role !== "bot";
    const clientId = activity.channelData?.clientActivityID ?? activity.id;
    const waiting = isMine ? own.get(clientId) : undefined;
    if (waiting) {
      confirm(waiting, clientId, activity);
      return undefined;
    }
    const row = renderRow(isMine, isMine ? TEXTS.me : speakerName(activity.from.name), activity);
    rows.set(activity.id, row);
    if (isMine) own.set(clientId, row);
    place(row, Date.parse(activity.timestamp) || Date.now());
    if (isMine) confirm(row, clientId, activity);
    return row;
  }

  function putOwn(outgoing: Outgoing, state: Delivery): void {
    let row = own.get(outgoing.id);
    if (!row) {
      row = renderRow(true, TEXTS.me, { text: outgoing.text });
      own.set(outgoing.id, row);
      unconfirmed.add(row);
      list.append(row);
    }
    if (unconfirmed.has(row)) setState(row, outgoing.id, state);
  }

  return {
    list,
    put,
    putOwn,
    clear() {
      for (const known of [rows, own, unconfirmed]) known.clear();
      list.replaceChildren();
      lastAt = 0;
      lastSender = "";
    },
  };
}
