// Where an agent writes: to the merchant or, in another colour and with another button, to colleagues only.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "../state/api.ts";
import { drafts, offer, write } from "../state/drafts.ts";
import { queue } from "../state/outbox.ts";
import { attempt, me, refresh, view } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

export const writes = signal<"reply" | "note">("reply");
/** Rises when a key asks for the field. */
export const wanted = signal(0);

export function ask(kind: "reply" | "note"): void {
  writes.value = kind;
  wanted.value += 1;
}

export function Composer() {
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = view.value;
  const id = shown?.row.id;
  const kept = shown?.draft ?? "";
  useEffect(() => {
    if (id !== undefined) offer(id, kept);
  }, [id, kept]);
  const calls = wanted.value;
  useEffect(() => {
    if (calls > 0) field.current?.focus();
  }, [calls]);
  if (!shown || id === undefined) return null;
  const text = drafts.value.get(id) ?? "";
  const isMine = shown.row.owner === "person" && shown.row.assignee?.id === me.value?.id;
  const isNote = writes.value === "note";

  async function send(kind: "reply" | "ask" | "note"): Promise<void> {
    if (text.trim() === "" || id === undefined) return;
    write(id, "");
    await queue(id, kind, text.trim());
    await refresh();
  }

  return (
    <form
      class={isNote ? "composer note" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        void send(isNote ? "note" : "reply");
      }}
    >
      <fieldset class="kinds">
        {(["reply", "note"] as const).map((kind) => (
          <button key={kind} type="button" aria-pressed={writes.value === kind} onClick={() => ask(kind)}>
            {TEXTS[kind]}
          </button>
        ))}
        {isNote && <span class="hint">{TEXTS.noteHint}</span>}
      </fieldset>
      <textarea
        ref={field}
        rows={3}
        maxLength={4_000}
        aria-label={isNote ? TEXTS.note : TEXTS.reply}
        placeholder={isNote ? TEXTS.noteHint : TEXTS.replyHint}
        value={text}
        onInput={(event) => write(id, event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends a composition of Chinese characters sends nothing.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          if (isNote || isMine) void send(isNote ? "note" : "reply");
        }}
      />
      <div class="buttons">
        {isNote && (
          <button type="submit" class="primary note">
            {TEXTS.saveNote}
          </button>
        )}
        {!isNote && isMine && (
          <>
            <button type="submit" class="primary">
              {TEXTS.send}
            </button>
            <button type="button" onClick={() => void send("ask")}>
              {TEXTS.ask}
            </button>
          </>
        )}
        {!isNote && !isMine && (
          <>
            <span class="hint">{TEXTS.notYours}</span>
            <button type="button" class="primary" onClick={() => void attempt(() => api.move(id, "take"))}>
              {TEXTS.take}
            </button>
          </>
        )}
      </div>
    </form>
  );
}
