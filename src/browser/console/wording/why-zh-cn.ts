// Why the bot answered so, in Chinese.
export const ZH_WHY = {
  title: "为什么这样答",
  lines: {
    rule: "规则",
    intent: "听成了（把握）",
    alternatives: "也可能是",
    nearest: "最像的问法",
    provider: "收单机构",
    reply: "用的回复",
    article: "依据的文章",
    facts: "用到的事实",
    content: "内容版本",
  },
};
