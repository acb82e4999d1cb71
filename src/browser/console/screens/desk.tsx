// The desk itself: list, conversation and what is known of the merchant, side by side where there is room.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Actions } from "../parts/actions.tsx";
import { sound, turnSound } from "../parts/alerts.ts";
import { Composer } from "../parts/composer.tsx";
import { Side } from "../parts/side.tsx";
import { Thread } from "../parts/thread.tsx";
import { TicketList } from "../parts/ticket-list.tsx";
import { api } from "../state/api.ts";
import { write } from "../state/drafts.ts";
import { lostSince, me, notice, openId, session, trouble, view } from "../state/store.ts";
import { clockOf } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";
import { listenToKeys, takeNext } from "./keys.ts";

export function Desk() {
  const showsSide = useSignal(false);
  const keys = useRef<HTMLDialogElement>(null);
  useEffect(() => listenToKeys(() => keys.current?.showModal()), []);

  async function signOut(): Promise<void> {
    await api.signOut().catch(() => undefined);
    session.value = "out";
  }

  return (
    <div class={openId.value === undefined ? "desk" : "desk opened"}>
      <header class="bar">
        <strong>{TEXTS.desk}</strong>
        <button type="button" class="primary" onClick={() => void takeNext()}>
          {TEXTS.next}
        </button>
        <button type="button" onClick={() => turnSound(!sound.value)}>
          {TEXTS.sound(sound.value)}
        </button>
        <button type="button" onClick={() => keys.current?.showModal()} aria-label={TEXTS.keys.title}>
          ?
        </button>
        <span class="me">{me.value?.name}</span>
        <button type="button" onClick={() => void signOut()}>
          {TEXTS.signIn.out}
        </button>
      </header>
      {lostSince.value && (
        <p class="banner" role="alert">
          {TEXTS.lost(clockOf(lostSince.value))}
        </p>
      )}
      <p class="banner notice" role="status">
        {notice}
      </p>
      <TicketList />
      <main class="middle">
        {openId.value === undefined && <p class="empty">{TEXTS.choose}</p>}
        {trouble.value !== undefined && (
          <p class="banner" role="alert">
            {trouble}
          </p>
        )}
        {openId.value !== undefined && !view.value && trouble.value === undefined && (
          <p class="empty">{TEXTS.loading}</p>
        )}
        <Actions
          onSide={() => {
            showsSide.value = !showsSide.value;
          }}
        />
        <Thread onEdit={({ ticket, text }) => write(ticket, text)} />
        <Composer />
      </main>
      <div class={showsSide.value ? "drawer shown" : "drawer"}>
        <Side />
      </div>
      <dialog ref={keys} aria-label={TEXTS.keys.title}>
        <h2>{TEXTS.keys.title}</h2>
        <dl class="keys">
          {TEXTS.keys.list.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit">{TEXTS.keys.close}</button>
        </form>
      </dialog>
    </div>
  );
}
