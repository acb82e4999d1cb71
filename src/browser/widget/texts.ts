// Every word the chat window itself shows. What the bot says comes from the server.
const ZH = {
  automatic: "自动回复",
  person: "人工客服",
  menu: "更多",
  large: "大字",
  privacy: "隐私说明",
  log: "对话记录",
  close: "收起对话",
  end: "结束对话",
  move: "换设备继续",
  unreachable: "现在连不上，打不开这一项。连上网再点一次。",
  input: "输入你的问题",
  placeholder: "说说你遇到的问题…",
  send: "发送",
  safety: "不需要卡号、密码、验证码，请不要发送",
  choices: "快捷回复",
  moreChoices: "更多选项",
  offer: (provider: string) => `你在看${provider}，开始换卡步骤？`,
  start: "开始换卡步骤",
  wantSteps: (provider: string) => `我要换${provider}的结算卡`,
  typing: "正在输入",
  newMessages: "有新消息",
  more: "下面还有",
  offline: "连接断了，正在重新连接。你写的内容都还在。",
  expired: "上一段对话已经过期，下面是新的对话。",
  sending: "发送中",
  waiting: "恢复后自动发送",
  sent: "已发送",
  failed: "没发出去",
  resend: "重发",
  failedAloud: "有一条消息没发出去，可以点「重发」。",
  waitingAloud: "现在发不出去，连接恢复后会自动发送。",
  refused: (count: number) => `${count} 条没发出去`,
  resendAll: "全部重发",
  masked: "已遮住敏感数字",
  me: "你",
  bot: "换卡助手",
  channels: "官方渠道",
  pictures: "认不出？看图",
  /** Where the pages of this language begin. */
  base: "",
  grades: {
    confirmed_by_phone: "官方热线电话确认过",
    official: "来自官方公开资料，尚未电话确认",
    multiple_independent: "多个独立来源，尚未电话确认",
    single_unofficial: "只有一个非官方来源，请先向官方核实",
  },
  cover: "遮住后发送",
  tooLong: (length: number, most: number) =>
    `有 ${length} 个字，一次最多发 ${most} 个。请删短，或者分几条发。`,
  edit: "我来修改",
  step: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
  verified: (day: string) => `核对日期 ${day}`,
  /** A day of another year is not told apart: nobody chats for so long. */
  day: (month: number, day: number, time: string) => `${month}月${day}日 ${time}`,
  shield: {
    card: "这里好像有银行卡号。换卡不用把卡号发给任何人。",
    "id-card": "这里好像有身份证号。解答问题用不到它，请不要发出来。",
    code: "这里好像有验证码或密码。任何人都不该问你要，给出去钱可能被转走。",
  },
};

export type Texts = typeof ZH;

/** In the language of the page; Chinese until `speak` says otherwise. */
export let TEXTS: Texts = ZH;

/** For pages in another language, whose words only they fetch, and sites with a name of their own; before anything is shown. */
export function speak(texts: Texts = ZH, bot = texts.bot): void {
  TEXTS = { ...texts, bot };
}

/** Who speaks: a person by name, the bot by its name in the page's language. */
export function speakerName(name: string | undefined): string {
  return name === undefined || name === ZH.bot ? TEXTS.bot : name;
}
