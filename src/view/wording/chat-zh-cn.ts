// The words of the chat without JavaScript, the checklist and the calendar file, in Chinese.
export const ZH_CHAT = {
  description: "用对话的方式换结算卡：认出收单机构，一步一步走，随时可以转人工。",
  starters: ["我要换结算卡", "我不知道是谁家的", "帮我核对一个号码是不是官方的", "转人工"],
  hint: "自动回复，内容来自查过来源的资料。请不要发卡号、密码、验证码，我们用不到。",
  log: "对话记录",
  earlier: "看更早的消息",
  quick: "可以直接点",
  question: "你想问什么",
  send: "发送",
  tooLong: (length: number, most: number) =>
    `这段话有 ${length} 个字，一次最多发 ${most} 个，还没有发出去。请删短，或者分几条发。`,
  save: "保存对话记录",
  saved: (begun: string) => `${begun} 开始（北京时间）。卡号、密码、验证码等在记下之前已经遮住。`,
  end: "结束对话",
  remove: "删除这次对话",
  removeHint: "删除后我们这里就没有这段记录了，找不回来。",
  removeNow: "确定删除",
  move: "换设备继续",
  code: "续聊码",
  codeGiven: (provider: string, minutes: number) =>
    `，机构填「${provider}」。${minutes} 分钟内有效，只能用一次，不要给别人。`,
  noProvider: "没选",
  giveCode: "取一个续聊码",
  codeProvider: "那边选的机构，没选就不填",
  takeOver: "接着聊",
  endOthers: "只留这台设备",
  you: "你",
  masked: "里面的敏感信息已遮住，没有保存。",
  step: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
};

export const ZH_CHECKLIST = {
  provider: (provider: string) => `${provider}换结算卡清单`,
  guide: (title: string) => `${title}：清单`,
  generic: "这类机构的通用步骤，菜单名以你看到的为准。",
  own: "做完一步勾一步。",
  updated: (day: string) => `步骤更新于 ${day}。`,
  warn: "谁也不该问你要卡的密码、卡背三位数、有效期和短信验证码；要，就停下。",
  back: "回到换卡步骤",
  needs: "要准备",
  channels: "官方渠道",
  noPhoneBefore: "客服电话以机身标签、合同或官网公布的为准：",
  noPhoneAfter: "，不要打搜索引擎里搜来的号码。",
  steps: "步骤",
  bring: (items: string) => `带上：${items}。`,
  stuck: "卡住了：",
  notes: "自己记",
  noteLines: ["商户编号", "提交日期", "工单号", "新卡后四位", "客服说的审核时间", "第一笔结算到新卡的日期"],
  proofs: "依据",
  footer: (site: string, address: string, version: string) =>
    `打印自${site} ${address}，内容版本 ${version}。本站不是任何银行、支付机构或收单机构的官网，换卡以收单机构答复为准。`,
};

export const ZH_EVENTS = {
  calendar: (provider: string) => `${provider}换卡`,
  ask: "问换卡审核到哪一步",
  usually: "看换卡审核结果",
  latest: "查换卡审核结果，没有就打官方热线",
  settlement: "看结算到没到新卡，到了再处理旧卡",
};

export const ZH_TICKET = {
  title: "人工进度",
  description: "用工单号和查询码看人工处理到哪一步。",
  hint: "查询码在对话里取。我们不会给你打电话；有人打来说是这里的客服，请挂掉。",
  reference: "工单号",
  code: "查询码",
  ask: "查进度",
  toChat: "打开对话",
  waiting: (position: number | null) =>
    position === null ? "在排队等人工。" : `在排队等人工，排第 ${position} 位。`,
  closed: (opens: string | null) =>
    opens === null
      ? "在等人工。现在客服不在，什么时候上班还说不准。"
      : `在等人工。现在客服不在，${opens} 上班。`,
  withPerson: (agent: string | null) => (agent === null ? "人工在为你服务。" : `${agent}在为你服务。`),
  states: {
    open: "工单还开着，现在由机器人先回答。",
    pending: "人工先交给机器人，有回音会接着处理。",
    solved: "人工标记为已解决。没解决就在对话里再点「转人工」。",
    closed: "已经结束。有新问题就在对话里再点「转人工」。",
  },
  times: (opened: string, changed: string) => `${opened} 开始，最近一次变化在 ${changed}（北京时间）。`,
  cancel: "先不用了",
  askBot: "先问机器人",
  giveCode: "取一个查询码",
  codeGiven: (reference: string, code: string) =>
    `工单号 ${reference}，查询码 ${code}。只在这里显示这一次，请记下来，不要给别人。`,
  packet: "人工会看到的资料",
  packetHint: (most: number) =>
    `不对的写在下面，每行最多 ${most} 个字，人工两样都看得到。不要写卡号、密码、验证码。`,
  packetLines: {
    provider: "收单机构",
    situation: "你的情况",
    step: "走到的步骤",
    bank: "新卡是哪家银行的",
    tried: "已经试过什么",
    words: "你最后说的",
    secrets: "发过，已遮住",
  },
  correct: "改好了",
};

export type TicketWords = typeof ZH_TICKET;
export type ChatWords = typeof ZH_CHAT;
export type ChecklistWords = typeof ZH_CHECKLIST;
export type EventWords = typeof ZH_EVENTS;
