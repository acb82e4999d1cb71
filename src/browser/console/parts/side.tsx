// What is known of the merchant, so that nothing is asked twice; beside it what colleagues noted and what happened.
import type { ComponentChildren } from "preact";
import type { TicketDetail } from "../../../base/desk-wire.ts";
import type { Correctable } from "../../../base/wire.ts";
import { open, speaksIn, view } from "../state/store.ts";
import { dayAndClockOf } from "../state/time.ts";
import { TEXTS } from "../wording/texts.ts";
import { Linked } from "./linked.tsx";
import { NextWords } from "./next-words.tsx";
import { Unverified } from "./thread/unverified.tsx";

const { packet: words } = TEXTS;

export function Side() {
  const shown = view.value;
  if (!shown) return null;
  const { packet, row, notes, log, earlier } = shown;
  const { guide, corrected = {} } = packet;
  return (
    <section class="side" aria-label={words.title}>
      <dl>
        <Line name={words.reference}>{row.reference}</Line>
        <Line name={words.provider}>
          {packet.provider?.name ?? words.unknown}
          <Corrected line="provider" />
        </Line>
        <Line name={words.reason}>
          {packet.scam && <span class="flag">{TEXTS.scam}</span>}{" "}
          {TEXTS.reasons[packet.reason] ?? packet.reason}
        </Line>
        {(guide || corrected.step) && (
          <Line name={words.guide}>
            {guide && words.step(guide.step, guide.of, guide.title)}
            {guide && guide.stuck > 0 && `，${words.stuck(guide.stuck)}`}
            <Corrected line="step" />
          </Line>
        )}
        {corrected.bank && (
          <Line name={words.bank}>
            <Corrected line="bank" />
          </Line>
        )}
        {corrected.tried && (
          <Line name={words.tried}>
            <Corrected line="tried" />
          </Line>
        )}
        {(Object.keys(packet.situation).length > 0 || corrected.situation) && (
          <Line name={words.situation}>
            <ul>
              {Object.entries(packet.situation).map(([slot, value]) => (
                <li key={slot}>
                  {TEXTS.slots[slot] ?? slot}：{TEXTS.values[value] ?? value}
                </li>
              ))}
            </ul>
            <Corrected line="situation" />
          </Line>
        )}
        <Line name={words.words}>
          <ul>
            {packet.words.map(({ seq, text }) => (
              <li key={seq}>
                {text}
                <Unverified activity={shown.activities.find(({ id }) => id.endsWith(placeOf(seq)))?.id} />
              </li>
            ))}
          </ul>
        </Line>
        {packet.secrets.length > 0 && (
          <Line name={words.secrets}>
            {packet.secrets.map((kind) => TEXTS.secrets[kind] ?? kind).join("、")}
          </Line>
        )}
        <Line name={words.channels}>
          {packet.channels.length === 0
            ? words.noChannels
            : packet.channels.map(({ label, value }) => (
                <div key={value}>
                  {label} <strong>{value}</strong>
                </div>
              ))}
        </Line>
      </dl>
      {speaksIn(row) && <NextWords ticket={row.id} ids={shown.next} />}
      <Notes notes={notes} />
      <Linked row={row} linked={shown.linked} />
      <History row={row} log={log} earlier={earlier} />
    </section>
  );
}

/** How an activity's id ends. */
function placeOf(seq: number): string {
  return `|${String(seq).padStart(7, "0")}`;
}

function Notes({ notes }: Pick<TicketDetail, "notes">) {
  if (notes.length === 0) return null;
  return (
    <>
      <h2>{words.notes}</h2>
      {notes.map(({ id, author, at, text }) => (
        <article key={id} class="noted">
          <header>
            <strong>{author}</strong> <time dateTime={at}>{dayAndClockOf(at)}</time>
          </header>
          <p>{text}</p>
        </article>
      ))}
    </>
  );
}

function History({ row, log, earlier }: Pick<TicketDetail, "row" | "log" | "earlier">) {
  return (
    <>
      <h2>{words.log}</h2>
      <ol class="log">
        {log.map(({ n, at, by, actor, kind, data }) => (
          <li key={n}>
            <time dateTime={at}>{dayAndClockOf(at)}</time>{" "}
            {actor ?? (by === "merchant" ? TEXTS.merchant : TEXTS.system)} {TEXTS.did[kind] ?? kind}
            {detailOf(data)}
          </li>
        ))}
      </ol>
      {earlier.length > 0 && <h2>{words.earlier}</h2>}
      {earlier.map(({ id, reference, status, createdAt }) => (
        <button key={id} type="button" class="earlier" onClick={() => void open(id)}>
          {reference} <small>{TEXTS.solvedAs[status] ?? status}</small>{" "}
          <time dateTime={createdAt}>{dayAndClockOf(createdAt)}</time>
        </button>
      ))}
      <a
        class="hand-on"
        href={`/api/desk/tickets/${encodeURIComponent(row.id)}/handoff`}
        download={`${row.reference}.json`}
      >
        {words.handOn}
      </a>
    </>
  );
}

/** Why a person was called, or to whom it went. */
function detailOf({ reason, to }: TicketDetail["log"][number]["data"]): string {
  if (typeof to === "string") return ` → ${to}`;
  return typeof reason === "string" && reason !== "asked" ? ` · ${TEXTS.reasons[reason] ?? reason}` : "";
}

/** What the merchant says of a line themselves; both are shown, and which is whose. */
function Corrected({ line }: { line: Correctable }) {
  const said = view.value?.packet.corrected?.[line];
  if (said === undefined) return null;
  return (
    <div class="corrected">
      <strong>{words.corrected}</strong> {said}
    </div>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
