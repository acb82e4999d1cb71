// Messages that must be recognised by rule before anything statistical: a person wanted, fraud, a crime asked for.
import type { IntentId } from "../knowledge/intent.ts";

interface SafetyRule {
  readonly intent: IntentId;
  readonly name: string;
  readonly pattern: RegExp;
  /** Where this holds too, the message only asks about the danger, and the matcher answers it. */
  readonly unless?: RegExp;
}

const ASKS_HOW_TO_BE_SAFE =
  /(?:防止?|预防|避免|避开|远离|识别|分辨|辨别|判断|提防|担心|害怕|怕|以免|免得|当心|小心|谨防).{0,8}(?:骗|盗刷|诈)|(?:骗|盗刷|诈).{0,8}(?:怎么防|如何防|防范|预防|怎么识别|有哪些|套路|常见)|(?:有哪些|常见|什么样).{0,4}(?:骗|诈)|(?:会不会|会|不会|容易|可能)被(?:骗|盗刷)/;
const STRANGER = "(?:有人|有个人?|对方|陌生人|业务员|自称|冒充|打电话|打来|来电|电话里|加我微信|短信|上门)";
const OTHERS = "(?:别人|他人|人家|朋友|员工|亲戚|同事|死人|捡来|捡到|假|借来|买来)";

/** First match wins: someone being cheated comes before someone asking for a person. */
const RULES: readonly SafetyRule[] = [
  {
    intent: "report_scam",
    name: "cheated",
    pattern:
      /被(?:人|他|她|业务员|代理商?|骗子)?(?:给)?(?:骗|诈骗|坑|盗刷|盗走|转走|忽悠)|骗子|骗局|诈骗|骗我|骗走|上当|盗刷|(?:钱|余额|卡里).{0,6}(?:被|让人).{0,4}(?:盗|转走|转掉|刷走|刷掉|划走)|扫了.{0,8}码.{0,6}钱(?:就)?(?:没|不见)/,
    unless: ASKS_HOW_TO_BE_SAFE,
  },
  {
    intent: "report_scam",
    name: "asked-for-secret",
    pattern:
      /(?:有人|有个人|对方|客服|业务员|陌生人|他|她|电话里|短信里?|打电话|打来|说是).{0,16}(?:要|让|叫|问|骗|催).{0,10}(?:验证码|密码|cvv|安全码|有效期|背面.{0,3}[三3]位|转账|转钱|先转|汇款|安全账户|共享屏幕|屏幕共享|远程控制)|(?:验证码|密码).{0,6}(?:告诉|发|报|给)(?:了|给了?)?(?:他|她|别人|对方|骗子|业务员|陌生人)(?!吗)|(?:告诉|发|报|给)了?(?:他|她|别人|对方|业务员|陌生人).{0,4}(?:验证码|密码)/,
    unless:
      /(?:会不会|会|不会|是否|可能)(?:向|跟|找|问)?我?(?:要|问|让)|要不要|需不需要|收不到|能不能.{0,4}(?:给|告诉)/,
  },
  {
    intent: "report_scam",
    name: "led-by-a-stranger",
    pattern: new RegExp(
      `${STRANGER}.{0,16}(?:要|让|叫|问|骗|催).{0,12}(?:扫码|扫.{0,3}码|押金|下载|装.{0,4}软件|保证金|激活费|解冻费|(?:身份证|银行卡|卡).{0,8}(?:给他|寄|交给|发给|代办))|(?:有人|有个人|对方|业务员).{0,10}后台.{0,4}(?:改卡|换卡|换|改).{0,6}(?:收费|要钱|交钱)`,
    ),
  },
  {
    intent: "report_scam",
    name: "threatened-stop",
    pattern: new RegExp(
      `${STRANGER}.{0,14}(?:说|称|通知|告诉|告知|提醒|要求|让|叫|要给|显示).{0,16}(?<!(?:银行|的|结算|储蓄|这张|那张)卡.{0,4})(?<!(?:手机|号码|电话卡|手机号|号).{0,3})(?:停用|停机|作废|不能用|强制|升级|免费换|换新机|换机|换新的?机|备案|年审|年检|激活|机器?.{0,3}到期|涨费率|费率.{0,4}涨|pos.{0,4}到期)`,
    ),
  },
  {
    intent: "report_scam",
    name: "deposit-kept",
    pattern:
      /(?:交|收|扣|付|刷)了?.{0,10}押金.{0,8}(?:不退|没退|退不了|不给退|骗)|免费.{0,6}(?:换|送).{0,10}押金/,
  },
  {
    intent: "report_scam",
    name: "changed-behind-my-back",
    pattern:
      /(?:偷偷|私自|擅自|背着我|没经过我|未经我|不是我操作|不是我(?:换|改)的|莫名其妙).{0,16}(?:(?:改|换|绑|转|变).{0,8}(?:卡|账户|码)|(?:卡|账户|码).{0,4}(?:改|换|绑|变))|(?:卡|账户|码).{0,6}被(?:人|别人|他|业务员|谁).{0,6}(?:改|换|绑|贴|调包)|(?:发现|居然|竟然|已经|怎么|被).{0,8}绑(?:的是|到了?|成了?|在)(?:别人|他人|陌生人|业务员|代理商?).{0,4}卡(?!.{0,3}[吗行])|^(?:机器|pos机?)绑到别人卡上了?/,
  },
  {
    intent: "illegal_request",
    name: "cash-out",
    pattern:
      /套现|套(?:点|些|一笔)?(?:现金|钱)|套出来|刷出来.{0,4}现金|养卡|代还(?!是)|(?:信用卡|额度).{0,8}(?:变现|取现出来|刷给自己)|洗钱|洗白|把钱洗|跑分|跳码|走账赚|(?:帮|替).{0,4}走账|黑钱|赃款|(?:赌博|博彩|赌场).{0,8}(?:收款|收钱|pos|刷)|刷流水|虚假交易|虚构交易/,
  },
  {
    intent: "illegal_request",
    name: "other-identity",
    pattern: new RegExp(
      `(?:用|拿|借|买|租|冒用|盗用|绑).{0,6}${OTHERS}.{0,4}(?:身份证|身份|执照|资料|实名|许可证)|(?:假的?|伪造|ps|p一?[个张])(?:的)?(?:营业)?(?:执照|身份证|资料|证件|开户许可证|公章|委托书|授权书)|(?:买|卖|租|出租|出借|收购|收)(?:几张|张|一套|个)?(?:银行卡|对公账?户|营业执照|四件套)`,
    ),
    unless: /被(?:人|别人)?(?:冒用|盗用|拿去)|(?:会不会|怕|是不是).{0,10}(?:假|冒用|盗用)/,
  },
  {
    intent: "illegal_request",
    name: "others-terminal",
    pattern:
      /(?:捡|偷)(?:了|到|来|的)?.{0,6}(?:pos|机器?|码).{0,14}绑|(?:改|换|绑).{0,3}(?:别人|他人|人家|同行|隔壁).{0,3}(?:的|家)(?:商户|机器|pos机?|收款码|结算卡)|(?:没有?|不用|不经过?|未经)(?:经过)?(?:本人|法人|老板|机主)的?(?:授权|同意|允许|知道)?.{0,14}(?:换|改|绑)|(?:瞒着|背着|不让)(?:老板|法人|合伙人|机主|本人|我?(?:老公|老婆)).{0,8}(?:换|改|绑)/,
    unless: /本人(?:不|没)?(?:去|到场|在)/,
  },
  {
    intent: "illegal_request",
    name: "evade-checks",
    pattern:
      /(?:绕过|绕开|躲过|躲开|避开|跳过|逃过|糊弄|破解|骗过|躲避|规避|蒙混过).{0,8}(?:审核|实名|风控|人脸|核验|验证|监管|检查|识别)|(?:人脸|实名|审核|风控).{0,8}(?:绕过|绕开|破解|糊弄|骗过|蒙混|躲过)|(?:办法|能|可以|想).{0,3}不(?:用)?实名(?:就|也|办|用|$)|二清机?.{0,3}(?:怎么|哪里|哪有)(?:弄|做|搞|办|买|有)/,
  },
  {
    intent: "talk_to_human",
    name: "person-wanted",
    pattern:
      /(?:转|找|要|接|叫|换|给我|联系|呼叫|来个?|有|安排|帮我).{0,4}(?:人工|真人|活人|专员|大活人)(?!审|复核|核|智能|费|成本|确认|处理多久)|^(?:人工|真人)(?!审|台|复核|核|智能|费|成本|处理多久|确认|录)|(?:想|要|能|可以|让我|直接)(?:不能)?(?:跟|和|与)(?:你们)?(?:真?人|客服|专员)(?:工)?(?:员)?(?:说|聊|讲|谈|沟通|对话|通话)|(?:不想|不要|别|不跟|不和|拒绝).{0,5}机器人|机器人.{0,6}(?:听不懂|没用|换人|解决不了|走开)|(?:找|叫|让).{0,3}(?:你们)?(?:领导|经理|负责人|主管)(?!.{0,2}(?:身份证|签字))|(?:叫|找|换|派|来|安排)个?人(?:来|跟我|和我|给我|打给|联系|处理|帮)/,
    unless: /(?:人工|客服).{0,4}(?:电话|热线|号码|几点|上班|时间|审)|客户经理|大堂经理/,
  },
];

/** The rule that a normalised message falls under, if any; no score can outvote it. */
export function findSafetyRule(normalised: string): { intent: IntentId; rule: string } | undefined {
  const hit = RULES.find(({ pattern, unless }) => pattern.test(normalised) && !unless?.test(normalised));
  return hit && { intent: hit.intent, rule: `safety/${hit.name}` };
}

const SECRET_LABELS = /卡号|密码|验证码|有效期|安全码|身份证号?|手机号?|cvv|我的|这是|是|为/giu;

/** True when a masked message held little but secrets, so that there is nothing else to answer. */
export function holdsOnlySecrets(maskedText: string): boolean {
  return maskedText.replace(/[*＊\d\s\p{P}]/gu, "").replace(SECRET_LABELS, "").length < 2;
}
