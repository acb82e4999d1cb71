// Who is waited for or answers, above the input, with what can be done about it. Fetched once a person is called.
import type { TicketCodeReply, TicketOfMerchant } from "../../../base/wire.ts";
import { addStyle, el } from "../../dom.ts";
import { type Connection, request } from "../line/connection.ts";
import type { PacketView } from "./packet/packet.ts";
import css from "./strip.css?inline";
import { TEXTS } from "./texts.ts";

const TICKET_URL = "/api/chat/ticket";
/** The place in line moves without a word in the conversation. */
const LOOK_AGAIN_MS = 30_000;
const SAY_TYPING_MS = 3_000;

export interface Strip {
  /** Asks where the ticket stands now, and shows it. Never fails: what cannot be asked is shown as it was. */
  update(): Promise<void>;
  /** Another conversation begins. */
  hide(): void;
}

type Answer = { readonly ticket: TicketOfMerchant | null };

export function createStrip(
  slot: HTMLElement,
  { token, typing }: Pick<Connection, "token" | "typing">,
): Strip {
  const says = el("p", { role: "status" });
  const code = el("p", { role: "status", class: "code" });
  const wish = el("button", { type: "button" });
  const giveCode = el("button", { type: "button" }, TEXTS.giveCode);
  const packet = foldedPacket(token);
  const panel = el(
    "div",
    { class: "question", role: "group", "aria-label": TEXTS.label, hidden: "" },
    says,
    code,
    el("div", {}, wish, giveCode),
    packet,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let speaker: TicketOfMerchant["speaker"] = "bot";
  slot.append(panel);
  addStyle(slot, css);

  function show({ ticket }: Answer): void {
    const isLive = ticket?.status === "open" || ticket?.status === "pending";
    panel.hidden = !isLive;
    clearTimeout(timer);
    if (!ticket || !isLive) {
      code.replaceChildren();
      packet.open = false;
      return;
    }
    speaker = ticket.speaker;
    const text = `${ticket.reference} ${TEXTS.state(ticket)}`;
    if (says.textContent !== text) says.textContent = text;
    wish.hidden = speaker === "bot";
    wish.textContent = speaker === "person" ? TEXTS.askBot : TEXTS.cancel;
    if (speaker === "waiting") timer = setTimeout(update, LOOK_AGAIN_MS);
  }

  async function ask(method: string, body?: object): Promise<void> {
    show(await request<Answer>(TICKET_URL, method, await token(), body));
  }

  async function update(): Promise<void> {
    await ask("GET").catch(() => undefined);
  }

  /** What was too late, or did not get through, shows by what is told next. */
  async function wished(): Promise<void> {
    wish.disabled = true;
    await ask("POST", { wish: speaker === "person" ? "ask-bot" : "cancel" }).catch(update);
    wish.disabled = false;
  }

  async function showCode(): Promise<void> {
    giveCode.disabled = true;
    try {
      const given = await request<TicketCodeReply>(`${TICKET_URL}/code`, "POST", await token());
      code.replaceChildren(el("b", {}, given.code), TEXTS.codeNote(given.reference));
    } catch {
      code.textContent = TEXTS.later;
    }
    giveCode.disabled = false;
  }

  onTyping(slot, () => {
    if (speaker === "person" && !panel.hidden) typing().catch(() => undefined);
  });
  wish.addEventListener("click", wished);
  giveCode.addEventListener("click", showCode);
  return { update, hide: () => show({ ticket: null }) };
}

/** Somebody who waits for the next words sees that they come: once in a while as long as something is typed. */
function onTyping(slot: HTMLElement, say: () => void): void {
  let saidAt = Number.NEGATIVE_INFINITY;
  slot.getRootNode().addEventListener("input", ({ target, timeStamp }) => {
    if (!(target as Element).closest(".composer") || timeStamp - saidAt < SAY_TYPING_MS) return;
    saidAt = timeStamp;
    say();
  });
}

/** What a person will see, fetched when it is unfolded. What cannot be fetched now folds up again, to be tried once more. */
function foldedPacket(token: Connection["token"]): HTMLDetailsElement {
  const packet = el("details", {}, el("summary", {}, TEXTS.packet));
  let view: PacketView | undefined;
  packet.addEventListener("toggle", async () => {
    if (!packet.open) return;
    try {
      const { createPacket } = await import("./packet/packet.ts");
      view ??= createPacket(packet, { token });
      await view.update();
    } catch {
      packet.open = false;
    }
  });
  return packet;
}
