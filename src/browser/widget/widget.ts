// The chat behind the launcher: joins connection, stream, outbox and view. Loaded on the first open.
import type { Activity, CardAction } from "../../base/wire.ts";
import { createComposer } from "./composer.ts";
import { createConnection } from "./connection.ts";
import { createEndPanel } from "./end.ts";
import { createMessages } from "./messages.ts";
import { createMovePanel } from "./move.ts";
import { createOutbox } from "./outbox.ts";
import type { CoveredKind } from "./shield.ts";
import { createStore } from "./storage.ts";
import { createStream } from "./stream.ts";
import { TEXTS } from "./texts.ts";
import { createGate, createView } from "./view.ts";
import { onWake } from "./wake.ts";

/** What the page around the chat supplies. */
export interface ChatPage {
  readonly host: HTMLElement;
  readonly locale: string;
  /** Sent along with each message, so that the bot knows what the merchant is looking at. */
  readonly context: Readonly<Record<string, string>>;
  onToggle(open: boolean): void;
  onUnread(count: number): void;
}

export interface Chat {
  /** `focus` is false when a page reopens the chat by itself. */
  open(focus: boolean): void;
  close(): void;
  isOpen(): boolean;
  /** Opens the chat and says the text as if the merchant had typed it. */
  say(text: string): void;
}

const TYPING_MS = 8_000; // the server sends the signal again while it lasts
const ECHO_MS = 5_000; // an echo that takes longer means a dead socket
const OTHER_TAB_MS = 3_000; // the tab that ended a conversation begins the next one for all
const HISTORY_SETTLES_MS = 1_000;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: joins the parts of the widget; its functions are short and share its state.
export function mountChat(page: ChatPage): Chat {
  const store = createStore();
  let isOpen = false;
  let begun = createGate();
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let followTimer: ReturnType<typeof setTimeout> | undefined;
  let unread = 0;
  let lastId = "";
  let conversationId = store.session()?.conversationId;

  const messages = createMessages((id) => outbox.resend(id));
  const composer = createComposer({ send: say, draft: store.draft, saveDraft: store.saveDraft });
  const connection = createConnection({ store, locale: page.locale, onReplaced: startExpired });
  const view = createView({
    host: page.host,
    messages,
    composer,
    choose: (choice: CardAction) => say(choice.value),
    close,
    createEnd: (opener) =>
      createEndPanel({ opener, end: endConversation, remove: deleteConversation, save: connection.save }),
    createMove: (opener) => createMovePanel({ opener, giveCode: connection.giveCode, takeOver }),
  });
  const outbox = createOutbox({
    store,
    async ready() {
      for (let gate: typeof begun | undefined; gate !== begun; await gate.passage) gate = begun;
    },
    post({ id, text, covered }) {
      const channelData = { clientActivityID: id, ...page.context, ...(covered && { covered }) };
      return connection.post({
        type: "message",
        text,
        textFormat: "plain",
        locale: page.locale,
        channelData,
      });
    },
    changed(outgoing, state) {
      messages.putOwn(outgoing, state);
      view.announce(state === "failed" ? TEXTS.failedAloud : "");
      view.scroller.follow();
    },
    accepted: (activityId) => {
      stream.hasten();
      setTimeout(() => {
        if (activityId > lastId) stream.restart();
      }, ECHO_MS);
    },
  });
  const stream = createStream({
    async open(watermark) {
      const url = await (watermark ? connection.resume(watermark) : connection.start());
      conversationId = store.session()?.conversationId;
      begun.open();
      return url;
    },
    read: connection.read,
    deliver,
    report: view.setOnline,
  });

  function deliver(activities: readonly Activity[]): void {
    let firstAnswer: HTMLElement | undefined;
    for (const activity of activities) {
      const answer = activity.type === "message" ? takeMessage(activity) : undefined;
      firstAnswer ??= answer;
      if (activity.type === "typing" && activity.from.role === "bot") showTyping();
    }
    if (isOpen) store.saveSeen(lastId);
    else page.onUnread(unread);
    view.scroller.follow(firstAnswer);
  }

  /** Answers the row of what the bot newly said. */
  function takeMessage(activity: Activity): HTMLElement | undefined {
    const clientId = activity.channelData?.clientActivityID;
    const row = messages.put(activity);
    if (clientId) outbox.confirm(clientId);
    if (activity.id > lastId) lastId = activity.id;
    if (!row) return undefined;
    const isBot = activity.from.role === "bot";
    view.setChoices((isBot && activity.suggestedActions?.actions) || []);
    if (!isBot) return undefined;
    hideTyping();
    if (!isOpen && activity.id > store.seen()) unread++;
    return row;
  }

  function showTyping(): void {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(hideTyping, TYPING_MS);
    view.setTyping(true);
  }

  function hideTyping(): void {
    clearTimeout(typingTimer);
    view.setTyping(false);
  }

  function say(text: string, covered?: readonly CoveredKind[]): void {
    view.setChoices([]);
    outbox.add(text, covered);
    view.scroller.toEnd();
  }

  /** Empties the window and connects to whatever conversation is stored, or a new one. */
  function startAfresh(): void {
    messages.clear();
    view.setChoices([]);
    view.setNotice("");
    hideTyping();
    lastId = "";
    unread = 0;
    const earlier = begun;
    begun = createGate();
    earlier.open(); // its waiters go on to wait for the new beginning
    stream.startOver();
  }

  function startExpired(): void {
    startAfresh();
    view.setNotice(TEXTS.expired);
    outbox.resume();
  }

  function endConversation(): void {
    connection.leave();
    beginAnother();
  }

  async function deleteConversation(): Promise<void> {
    await connection.remove();
    beginAnother();
  }

  function beginAnother(): void {
    store.clear();
    outbox.clear();
    composer.clear();
    startAfresh();
    view.focus();
  }

  async function takeOver(code: string, provider: string): Promise<void> {
    await connection.takeOver(code, provider);
    outbox.clear();
    startAfresh();
    view.focus();
  }

  function open(focus: boolean): void {
    isOpen = true;
    unread = 0;
    store.saveOpen(true);
    store.saveSeen(lastId || store.seen());
    view.setOpen(true);
    page.onUnread(0);
    page.onToggle(true);
    if (focus) view.focus();
  }

  function close(): void {
    isOpen = false;
    store.saveOpen(false);
    view.setOpen(false);
    page.onToggle(false);
  }

  /** Old messages are not read aloud again; a first greeting is. */
  function begin(): void {
    if (conversationId) {
      messages.list.setAttribute("aria-live", "off");
      setTimeout(() => messages.list.setAttribute("aria-live", "polite"), HISTORY_SETTLES_MS);
    }
    outbox.resume();
    stream.restart();
  }

  function followOtherTab(): void {
    store.followSession();
    if (store.session()?.conversationId === conversationId) return;
    conversationId = store.session()?.conversationId;
    outbox.clear();
    startAfresh();
  }

  onWake(() => void connection.refreshIfDue().then(stream.restart));
  addEventListener("offline", () => view.setOnline(false));
  store.onSessionChange((isEnded) => {
    clearTimeout(followTimer);
    followTimer = setTimeout(followOtherTab, isEnded ? OTHER_TAB_MS : 0);
  });
  begin();

  return {
    open,
    close,
    isOpen: () => isOpen,
    say(text) {
      open(true);
      say(text);
    },
  };
}
