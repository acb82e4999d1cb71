// Messages that must be recognised by rule before anything statistical: a person wanted, fraud, a crime asked for.
import type { IntentId } from "../../knowledge/intent.ts";
import { CHEATED_RULES } from "./cheated-rules.ts";
import { CRIME_RULES } from "./crime-rules.ts";
import { ENGLISH_RULES } from "./english-rules.ts";
import { PLAIN_CHEATED_RULES, PLAIN_CRIME_RULES, PLAIN_PERSON_RULES } from "./plain-words-rules.ts";
import type { SafetyRule } from "./rule.ts";
import { findScam } from "./scam-rules.ts";
import { SECRET_RULES } from "./secret-rules.ts";

/** First match wins: someone being cheated comes before someone asking for a person. */
const RULES: readonly SafetyRule[] = [
  ...CHEATED_RULES,
  ...ENGLISH_RULES,
  ...CRIME_RULES,
  ...PLAIN_CHEATED_RULES,
  ...PLAIN_CRIME_RULES,
  {
    intent: "talk_to_human",
    name: "person-wanted",
    pattern:
      /(?:转|找|要|接|叫|换|给我|联系|呼叫|来个?|有|安排|帮我).{0,4}(?:人工|真人|活人|专员|大活人)(?!审|复核|核|智能|费|成本|确认|处理多久)|^(?:人工|真人)(?!审|台|复核|核|智能|费|成本|处理多久|确认|录)|(?:想|要|能|可以|让我|直接)(?:不能)?(?:跟|和|与)(?:你们)?(?:真?人|客服|专员)(?:工)?(?:员)?(?:说|聊|讲|谈|沟通|对话|通话)|(?:不想|不要|别|不跟|不和|拒绝).{0,5}机器人|机器人.{0,6}(?:听不懂|没用|换人|解决不了|走开)|(?:找|叫|让).{0,3}(?:你们)?(?:领导|经理|负责人|主管)(?!.{0,2}(?:身份证|签字))|(?:叫|找|换|派|来|安排|让)个?(?:懂的?)?人(?:来|跟我|和我|给我|打给|联系|处理|帮|说|行|上门)|^(?:人呢|来个?人|叫人|换人)|^(?:还是)?找人(?=[吧来工说问处解]|$)|有(?:没有)?(?:真的人|人(?:能|可以|来)?(?:帮|管)|人能处理)|(?:跟|和|与)(?:真?人|你们的?人).{0,2}(?:说|讲|聊|谈|通)|(?:客服|专员|工作人员).{0,3}(?:给我)?(?:回个?电话|回电|打给我|联系我|出来|通话)|(?:不|别)(?:要|想)?(?:和|跟)?(?:你)?(?:机器|自动).{0,3}(?:聊|说|回复)|(?:不要|别)自动回复|(?:打字|文字).{0,6}(?:慢|不行|不会|不方便).{0,8}(?:电话|人|语音)|(?:直接|想|要|能|可以|只能).{0,2}(?:打个?电话|语音|视频)(?:给我|跟|说|讲|教|通话)|^(?:语音|视频|电话)(?:通话|讲|说|聊)?(?:可以|行|能)吗|(?:人都|你们的?人)(?:去)?(?:哪|呢)|换个(?:能听)?懂|客服(?:支持|协助)|(?:电话|语音)客服.{0,4}(?:直接)?(?:讲|说)|找个?能(?:管事|做主|解决|处理)|(?:值班|在岗)的?(?:人|客服|人员)|^(?:请|让人|让他们|你们)?(?:给我(?:打|回)|回我|打我)个?的?(?:电话|手机)(?:吧|行吗|可以吗)?$|(?:打个?|回个?|来个?)电话给我|(?:给我|回我|打我)(?:来|打|回)个?(?:电话|手机)(?!号|多少)|^有(?:没有)?(?:人工)?客服(?:吗|没|不|么)?$|^(?:请|让人|让他们|你们)?(?:给我)?回(?:个)?(?:电话?|电)(?:给我)?$|^(?:agent|human|operator|real person|(?:talk|speak) to (?:a |an )?(?:human|agent|person|someone)|customer service|live agent)(?: please)?$/,
    unless:
      /(?:人工|客服).{0,4}(?:电话(?!给我)(?<!回个?电话)|热线|号码|几点|上班|时间|审)|客户经理|大堂经理|接通了|上次|之前|怎么没/,
  },
  ...SECRET_RULES,
  ...PLAIN_PERSON_RULES,
];

/** The rule that a normalised message falls under, if any; no score can outvote it. */
export function findSafetyRule(normalised: string): { intent: IntentId; rule: string } | undefined {
  const scam = findScam(normalised);
  if (scam) return { intent: "report_scam", rule: `safety/${scam.name}` };
  const hit = RULES.find(({ pattern, unless }) => pattern.test(normalised) && !unless?.test(normalised));
  return hit && { intent: hit.intent, rule: `safety/${hit.name}` };
}

const SECRET_LABELS = /卡号|密码|验证码|有效期|安全码|身份证号?|手机号?|cvv|我的|这是|是|为/giu;

/** True when a masked message held little but secrets, so that there is nothing else to answer. */
export function holdsOnlySecrets(maskedText: string): boolean {
  return maskedText.replace(/[*＊\d\s\p{P}]/gu, "").replace(SECRET_LABELS, "").length < 2;
}
