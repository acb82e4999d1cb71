// What is said beside what a person will see of the merchant, in both languages: fetched when it is unfolded.
import { inLanguage } from "../../../language.ts";

const ZH = {
  hint: "不对的写在旁边，人工两样都看得到。不要写卡号、密码、验证码。",
  lines: {
    provider: "收单机构",
    situation: "你的情况",
    step: "走到的步骤",
    bank: "新卡是哪家银行的",
    tried: "已经试过什么",
    words: "你最后说的",
    secrets: "发过，已遮住",
  },
  named: (line: string, value: string) => `${line}：${value}`,
  yours: (text: string) => `你改为：${text}`,
  tooLong: (length: number, most: number) => `有 ${length} 个字，这里最多 ${most} 个，请删短。`,
  change: "改一下",
  save: "改好了",
  saved: "改好了，人工看得到。",
  later: "没有成功，请过一会儿再试。",
};

const EN: typeof ZH = {
  hint: "Write what is wrong beside it; they see both. No card numbers, passwords or codes.",
  lines: {
    provider: "Provider",
    situation: "Your situation",
    step: "Step you are at",
    bank: "Bank of the new card",
    tried: "What you have tried",
    words: "Your last words",
    secrets: "Sent, and hidden",
  },
  named: (line, value) => `${line}: ${value}`,
  yours: (text) => `You say: ${text}`,
  tooLong: (length, most) => `This has ${length} characters; ${most} fit here. Please make it shorter.`,
  change: "Change",
  save: "Save",
  saved: "Saved; the person sees it.",
  later: "That did not work. Please try again in a moment.",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
