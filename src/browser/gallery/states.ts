// The states of the chat, one after another as a merchant may meet them. What a server would answer is answered here.
import type { PacketOfMerchant, TicketOfMerchant } from "../../base/wire.ts";
import type { Outgoing } from "../widget/line/storage.ts";
import { showRating } from "../widget/rating/rating.ts";
import { TEXTS } from "../widget/texts.ts";
import { createStrip } from "../widget/ticket/strip.ts";
import { activity, outgoing, type Specimen } from "./specimen.ts";
import { SAID } from "./texts.ts";

const DAY = "2026-11-29";
const CARD = { fact: "f", verified: DAY } as const;
const HREF = "https://www.lakala.com";
const PACKET: PacketOfMerchant = {
  ...{ provider: SAID.provider, situation: SAID.situation, step: SAID.steps[2], words: [SAID.asked] },
  ...{ secrets: [SAID.card.slice(0, 4)], corrected: { situation: SAID.answered } },
};
const TICKET: TicketOfMerchant = JSON.parse(
  document.querySelector<HTMLElement>("[data-ticket]")?.dataset.ticket ?? "{}",
);
const CODE = { reference: TICKET.reference, code: "ABCD-EFGH", expires_in: 1_800, provider: SAID.provider };

function answerWith(answers: Readonly<Record<string, unknown>>): void {
  globalThis.fetch = async (url) => {
    const answer = answers[String(url)];
    return answer === undefined ? new Response("", { status: 503 }) : Response.json(answer);
  };
}

const bot = (text: string, more: Readonly<Record<string, unknown>> = {}) =>
  activity("bot", { text, channelData: more });
const choice = (title: string) => ({ type: "imBack" as const, title, value: title });

function talk({ messages }: Specimen): void {
  messages.put(activity("user", { text: SAID.asked }));
  messages.put(bot(SAID.answered));
}

function step(specimen: Specimen): void {
  specimen.messages.put(
    bot(`${SAID.title}\n\n${SAID.step}`, {
      guide: {
        id: "g",
        title: SAID.title,
        step: 3,
        stepId: "s",
        of: SAID.steps.length,
        url: "/",
        titles: SAID.steps,
      },
      channels: [
        { ...CARD, grade: "multiple_independent", label: SAID.hotline, value: "95016", href: "tel:95016" },
        { ...CARD, grade: "official", label: SAID.website, value: "www.lakala.com", href: HREF },
        { ...CARD, grade: "single_unofficial", label: SAID.account, value: SAID.accountName },
      ],
      links: [{ title: SAID.page, url: "/", drawings: ["sales-slip", "machine-label", "contract"] }],
    }),
  );
  specimen.view.setChoices({ actions: SAID.choices.map(choice), leads: true });
}

async function waitFor(specimen: Specimen, selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = specimen.root.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

async function ticket(specimen: Specimen, now: TicketOfMerchant): Promise<void> {
  answerWith({
    "/api/chat/ticket": { ticket: now },
    "/api/chat/ticket/code": CODE,
    "/api/chat/ticket/packet": { packet: PACKET },
  });
  talk(specimen);
  const strip = createStrip(specimen.view.ticket, { token: async () => "", typing: async () => undefined });
  await strip.update();
  (await waitFor(specimen, ".ticket summary")).click();
  await waitFor(specimen, ".packet li");
}

function rate(row: HTMLElement | undefined): void {
  if (row) showRating(row, "/");
}

/** By the name of its pictures. */
export const STATES: Readonly<Record<string, (specimen: Specimen) => void | Promise<void>>> = {
  "chat-greeting": ({ messages, view }) => {
    messages.put(bot(SAID.answered));
    view.setOffer(SAID.provider);
    view.setChoices({ actions: SAID.equals.map(choice), leads: false });
  },
  "chat-step": step,
  "chat-step-opened": async (specimen) => {
    step(specimen);
    specimen.root.querySelector<HTMLElement>(".place")?.click();
    specimen.root.querySelector<HTMLElement>(".pages summary")?.click();
    await waitFor(specimen, ".pages img");
  },
  "chat-own": ({ messages, view }) => {
    const states = ["sent", "sending", "waiting", "failed", "failed"] as const;
    for (const state of states) messages.putOwn(ofState(state), state);
    messages.put(activity("user", { text: SAID.masked, channelData: { masked: ["pan"] } }));
    messages.put(activity("user", { text: SAID.unbroken }));
    view.setRefused(2);
  },
  "chat-offline": (specimen) => {
    talk(specimen);
    specimen.view.setOnline(false);
    specimen.view.setNotice(TEXTS.expired);
    specimen.view.setTyping(true);
  },
  "chat-secret": (specimen) => {
    talk(specimen);
    specimen.write(SAID.card);
  },
  "chat-too-long": (specimen) => {
    talk(specimen);
    specimen.write(SAID.long);
  },
  "chat-move": async (specimen) => {
    answerWith({ "/api/chat/resume-code": CODE });
    talk(specimen);
    await specimen.choose("move");
    specimen.root.querySelector<HTMLElement>(".question button")?.click();
    await waitFor(specimen, ".code b");
  },
  "chat-end": async (specimen) => {
    talk(specimen);
    await specimen.choose("end");
  },
  "chat-rating": ({ messages }) => {
    rate(messages.put(bot(SAID.answered)));
  },
  "chat-rated": async (specimen) => {
    answerWith({ "/feedback": { ok: true } });
    const row = specimen.messages.put(bot(SAID.answered));
    rate(row);
    row?.querySelectorAll<HTMLElement>(".rating button")[1]?.click();
    await waitFor(specimen, ".rating [role=status]");
  },
  "chat-in-line": async (specimen) => {
    await ticket(specimen, TICKET);
    specimen.root.querySelectorAll<HTMLElement>(".ticket button")[1]?.click();
    await waitFor(specimen, ".code b");
  },
  "chat-with-person": async (specimen) => {
    await ticket(specimen, { ...TICKET, speaker: "person", position: null, agent: SAID.person });
    specimen.messages.put(activity("bot", { text: SAID.agentSays }, SAID.person));
    specimen.view.setSpeaker(SAID.person);
    specimen.root.querySelector<HTMLElement>(".packet button")?.click();
  },
  // Last: it closes when something else takes the focus.
  "chat-menu": (specimen) => {
    talk(specimen);
    specimen.root.querySelector<HTMLElement>(".dots")?.click();
  },
};

const ofState = (state: string): Outgoing => outgoing(`${SAID.situation} ${state}`);
