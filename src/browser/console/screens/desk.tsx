// The desk itself: list, conversation and what is known of the merchant, side by side where there is room.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Actions } from "../parts/actions.tsx";
import { Bar } from "../parts/bar.tsx";
import { Composer } from "../parts/composer.tsx";
import { Side } from "../parts/side.tsx";
import { Thread } from "../parts/thread.tsx";
import { TicketList } from "../parts/ticket-list.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { lostSince, notice, openId, trouble, view } from "../state/store.ts";
import { clockOf } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";
import { listenToKeys, takeNext } from "./keys.ts";

export function Desk() {
  const showsSide = useSignal(false);
  const keys = useRef<HTMLDialogElement>(null);
  useEffect(() => listenToKeys(() => keys.current?.showModal()), []);

  return (
    <div class={`desk${openId.value === undefined ? "" : " opened"}${lostSince.value ? " lost" : ""}`}>
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
      <main class="middle">
        {openId.value === undefined && <p class="empty">{TEXTS.choose}</p>}
        <Trouble />
        {openId.value !== undefined && !view.value && trouble.value === undefined && (
          <p class="empty">{TEXTS.loading}</p>
        )}
        <Actions
          onSide={() => {
            showsSide.value = !showsSide.value;
          }}
        />
        <Thread />
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
