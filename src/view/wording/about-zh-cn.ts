// What the pages about the site itself say, in Chinese. Every sentence is true of the code; where it depends on a setting, it names it.

interface Given {
  /** Unknown where nobody has said. */
  readonly operator: string | undefined;
  /** After how many a conversation is deleted. */
  readonly days: number;
  readonly siteName: string;
}

export interface AboutSheet {
  readonly title: string;
  readonly summary: string;
  sections(given: Given): readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export interface AboutWords {
  readonly about: AboutSheet;
  readonly privacy: AboutSheet;
}

export const ZH_ABOUT: AboutWords = {
  about: {
    title: "关于本站",
    summary: "谁在运营，信息从哪里来，我们做什么、不做什么。",
    sections: ({ operator, siteName }) => [
      {
        heading: "谁在运营",
        lines: [
          ...(operator === undefined ? [] : [`${siteName}由${operator}运营。`]),
          "本站不是任何银行、支付机构或收单机构的官网，也不替它们办理。",
        ],
      },
      {
        heading: "信息从哪里来",
        lines: [
          "电话、网址和步骤来自公开资料。每条都写着来源的等级和核对日期；一个来源都没有的，不写。",
          "热线至少有两个独立来源或一个官方来源才会显示。目前还没有逐个打电话确认过，页面上也这样写。",
          "在线帮助按规则回答，答案就是这些页面里的话，不会自己编。",
        ],
      },
      {
        heading: "我们不做什么",
        lines: [
          "不索要卡号、有效期、CVV、密码和验证码，不要求转账，不让你下载远程控制软件。",
          "页面上没有广告。",
        ],
      },
    ],
  },
  privacy: {
    title: "隐私说明",
    summary: "你写的内容存什么、存多久、怎么删。",
    sections: ({ days }) => [
      {
        heading: "存什么",
        lines: [
          "在线帮助里的对话：你写的和我们答的，好让你回来接着办。",
          "认得出的卡号、身份证号、密码、验证码，先遮住再存，原来的数字不留。",
          "从别的聊天软件来的对话，还存它的编号的指纹，好把下一句接到同一个对话；由指纹看不出编号。",
          "「转人工」的工单：工单号、办到哪一步、谁接手，还有客服写的备注。",
          "服务器的运行记录里只有对话编号和按哪条规则答的，没有你写的话。网络地址只用来挡住太频繁的访问，不存。",
          "「这页有帮助吗」只按页面计数，不记是谁点的。",
          "不放别的网站的统计和广告，页面不向别的网站要任何东西。",
        ],
      },
      {
        heading: "存多久，怎么删",
        lines: [
          `对话在最后一条消息之后 ${days} 天自动删除。`,
          "工单跟着对话一起删；还没办完的工单，办完再删。",
          "想早点删：在对话右上角点「更多」、「结束对话」、「彻底删除，找不回来」。服务器当时写不进去的话，会告诉你还没删，能写了就自动删。",
          "运营者在那之前做的备份里可能还有，删了那份备份才没有。",
          "删之前可以先存一份自己的记录，也在那里。",
        ],
      },
      {
        heading: "谁看得到",
        lines: [
          "你说「转人工」之后，能看到这次对话的是：排队时这个队里的客服，接手以后接手的人和带班的人。",
          "拿到续聊码的人能接着你的对话聊，所以码不要给别人；在「换设备继续」里可以只留这台设备。",
        ],
      },
      {
        heading: "在你的设备上",
        lines: [
          "对话的凭证、没发出去的消息、写了一半的话、做完的步骤、「大字」、看过的页面和最近搜过的几个词（带数字的不记），存在你的浏览器里。",
          "关掉 JavaScript 时，对话靠一个 Cookie 接上；它只管这件事。",
        ],
      },
    ],
  },
};
