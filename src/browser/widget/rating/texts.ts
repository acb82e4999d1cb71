// What is asked at the end of a guide, in both languages: fetched then.
import { inLanguage } from "../../language.ts";

const ZH = {
  feedbackAt: "/feedback",
  question: "这些步骤有帮助吗？",
  yes: "有帮助",
  no: "没解决",
  thanks: {
    yes: "谢谢，已经记下。",
    no: "已经记下。卡在哪里？直接说，或点「转人工」。",
  },
  later: "没有记上，请过一会儿再点一次。",
};

const EN: typeof ZH = {
  feedbackAt: "/en/feedback",
  question: "Did these steps help?",
  yes: "They did",
  no: "Not solved",
  thanks: {
    yes: "Thank you, noted.",
    no: "Noted. What is in the way? Type it, or ask for a person.",
  },
  later: "That was not noted. Please tap again in a moment.",
};

export const TEXTS = inLanguage({ zh: ZH, en: EN });
