// What a person will see of the merchant, and a form to put it right line by line. Fetched when it is unfolded.
import { CORRECTABLE, LONGEST_CORRECTION, type PacketOfMerchant } from "../../../../base/wire.ts";
import { addStyle, el } from "../../../dom.ts";
import { type Connection, request } from "../../line/connection.ts";
import css from "./packet.css?inline";
import { TEXTS } from "./texts.ts";

const PACKET_URL = "/api/chat/ticket/packet";

type Answer = { readonly packet: PacketOfMerchant | null };

export interface PacketView {
  /** Asks for it anew: what is known grows with the talk. */
  update(): Promise<void>;
}

export function createPacket(slot: HTMLElement, { token }: Pick<Connection, "token">): PacketView {
  const body = el("div", { class: "packet" });
  const says = el("p", { role: "status" });
  slot.append(body, says);
  addStyle(slot, css);

  async function show(method: string, sent?: object): Promise<void> {
    try {
      const { packet } = await request<Answer>(PACKET_URL, method, await token(), sent);
      body.replaceChildren(...(packet ? [...lines(packet), changeButton(packet)] : []));
      says.textContent = sent && packet ? TEXTS.saved : "";
    } catch {
      // What was typed stays in its fields.
      says.textContent = TEXTS.later;
    }
  }

  function changeButton(packet: PacketOfMerchant): HTMLElement {
    const change = el("button", { type: "button" }, TEXTS.change);
    change.addEventListener("click", () => {
      const form = formOf(packet);
      says.textContent = "";
      body.replaceChildren(form);
      form.querySelector("input")?.focus();
    });
    return change;
  }

  function formOf(packet: PacketOfMerchant): HTMLFormElement {
    const fields = CORRECTABLE.map((key) => {
      const input = el("input", { name: key, autocomplete: "off" });
      input.addEventListener("input", () => tellLength(input));
      input.value = packet.corrected[key] ?? "";
      return el("label", {}, el("span", {}, named(key, shownOf(packet, key))), input);
    });
    const save = el("button", { type: "submit", class: "primary" }, TEXTS.save);
    const form = el("form", {}, el("p", {}, TEXTS.hint), ...fields, save);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      save.disabled = true;
      await show("POST", { corrected: Object.fromEntries(new FormData(form)) });
      save.disabled = false;
      body.querySelector("button")?.focus();
    });
    return form;
  }

  return { update: () => show("GET") };
}

/** Says what does not fit, and cuts nothing: the form is not sent before it does. */
function tellLength(input: HTMLInputElement): void {
  const { length } = input.value.trim();
  input.setCustomValidity(length > LONGEST_CORRECTION ? TEXTS.tooLong(length, LONGEST_CORRECTION) : "");
  input.reportValidity();
}

type Line = keyof typeof TEXTS.lines;

function shownOf(packet: PacketOfMerchant, key: Line): string {
  if (key === "words" || key === "secrets") return packet[key].join(" / ");
  return key === "bank" || key === "tried" ? "" : packet[key];
}

function named(key: Line, value: string): string {
  return value === "" ? TEXTS.lines[key] : TEXTS.named(TEXTS.lines[key], value);
}

/** Only what is known, or was put right. */
function lines(packet: PacketOfMerchant): HTMLElement[] {
  const shown = (Object.keys(TEXTS.lines) as Line[]).flatMap((key) => {
    const value = shownOf(packet, key);
    const own = key === "words" || key === "secrets" ? undefined : packet.corrected[key];
    if (value === "" && own === undefined) return [];
    return [el("li", {}, named(key, value), ...(own === undefined ? [] : [el("b", {}, TEXTS.yours(own))]))];
  });
  return shown.length > 0 ? [el("ul", {}, ...shown)] : [];
}
