// The words that say what a number is.
import { CODE_WORDS, type CodeLabelKind, NO_CODES, NUMERAL } from "./code-words.ts";

export type LabelKind =
  | "card"
  /** Expiry of a card, said so. */
  | "card-expiry"
  /** Expiry of something. */
  | "expiry"
  | "id-card"
  | "permit"
  | "mobile"
  | "account"
  | CodeLabelKind
  /** The same, but so loosely that a mobile number after it is still a mobile number. */
  | "keep-loose";

/** A name with a sign or a blank between its letters: 「验.证.码」「o t p」. */
const laced = (names: readonly string[]) =>
  names.map((name) => `(?<![a-z])${[...name].join("[\\s.*_/·-]{1,2}")}(?![a-z])`).join("|");

/** Six digits that are no round sum, together or in groups: 「739-204」. */
const SIX = "(?=[\\s:,]*\\d(?:[\\s-]?\\d){5}(?![\\d.]))(?![\\s:,]*\\d{4}00)";
/** Right behind such six. */
const BEFORE_SIX = "(?<=(?<!\\d)\\d{4}(?!00)\\d\\d[\\s,]{0,3})";
/** Four to eight numerals, read out in groups or written as on forms. */
const SIX_HAN =
  "(?=[\\s:,是]*[零〇一二三四五六七八九幺](?:[\\s,-]?[零〇一二三四五六七八九幺]){5}(?![零〇一二三四五六七八九幺十百千万元]))";
const READ_OUT = `(?=[\\s:,是为]*[\\d零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖](?:[\\s,-]?[\\d零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){3,7}(?![\\d零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖百千万元]))`;
/** Three digits on the back of a card, four on the front, together or one by one. */
const ON_CARD = `(?:位数?字?|個?數字|个?小?数字?|小字|[码碼]){0,2}[的上那里是係为有:：\\s,]{0,4}(?=[\\s:]*${NUMERAL}[\\s-]?${NUMERAL}[\\s-]?${NUMERAL}(?:[\\s-]?${NUMERAL})?(?!\\s?${NUMERAL}|[a-z./年月元块次笔天人号]))`;
const THREE = `(?=[\\s:是]*${NUMERAL}{3}(?!${NUMERAL}))`;

/** Codes by names that sound alike, in other letters, and by where they stand: too many for the chat's shield. */
const SPELT_OTHERWISE: readonly (readonly [CodeLabelKind, string])[] = [
  [
    "otp",
    `[验驗严言炎盐眼烟颜研演][证證証症正政征整郑争][码碼马吗妈玛](?=[\\s:=是为]*${NUMERAL}{4})|(?<![a-z])(?:[验驗]|yan|y)(?:[证證正]|zheng|z)(?:[码碼]|ma|m)(?![a-z])|动[太泰台][码碼]|[较教叫][验驗][码碼]|短信[马吗妈数](?=[\\s:=是为]*${NUMERAL}{4})|[验驗][证證][数數]字?`,
  ],
  [
    "otp",
    `(?:[验驗认認][证證])[号號][码碼]|(?<![a-z])v[._/-]c(?=[\\s:=]*\\d{4,8}(?!\\d))|(?<=[\\doil]{4}[\\s,]{0,2})是那[条个]短信[里上]的|倒[着过]来?(?:写|念|发)[给你的是:\\s]{0,5}${SIX}`,
  ],
  ["otp", laced(["yzm", "验证码", "验正码", "驗證碼", "动态码", "校验码", "otp"])],
  [
    "otp",
    `(?:发来的|收到的|要的|[让叫]我[报说给念]的|短信来了|要那[串个])(?:那?[个串])?(?:数字?)?(?:就?是)?${SIX}|[六6]位是${SIX}|收到[码碼]了?${SIX}|(?<=\\d{4,8}\\s{0,3})就?是[这那]个[码碼]`,
  ],
  // Six digits beside what only a code comes by: a text message, somebody who wants them, a message of their own.
  [
    "otp",
    `(?:收到|来|有)?短信(?:[里上中内][面头]?)?了?(?:(?:说|写着|写|显示|讲)的?是?)?${SIX}|(?<![一-鿿a-z\\d*])[码碼]${SIX}|[让叫要]我?把[这那][个串]?${SIX}|[这那][个串](?:码|数字?)(?:[我就]?[打发报念说告][给诉]?[你您]了?)?${SIX}`,
  ],
  [
    "otp",
    `(?:给我|银行|他们?)发(?:来|过来)?了?(?:一?[个串])(?:数字?|号码|码)|短信(?![^\\n]{0,24}[没不])[^\\d。!?;\\n]{0,12}(?=\\n\\s*\\d{6}\\s*(?:\\n|$))(?!\\n\\s*\\d{4}00)|${BEFORE_SIX}(?:刚刚?才?)?(?:发来|收到)[的了](?![钱货款])|(?:是|就是|(?<=\\d[\\s,←]{1,3}))(?:刚刚?才?)?(?:手机|短信)[里上中]?头?(?:收到|来|发|说|[蹦弹跳]出来)?的[那这]?[个串条数]?(?=\\s*(?:[,.。!?]|$))|(?:是|就是)(?:银行|平台|系统|客服|他们?)刚?刚?才?发(?:给|来)`,
  ],
  // By who sent it or when it came, and by numerals that nobody counts with.
  [
    "otp",
    `(?:收到|发来|发过来|发我|刚来)的[那这][个串条](?:码|数字)|[那这][个串][码碼]${READ_OUT}|(?:它|他们?|银行|系统|平台|官方|客服)发(?:给|来|到)我?的?(?:就?是)?${SIX}|[收収]到[了喇啦咗]?(?=[\\s:,]*\\d(?:[\\s-]\\d){5}(?![\\s-]?\\d))|収到[喇啦咗]?${SIX}|(?<![a-z])ma shi(?=[\\s:]*\\d{4,8}(?!\\d))|(?:发来|收到)的(?:就?是)?(?=[\\s:]*[零壹贰叁肆伍陆柒捌玖]{4,8})`,
  ],
  [
    "otp",
    "(?:[簡简短]訊|短讯)(?:[驗验]?[證证]?[码碼]|密[码碼])|一次性(?:验证|動態)?[码碼]|(?<![a-z])(?:one[- ]time (?:pass)?(?:code|word)|passcode|v[- ]?code|verif(?:y|ication)? ?code|got the text|opt(?=[\\s:]*\\d{4,8}(?!\\d))|the number they (?:sent|texted))(?![a-z])",
  ],
  [
    "password",
    `(?<![a-z])(?:p[a@4][s5$]{2}w[o0]rd|ps?swd|pass(?=[:=]| (?:is|was) ))|(?<![a-z\\d])mm(?=\\s?[:=是]+\\s?[!-~]{6})|[米迷][码马](?=[\\s:=是为]*(?:${NUMERAL}|[a-z]))|密ma|mi[码碼]`,
  ],
  ["password", laced(["密码", "密碼", "pwd", "password"])],
  // Glued to it or cut short; and what is pressed where only a password is.
  [
    "password",
    `(?<![a-z])mima(?=[a-z]{2,}\\d|\\d+[a-z])|(?<![a-z\\d]\\s?)mm(?=[\\s:=]{0,3}(?:[a-z]{3,}\\d{3,}|\\d{4,}[a-z]{2,})(?![a-z\\d]))|密\\s?m(?![a-z])|(?<![一-鿿])密(?=[\\s:=]{1,2}[!-~]{6})|(?:取[钱款]|付款|支付|刷卡|解锁|开锁|登[录陆])[^\\d,。!?;\\n元笔]{0,6}(?:按|输|填|手势|数字|那[几六]下)[^\\d,。!?;\\n元笔]{0,6}(?:${SIX}|(?=[\\s:]*\\d(?:-\\d){3,8}(?![-\\d])))`,
  ],
  [
    "password",
    `(?:登[录陆入錄陸]|网银|后台|进(?:app|系统))(?:要输|用|时)?的?[那这][个串](?:我?设的?)?是?|(?:支付|付款|取[钱款]|解锁)(?:时?用的?|的?那[个串])(?:数字?)?是?${SIX}|(?<![a-z])(?:passphrase|secret (?:word|number)|pw(?=[\\s:=]))`,
  ],
  // By what is done with it: sent by text message, handed over, told to somebody who wanted it.
  [
    "otp",
    `短信[^\\d。!?;,\\n没不余额到扣款账尾卡费价验证密码]{0,10}(?:是|为|:|写的|写着|写了|说的|显示的?)(?=\\s*\\d(?:[ -]?\\d){3,5}(?![ -]?\\d))|验证的?(?:那?[个串])?(?:数字|号码?)(?=[\\s:是]*\\d(?:[ -]?\\d){3,5}(?![ -]?\\d))|(?:[发來来]|收到)了?一?[条個个]?(?:消息|信息|訊息|讯息)[^\\d。!?;\\n没不余额到扣款账尾卡费价元]{0,10}${SIX}`,
  ],
  [
    "otp",
    `(?<![条條维維户戶编編邮郵权權备備数商])[码碼]我?(?:给|給|发|發|报|報|念|告诉|告訴|说|說|畀|俾|传|傳)[给給]?[你您侬妳他她]?[们了]?[是:]?(?:${SIX}|${SIX_HAN})|(?:[让叫要喊]我|[让叫喊](?:俺|咱))(?:再|就|把|赶紧|快)?(?:报|報|念|读|讀|说|說|发|發|告诉|告訴|输|輸)(?:给|給|过去|出去|一下|个|[他她你您了那])*[是:]?(?:${SIX}|${SIX_HAN})|(?<![a-z])(?:(?:asked|told|made|wanted|had|let) me (?:to )?(?:read|tell|give|say|send|type)|i (?:told|gave|read|sent|said|typed))(?: (?:it|him|her|them|out|to|the|number|numbers|code))*(?:${SIX}|${SIX_HAN})|我(?:就|刚|已经|都|又|也)?(?:报|報|念|读|讀)(?:给|給|过去|出去|[他她你您了出那])*[是:]?(?:${SIX}|${SIX_HAN})`,
  ],
  [
    "password",
    `(?:开门|進去|进去|进店|登入|登录|登陆|解锁)要?[用输按打]?的?那?[个串]?(?:数字?|號碼|号码)(?:就?是)?${SIX}|(?<![a-z])(?:key|word|phrase|combination|combo|string|thing|number|digits)(?: (?:i|we|he|she|they))?(?: (?:type|use|enter|put|press|typed|used|set))?(?: in)? to (?:enter|get in(?:to it)?|log ?in|sign in|open (?:it|up)|unlock(?: it)?)(?![a-z])`,
  ],
  ["cvv", laced(["cvv", "cvn", "安全码"])],
  // By where it stands: 「翻过来签名旁边」「背後嗰三個數字」「正面四位碼」.
  [
    "cvv",
    `(?:(?<![机器機号號票]的?)(?:[背反]面|背[后後])|翻(?:过来|過[来嚟])|签名(?:[条栏]|那里)?|簽名)[^\\d。!?;\\n]{0,6}?(?:[三四3仨]|[旁右]边?|后面)[三四3仨]?[个個]?${ON_CARD}|(?:运通|運通)?卡?的?正面的?[四4]${ON_CARD}|卡翻过来${ON_CARD}|(?<![一-鿿])[三3]位数${THREE}|[问要]的?那[三3][位个](?:数字?)?${THREE}`,
  ],
  [
    "cvv",
    `(?<![a-z])security (?:digits|number)|安全数字|卡片?后面[的那上]*|(?<![前头尾])[三3]位数字?(?=[\\s:=是为]*\\d{3}(?!\\d))|(?<![号機机]的?)(?:最?后面?|末|尾巴|背后|背面)的?那?[三3][位个]?(?:数字?)?${THREE}`,
  ],
  [
    "cvv",
    "(?<![a-z]|first )(?:(?:three|3)[- ]digits?(?: (?:behind|(?:at|on) the back))?(?: are)?|last (?:three|3)(?: digits?)?|(?:on )?the back(?: side)?(?: says| reads| is| are)?)(?=[\\s:]*(?:is )?\\d[\\s-]{0,6}\\d[\\s-]{0,6}\\d(?![\\s-]{0,6}\\d))|(?<![号號机機]的?)[后後背](?:面|邊|边|背)的?[那嗰]?[三3仨][粒個个位](?:数字?|數字?|字)?(?:係|系|是)?(?=[\\s:]*[\\d零〇一二三四五六七八九]{3}(?![\\d零〇一二三四五六七八九]))",
  ],
];

/**
 * Patterns over folded text (NFKC, lower case). Where two begin at the same character, the earlier line wins; so the
 * longer words stand first, and misspelt ones beside the right ones.
 */
export const LABEL_WORDS: readonly (readonly [LabelKind, string])[] = [
  [
    "keep",
    "(?:流量|物联网?|sim|会员|积分|购物|充值|加油|社保|公交)[卡片]+[号號码碼]*|(?:执照|证件|身份证|合同|协议|证书|许可证?|二维码|验证码|活动|优惠|保修|质保|链接|发票)的?(?:有效期限?|有效[至到]|到期|过期)",
  ],
  // Parts of an identity card, of which more than four may not stay.
  ["permit", "(?:身[份分][证證証]号?[码碼]?|(?<![a-z])id)的?最?[后後][六八68]位(?:数字?)?"],
  ["keep", "(?:尾号|尾號|末[四4]位|后[四4]位|最后[四4]位|(?:前|后|末|最后)[六八6-8]位(?:数字?)?)"],
  ...NO_CODES,
  [
    "keep",
    "(?:订|訂)?[单單](?:据|票|子)?(?:编|編)?[号號]|(?:工|运|運|面|快递|物流|保)[单單](?:编|編)?[号號]?|受理(?:编?号)?|流水[号號]?|(?:系统)?参考[号號]|检索[参号]?[考号]?|凭证[号號]|批次[号號]?|授权[码号]|商[户戶](?:编|編)?[号號码碼]|商编|(?:终端|終端)(?:编|編)?[号號]|机身[号码编]+|设备[号码编]+|机具[号编]+|序列[号號]|(?:条形|條形|条|條)[码碼]|取件码|(?:统一)?(?:社会)?信用代码|税号|注册号|开户行号|联行[号號]|行[号號]|交易(?:单)?[号號]|合同(?:编)?号|协议(?:编)?号|案件?(?:编)?号|回执号|发票(?:代码|号码?)|错误(?:代)?码|返回码|响应码|故障码|邮编|(?:编|編)[号號码]|版本号?|群号",
  ],
  [
    "keep",
    "(?<![a-z])(?:tusn|s/?n|imei|iccid|isbn|ean|uuid|rrn|mid|tid|order(?: ?(?:no|number|id))?|trace(?: ?no)?|ref(?:erence)?(?: ?(?:no|number))?|ticket(?: ?(?:no|number|id))?|tracking(?: ?(?:no|number))?|merchant(?: ?(?:no|number|id))?|terminal(?: ?(?:no|number|id))?|serial(?: ?(?:no|number))?)(?![a-z])",
  ],
  [
    "keep-loose",
    "(?:手机|电话)卡[号號]?|房间号?|房号|门牌号?|(?<![a-z])(?:room|unit|apt|suite)(?![a-z])|订单|訂單|快递|快遞|物流|终端|終端|机身|设备|机具|单据|编码|金额|余额",
  ],
  [
    "card-expiry",
    "(?:[银行信用储蓄结算借贷记新旧老]{0,3}卡片?|card)的?(?:有效期限?|有效日期|到期日期?|到期时间|过期日期?|到期|过期(?:时间)?)|[我你他她新旧老这张的]{0,3}卡(?:片|面)?上?面?(?:写|印|刻|凸)[着的了]*(?=[\\s:是]*\\d{1,2}\\s?[/-])|(?:月份[和跟、]?年份|年份[和跟、]?月份)(?=[\\s:是为那里上的]*[\\d零〇一二三四五六七八九])|[“「']月\\s?/\\s?年|月月年年|卡[号面]?(?:下面|正面|上面)的?那[行排个](?:小字|字|数字?)(?=[\\s:是]*\\d{1,2}\\s?[/-])|(?<![a-z])(?:(?:valid|good) ?(?:thru|through|till|until|to)|mm ?/ ?yy|month ?/ ?year)(?![a-z])|卡(?:只能)?用到|[张張]卡(?=\\s?20[2-4]\\d\\s?年)|到期(?=[\\s,的]{0,2}(?:[这那]张)?卡)|有[效校笑郊孝][期其](?=[\\s:,是]*\\d{1,2}\\s?[/|丨-]\\s?\\d{2}(?!\\d))",
  ],
  // On an English card, and by what no other thing that expires is told so shortly.
  [
    "card-expiry",
    "(?<![a-z])valid(?=[\\s:]*\\d{1,2}\\s?[/-]\\s?\\d{2})|(?<![一-鿿])到期(?:[嗰那][度里个]?[寫写]?[住着]?的?)?(?=[\\s:是]*(?:0[1-9]|1[0-2])[2-4]\\d(?!\\d)(?!\\s*(?:[之以]?[前后]|号)))",
  ],
  // What is said right behind a whole card number is said of the card.
  ["card-expiry", "(?<=\\d{12}[\\s,;.]{0,3})(?:日期|到期)"],
  // What is read off the card itself.
  [
    "card-expiry",
    "[我你他她新旧老这张的]{0,3}卡(?:片|面)?上?面?的?(?:那个)?日期|(?:卡片?)?正面(?:写|印|刻|凸)[着的了]*(?=[\\s:是]*\\d{1,2}\\s?[/-])",
  ],
  [
    "card-expiry",
    "(?<=(?:[三3]位(?:数字?)?|[背反]面|安全[码碼]|cvv2?)[^\\d]{0,6}\\d{3}[\\s,、和跟与及]{0,3})(?:日期|到期|有效期?)",
  ],
  [
    "expiry",
    "有效期限?至?|有效日期|有效[至到]|到期日期?|到期时间|过期时间|(?<![a-z])(?:exp(?:iry|ires?|iration)?(?: ?date)?|you ?xiao ?qi)(?![a-z])",
  ],
  // Three digits are no code that was sent.
  [
    "cvv",
    "(?<![a-z])(?:security code(?=[\\s:]*(?:is )?\\d{3}(?!\\d))|an ?quan ?ma(?![a-z]))|卡片?的?(?:验证|校验|驗證)[码碼](?=\\D{0,4}\\d{3}(?!\\d))",
  ],
  ...CODE_WORDS,
  ...SPELT_OTHERWISE,
  [
    "permit",
    "身[份分][证證]字[号號]|[统統]一[证證][号號]|[我你他她的]的?[证證](?:号|號|上)?[是为:\\s]{0,3}(?=[a-z][\\doil]{6,9})",
  ],
  [
    "id-card",
    "身[份分][证證証](?:件)?(?:号|號)?[码碼]?|[证證]件[号號][码碼]?|(?<![a-z])(?:sfzh?|shen ?fen ?zheng|id(?:entity|entification)? ?(?:card|no|number))(?![a-z])",
  ],
  [
    "permit",
    "(?:(?:香港|澳[门門])(?:居民)?身[份分][证證証]|(?:本子上?面?(?:写)?的?(?:号码?)?是?(?=[\\s:]*[a-z]{1,2}\\d{7,9}(?!\\d)))|居留许可|[护户]照|护招|回[乡鄉]卡|護照|五星卡|通行[证證]|台胞[证證証]|回[乡鄉][证證証]|居[住留][证證]|军官[证證]|士兵[证證]|警官[证證]|身[份分][证證證]字[号號]|统一[证證]號|永久居留(?:身份)?[证證]|永居(?:[证證卡])?|外国人居留[证證]?)(?:编?号|編?號)?[码碼]?|(?<![a-z])(?:pass?port(?: ?(?:no|number))?|pp ?(?:no|number)|travel document(?: ?(?:no|number))?|(?:residen(?:ce|t)|work|entry|travel) permit(?: ?(?:no|number))?|visa (?:no|number)|hkid(?: ?(?:no|number))?|hu ?zhao|tong ?xing ?zheng)(?![a-z])",
  ],
  [
    "account",
    "对公|對公|公[户戶账帐賬帳]|公司[户戶]|[账帐賬帳][号號户戶](?:号|號)?|(?:基本|一般|临时|专)[户戶]|结算户|收款[人方]|户头|[户戶]口(?=(?:[号號]码?)?[\\s:是为係]*\\d)|存折(?:上面?)?|[账帐賬帳]hao|(?:收钱|打款|收款)的?(?:[那这]个)?[户戶]|打款打到|开户许可证上?|(?<![a-z])(?:account|acct?|a/c|iban|gong ?hu|dui ?gong|zhang ?hao)(?![a-z])",
  ],
  [
    "card",
    "(?:倒序|反序|倒着)(?=[\\s:]*\\d{4})|卡[号號][码碼]?|(?:银行|銀行|储蓄|儲蓄|信用|结算|結算|借记|贷记|工资|到账|收款|绑定|(?:[新旧老原]|原来|以前|之前|现在|这张|[我你他她])的?|行)卡(?:[号號][码碼]?|的?号码)?|(?<![a-z])(?:bank ?|credit ?|debit ?)?card(?: ?(?:no|number))?(?![a-z])|(?<![a-z])(?:yhk|ka ?hao|yin ?hang ?ka)(?![a-z])",
  ],
  [
    "mobile",
    "手[机機提](?:电话|電話)?[号號]?[码碼]?|电话|電話|冧巴|联系方式|(?<![a-z])(?:tel|phone|mobile|cell)(?![a-z])",
  ],
];
