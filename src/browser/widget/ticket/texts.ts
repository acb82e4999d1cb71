// What is said about a merchant's ticket, in both languages: fetched once a person is called.
import type { TicketOfMerchant } from "../../../base/wire.ts";
import { inLanguage } from "../../language.ts";

const BEIJING_OFFSET_MS = 8 * 3_600_000;
/** `2026-11-30 09:00`, whatever clock the device keeps. */
const beijing = (at: string) =>
  new Date(Date.parse(at) + BEIJING_OFFSET_MS).toISOString().slice(0, 16).replace("T", " ");

const ZH = {
  label: "人工进度",
  state: ({ speaker, position, closed, agent }: TicketOfMerchant) => {
    if (closed)
      return closed.opensAt === null
        ? "在等人工，现在客服不在"
        : `在等人工，客服 ${beijing(closed.opensAt)} 上班`;
    if (speaker === "waiting") return position === null ? "在排队等人工" : `在排队，排第 ${position} 位`;
    return speaker === "person" ? `${agent ?? "人工"}正在为你服务` : "工单还开着，现在由机器人先回答";
  },
  cancel: "先不用了",
  askBot: "先问机器人",
  giveCode: "取查询码",
  codeNote: (reference: string) =>
    `打开「人工进度」页 /ticket，填 ${reference} 和它就能查。只显示这一次，不要给别人。`,
  later: "没有成功，请过一会儿再试。",
  packet: "人工会看到的资料",
};

const EN: typeof ZH = {
  label: "Your request for a person",
  state: ({ speaker, position, closed, agent }) => {
    if (closed)
      return closed.opensAt === null
        ? "Waiting; nobody is at the desk now"
        : `Waiting; people are back at ${beijing(closed.opensAt)} Beijing time`;
    if (speaker === "waiting") return position === null ? "Waiting in line" : `Number ${position} in line`;
    return speaker === "person"
      ? `${agent ?? "A person"} is helping you`
      : "Your request stays open; the bot answers first";
  },
  cancel: "No need to wait",
  askBot: "Ask the bot first",
  giveCode: "Get a code",
  codeNote: (reference) => `Look up ${reference} with it at /ticket. Shown this once; give it to nobody.`,
  later: "That did not work. Please try again in a moment.",
  packet: "What a person will see",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
