// What the panels say, in both languages: they are fetched when the menu is opened.
import { inLanguage } from "../../language.ts";

const ZH = {
  move: "换设备继续",
  end: "结束对话",
  endQuestion: "结束后，这台设备上的对话记录会清空。确定结束吗？",
  endConfirm: "结束并重新开始",
  endDelete: "彻底删除，找不回来",
  endSave: "先存一份记录",
  endCancel: "继续聊",
  moveHint: "在另一台设备打开对话，也点这里，填续聊码就能接上。",
  giveCode: "取一个续聊码",
  code: "续聊码",
  codeProvider: "那边选的机构，没选就不填",
  noProvider: "没选",
  takeOver: "接着聊",
  endOthers: "只留这台设备",
  later: "没有成功，请过一会儿再试。",
  othersEnded: "好了，别的设备看不到这个对话了。",
  codeRefused: "续聊码或机构不对，或者过期、用过了。请在原来的设备重新取一个。",
  codeNote: (provider: string, minutes: number) =>
    `机构填「${provider}」。${minutes} 分钟内有效，只能用一次，不要给别人。`,
};

const EN: typeof ZH = {
  move: "Continue on another device",
  end: "End the conversation",
  endQuestion: "The conversation on this device will be cleared. End it?",
  endConfirm: "End and start again",
  endDelete: "Delete for good, everywhere",
  endSave: "Save it first",
  endCancel: "Keep chatting",
  moveHint: "Open the chat on the other device, click here too and enter the resume code.",
  giveCode: "Get a resume code",
  code: "Resume code",
  codeProvider: "Provider (if chosen)",
  noProvider: "none",
  takeOver: "Continue",
  endOthers: "Keep this device only",
  later: "That did not work. Please try again in a moment.",
  othersEnded: "Done. No other device can see this conversation now.",
  codeRefused: "Wrong code or provider, or the code has expired. Get a new one there.",
  codeNote: (provider, minutes) =>
    `Provider “${provider}”. Works once within ${minutes} minutes. Do not give it to anybody.`,
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
