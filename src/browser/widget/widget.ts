// The chat behind the launcher: joins connection, stream, outbox and view. Loaded on the first open.
import type { Activity } from "../../base/wire.ts";
import type { Chat, ChatPage } from "./chat-page.ts";
import { choicesIn, NO_CHOICES } from "./choices.ts";
import { createComposer } from "./composer.ts";
import { createHistory } from "./history.ts";
import { createConnection } from "./line/connection.ts";
import { createGate } from "./line/gate.ts";
import { createOutbox } from "./line/outbox.ts";
import { createStore } from "./line/storage.ts";
import { createStream } from "./line/stream.ts";
import { onWake } from "./line/wake.ts";
import { createMessages } from "./messages.ts";
import { createOffer } from "./offer.ts";
import type { Panels } from "./panels/panel.ts";
import { askAtTheEnd } from "./rating/ask.ts";
import type { CoveredKind } from "./shield.ts";
import { speak, speakerName, TEXTS } from "./texts.ts";
import { createTicketPlace, speakerFrom } from "./ticket/place.ts";
import { createView } from "./view.ts";

const ECHO_MS = 5_000; // an echo that takes longer means a dead socket
const OTHER_TAB_MS = 3_000; // the tab that ended a conversation begins the next one for all

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: joins the parts of the widget; its functions are short and share its state.
export function mountChat(page: ChatPage): Chat {
  speak(page.texts, page.siteName);
  const store = createStore();
  let isOpen = false;
  const gate = createGate();
  let followTimer: ReturnType<typeof setTimeout> | undefined;
  let [unread, lastId] = [0, ""];
  let isOnline = true;
  let panels: Panels | undefined;
  /** What the newest message of the bot offered: said once, it comes back when that was refused. */
  let choices = NO_CHOICES;
  let conversationId = store.session()?.conversationId;

  const messages = createMessages((id) => outbox.resend(id));
  const history = createHistory(messages.list);
  const composer = createComposer({ send: say, draft: store.draft, saveDraft: store.saveDraft });
  const connection = createConnection({ store, locale: page.locale, onReplaced: startExpired });
  const view = createView({
    host: page.host,
    messages,
    composer,
    choose: say,
    open: () => open(true),
    close,
    resendAll: () => outbox.resendAll(),
    loadPanels,
  });
  const ticket = createTicketPlace(view.ticket, connection);
  const offer = createOffer({ ...page, show: view.setOffer });
  const outbox = createOutbox({
    store,
    ready: gate.pass,
    post: (outgoing) => connection.post(outgoing, page.context),
    changed(outgoing, state) {
      messages.putOwn(outgoing, state);
      view.announce(state === "failed" ? TEXTS.failedAloud : state === "waiting" ? TEXTS.waitingAloud : "");
      view.setRefused(outbox.failed());
      if (state === "failed") view.setChoices(choices);
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
      gate.open();
      return url;
    },
    read: connection.read,
    deliver,
    report,
  });

  function report(online: boolean): void {
    view.setOnline(online);
    if (online && !isOnline) outbox.hasten();
    isOnline = online;
  }

  function deliver(activities: readonly Activity[]): void {
    let firstAnswer: HTMLElement | undefined;
    for (const activity of activities) {
      const answer = activity.type === "message" ? takeMessage(activity) : undefined;
      firstAnswer ??= answer;
      if (activity.type === "typing" && activity.from.role === "bot") view.setTyping(true);
      handOver(activity);
      ticket.heard(activity);
    }
    if (isOpen) store.saveSeen(lastId);
    else page.onUnread(unread);
    if (history.isRunning()) view.scroller.toEnd();
    else view.scroller.follow(firstAnswer);
  }

  /** Answers the row of what the bot newly said. */
  function takeMessage(activity: Activity): HTMLElement | undefined {
    const clientId = activity.channelData?.clientActivityID;
    const row = messages.put(activity);
    if (clientId) outbox.confirm(clientId);
    if (activity.id > lastId) lastId = activity.id;
    if (!row) return undefined;
    const isBot = activity.from.role === "bot";
    choices = choicesIn(activity);
    view.setChoices(choices);
    if (!isBot) return undefined;
    offer.heard(activity.channelData);
    view.setSpeaker(speakerName(activity.from.name));
    view.setTyping(false);
    if (!isOpen && activity.id > store.seen()) unread++;
    if (!history.isRunning()) askAtTheEnd(activity, row, view.scroller.follow);
    return row;
  }

  /** Who speaks from now on, before a word of theirs; what the bot offered would be said to a person. */
  function handOver(activity: Activity): void {
    const person = speakerFrom(activity);
    if (person === undefined) return;
    view.setSpeaker(speakerName(person ?? undefined));
    if (person !== null) choices = NO_CHOICES;
    view.setChoices(choices);
  }

  function say(text: string, covered?: readonly CoveredKind[]): void {
    view.setChoices(NO_CHOICES);
    offer.said();
    outbox.add(text, covered);
    view.scroller.toEnd();
  }

  /** Empties the window and connects to whatever conversation is stored, or a new one. */
  function startAfresh(isKnown: boolean): void {
    history.expect(isKnown);
    messages.clear();
    choices = NO_CHOICES;
    offer.reset();
    view.setRefused(0);
    view.setSpeaker(TEXTS.bot);
    view.setChoices(NO_CHOICES);
    view.setNotice("");
    view.setTyping(false);
    lastId = "";
    unread = 0;
    ticket.hide();
    gate.shut();
    stream.startOver();
  }

  function startExpired(): void {
    startAfresh(false);
    view.setNotice(TEXTS.expired);
    outbox.resume();
  }

  async function loadPanels(cancelled: () => void): Promise<Panels> {
    const { createPanels } = await import("./panels/panels.ts");
    panels ??= createPanels({ connection, store, cancelled, ended: beginAnother, takenOver });
    return panels;
  }

  function beginAnother(): void {
    store.clear();
    outbox.clear();
    composer.clear();
    startAfresh(false);
    view.focus();
  }

  function takenOver(): void {
    outbox.clear();
    startAfresh(true);
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

  function followOtherTab(): void {
    store.followSession();
    if (store.session()?.conversationId === conversationId) return;
    conversationId = store.session()?.conversationId;
    outbox.clear();
    startAfresh(true);
  }

  onWake(() => {
    outbox.hasten();
    void connection.refreshIfDue().then(stream.restart);
  });
  addEventListener("offline", () => report(false));
  store.onSessionChange((isEnded) => {
    clearTimeout(followTimer);
    followTimer = setTimeout(followOtherTab, isEnded ? OTHER_TAB_MS : 0);
  });
  if (conversationId) history.expect(true);
  outbox.resume();
  stream.restart();

  return {
    open,
    close,
    isOpen: () => isOpen,
    suggest: composer.suggest,
    say(text) {
      open(true);
      say(text);
    },
  };
}
