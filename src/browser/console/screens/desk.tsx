// The desk itself: list, conversation and what is known of the merchant, side by side where there is room.
import { useEffect, useRef } from "preact/hooks";
import { Actions } from "../parts/actions.tsx";
import { told, turnSound } from "../parts/alerts.ts";
import { Bar } from "../parts/bar.tsx";
import { Composer } from "../parts/composer.tsx";
import { Side } from "../parts/side.tsx";
import { Thread } from "../parts/thread/thread.tsx";
import { TicketList } from "../parts/ticket-list.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { closeSide, showsSide } from "../state/side.ts";
import { counts, lostSince, notice, openId, trouble, view } from "../state/store.ts";
import { clockOf } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";
import { FindAnything } from "./find.tsx";
import { listenToKeys, takeNext } from "./keys.ts";

/** Nothing is open: what to do next, and where nobody waits, how to learn of who comes. */
function Idle() {
  if ((counts.value?.waiting ?? 0) > 0) return <p class="empty">{TEXTS.choose}</p>;
  const isTold = told.value.sound || told.value.notes;
  return (
    <div class="empty">
      <p>{isTold ? TEXTS.idleTold : TEXTS.idleUntold}</p>
      {!isTold && (
        <button type="button" onClick={() => turnSound(true)}>
          {TEXTS.told.turnOn}
        </button>
      )}
    </div>
  );
}

export function Desk() {
  const keys = useRef<HTMLDialogElement>(null);
  useEffect(() => listenToKeys(() => keys.current?.showModal()), []);

  return (
    // One landmark for all: on a phone either half is hidden, and the other one is what the page is about.
    <main class={`desk${openId.value === undefined ? "" : " opened"}${lostSince.value ? " lost" : ""}`}>
      <Bar onNext={() => void takeNext()} onHelp={() => keys.current?.showModal()} />
      {lostSince.value && (
        <p class="banner" role="alert">
          {TEXTS.lost(clockOf(lostSince.value))}
        </p>
      )}
      <p class="banner notice" role="status">
        {notice}
      </p>
      <TicketList />
      <div class="middle">
        {openId.value === undefined && <Idle />}
        <Trouble />
        {openId.value !== undefined && !view.value && trouble.value === undefined && (
          <p class="empty">{TEXTS.loading}</p>
        )}
        <Actions />
        <Thread />
        <Composer />
      </div>
      <div class={showsSide.value ? "drawer shown" : "drawer"}>
        <button type="button" class="close" onClick={closeSide}>
          {TEXTS.closeSide}
        </button>
        <Side />
      </div>
      <FindAnything onHelp={() => keys.current?.showModal()} />
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
    </main>
  );
}
