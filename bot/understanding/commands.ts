// Words that steer the conversation. Matched whole on short messages, so that a question is never a command. Also two
// short messages that are no commands and are known by their words alone.

import { withoutEdges } from "../text/edges.ts";
import { normalise } from "../text/normalise.ts";
import type { Command } from "./command.ts";
import { ENGLISH_COMMANDS, LONGEST_ENGLISH } from "./english-commands.ts";

/** Parts of the patterns below: who says it, and how it trails off. */
const I = "(?:我们?|俺|咱)?";
const ALREADY = "(?:这一?步|这里|这个|都|全|也|刚刚?|已经?|现在)*";
const STILL = "(?:还是|一直|总是|老是|又|就是|根本|怎么都|这里|这一?步|这个)*";
const HELP = "(?:怎么办|咋办|咋整|咋弄|怎么弄)?";
const STAFF =
  "(?:人工客服|人工服务|人工坐席|人工|真人客服|真人|活人|在线客服|客服人员|客服小姐姐|客服|专员|接线员)";

/** Whole messages after normalising and dropping punctuation, particles and polite words; first match wins. */
const WHOLE: readonly (readonly [Command, RegExp])[] = (
  [
    [
      "human",
      `${I}(?:能不能|可不可以|能|可以|直接|赶紧|快)?(?:要|想|需要)?(?:帮我|给我|给)?(?:转接?|找|接通?|换|叫|联系|呼叫|请)?(?:一?个|你们|你们的)?${STAFF}+(?:服务|帮忙|处理|来|人工)?`,
      `${I}(?:要|想)?(?:换|叫|找)个?(?:人|真人)(?:来|说|处理|聊)?`,
      "(?:zhuan|zhao|yao|jie)?\\s?rengong(?:kefu|fuwu)?|kefu|zhaokefu",
    ],
    [
      "none-of-these",
      "(?:以上|上面|这些|这几个)?(?:都|全)(?:不是|没有|不对|不要)(?:我?要?的|这些|我想问的|我要的|我要问的)?",
      "(?:以上|上面)?(?:不是|没有)(?:我要的|这些|我想问的|我要问的|这几个)|不是|换个问题|问别的|不是这个意思|我?不是问这个",
    ],
    [
      "unknown-provider",
      `${I}(?:也|都|真的?|真)?(?:不知道|不清楚|不太清楚|不晓得|不懂|不确定|不认识|搞不清楚?|分不清|说不清|说不上来|看不出来|忘记?了?|不记得|没印象)(?:是?(?:谁|哪|哪个|什么)(?:一?家|公司|银行|机构|牌子|品牌)?的?|是哪个|它?是谁的)?`,
      "(?:机器|标签|上面|机身)?(?:上面?)?(?:也|都)?(?:没写|没有写|没标签|没有标签|没字|没有字)|(?:标签|字)(?:都)?(?:掉|磨掉|看不清|磨没|撕掉)",
      "bu ?zhidao|bu ?qingchu|bzd",
    ],
    [
      "back",
      `${I}(?:要|想)?(?:返?回|退|回到?|看|再?看看?|倒)?(?:去|到)?(?:上|前)(?:面)?一?(?:步|个)|返回|退(?:回去?)?|后退|回去|往回|往回走一?步?|倒回去(?:一步)?|刚才那一?步|back|shang ?yi ?bu`,
    ],
    [
      "repeat",
      "(?:请|能不能|可以)?(?:再|重新)(?:说|讲|发|看|来|念|解释)一?(?:遍|次|下)|重复(?:一?[遍下次])?|(?:我)?(?:没|不)(?:太)?(?:看|听|弄|搞)?(?:清楚?|懂|明白)|看不(?:懂|明白|清)|听不懂|(?:这是|这|这步是?)?(?:什么|啥)意思|刚才说(?:的)?(?:什么|啥)|repeat|chongfu",
    ],
    [
      "where",
      `${I}(?:现在)?(?:是|走|做|弄)?(?:到|在)?(?:哪|哪儿|哪里|第几步|哪一?步)|(?:现在)?是?第几步|(?:总共|一共)(?:有)?几步|还(?:有|剩|要|差)(?:几|多少)步|进度`,
    ],
    [
      "restart",
      `${I}(?:要|想)?(?:全部)?(?:从头(?:开始|来|再来|再来一[次遍])?|从第一步(?:开始|来)?|重新?(?:开始|来|来过|走|弄|选|选择|选一?个|再来|来一?[遍次]|走一?遍)|重来(?:一?[遍次])?|重置|再走一遍)`,
      "(?:回到?|返回|去)?(?:开头|首页|主菜单|主页|最开始)|菜单|restart|cxks|chong ?xin ?kai ?shi|chong ?lai",
    ],
    [
      "leave",
      `${I}(?:算了?)?(?:先|暂时|今天)?不(?:想|打算|准备|用)?(?:再)?(?:办|弄|换|改|搞|做|继续)了?|(?:算了)?(?:我|让我|等我)?(?:再|先)(?:想想|考虑(?:一下|考虑)?|看看再说)|退出|取消|算|结束|关闭|离开|不用|先这样|就这样|以后再[说办弄]|回头再[说办弄]|(?:下次|改天|明天|晚点|有空)再[说办弄换来]|没空|${I}先忙(?:去)?|quit|exit|esc|tuichu|suanle`,
    ],
    [
      "stuck",
      `${I}${STILL}(?:点|打|按|试)?了?${STILL}(?:卡住|卡在这(?:里|一?步|儿)?|卡这|不行|不成功?|不可以|没反应|没用|没成功|点不[动了开]|按不[动了]|打不[开通]|进不去|登不上去?|登不进去?|登录不(?:上|进去|了)|上不去|没人接|占线|转圈|闪退|空白|灰色|灰的|失败|报错|出错|提示(?:失败|错误|出错|系统繁忙))${HELP}`,
      `${I}${STILL}(?:找不到|没找到|没看到|没看见|看不到|没有)(?:你?说的|这|那)(?:个|种|里|样)?(?:菜单|选项|按钮|入口|页面|功能|地方|东西)?${HELP}|${I}(?:找不到|没找到|没看到|没看见|看不到)(?:菜单|选项|按钮|入口|页面|功能|在哪)?${HELP}|没有(?:菜单|选项|按钮|入口)`,
      `(?:电话|热线|客服)${STILL}(?:打不通|没人接|占线)${HELP}|(?:app|软件|页面|网页|网站)${STILL}(?:打不开|闪退|空白|进不去)${HELP}|(?:按钮|菜单)${STILL}是?(?:灰色|灰|点不[动了])的?${HELP}`,
      `${I}(?:弄|搞|做|办|整|操作)不(?:了|来|好|成|下去|到)${HELP}|${I}搞不定|${I}不会(?:弄|搞|操作|做)?|kazhu|buxing`,
    ],
    [
      "next",
      "(?:好的?了?|嗯+|ok|行|可以|对)?(?:了)?(?:下一?(?:个?步骤|[步歩个])(?:是什么|是啥)?|继续(?:吧)?|接着来?|往下(?:走|说)?|go ?on|next|n|xia ?yi ?bu|jixu)",
      "跳过(?:这|那)?(?:一?步|个)?|搞掂(?:咗|晒)?|得咗|好咗|整好咗?|攪掂(?:咗|晒)?",
      `(?:好了?|找到了?|${I}找到了)?(?:接下来|然后|后面|之后|下面|下一步)(?:呢|怎么[办弄做走]|咋[办弄整]|做什么|干嘛|干什么)?`,
      `${I}${ALREADY}(?:弄|办|做|填|搞|点|登录?|登|提交|打|准备|找|换|改|看|收|进|下载?|装|联系|打电话|拨)(?:好|完|到|见|过|上|通|成功|进去?|妥)+`,
      `${I}${ALREADY}(?:弄|办|做|填|搞|点|登录?|提交|打|准备|下载|进去|齐|完)了|${I}${ALREADY}(?:完成|搞定|通过|提交|准备齐|齐活|进去|登录成功)|(?:材料|资料|东西)(?:都|也)?(?:齐|准备好|备齐)|打完电话|(?:电话|热线)(?:已经)?打(?:过|通|完)`,
    ],
    [
      "yes",
      "(?:是|对)+的?|是啊|好的?|好嘞|好啊|嗯+|行|可以|要|要的|需要|没问题|确认|同意|ok|okay|yes|y|来吧|开始|试试|中|得嘞|shi|hao|haode|dui",
    ],
    ["no", "不|不对|不要|不需要|no|没有?|否|bu|bushi|meiyou"],
  ] as const
).map(([command, ...patterns]) => [command, new RegExp(`^(?:${patterns.join("|")})$`, "u")]);

const EDGES =
  /[\s\p{P}\p{S}]+$|^[\s\p{P}\p{S}]+|[了啦吧啊呀哦噢喔嘛呢哈的吗呗哎]+[\s\p{P}\p{S}]*$|^(?:请|麻烦你?|那就?|帮我|给我|我要|我想|哎|唉|喂|嗨)/gu;
/** Characters; a longer message is a sentence and goes to the matcher. */
const LONGEST_COMMAND = 14;
const LONGEST_IN_PINYIN = 24;
/** 「可以吗」 is a question, 「可以」 an answer; only a person may be asked for by a question. */
const ASKS = /(?:吗|[^什怎这那]么)[?!。\s]*$/u;

/** The command a message is, or undefined when it says more than a command. */
export function findCommand(text: string): Command | undefined {
  const normalised = normalise(text);
  const longest = /\p{Script=Han}/u.test(normalised) ? LONGEST_COMMAND : LONGEST_IN_PINYIN;
  const bare = normalised.replace(/[\s\p{P}\p{S}]+/gu, " ").trim();
  if (normalised.length > longest) return englishCommand(bare);
  const joined = bare.replace(/(?<=\P{Script=Latin}) | (?=\P{Script=Latin})/gu, "");
  const stripped = normalised
    .replace(EDGES, "")
    .replace(EDGES, "")
    .replace(/[\s\p{P}\p{S}]+/gu, "");
  const found = WHOLE.find(([, pattern]) => [bare, joined, stripped].some((form) => pattern.test(form)))?.[0];
  if (!found) return englishCommand(bare);
  return ASKS.test(normalised) && found !== "human" ? undefined : found;
}

function englishCommand(bare: string): Command | undefined {
  if (bare.length > LONGEST_ENGLISH) return undefined;
  return ENGLISH_COMMANDS.find(([, pattern]) => pattern.test(bare))?.[0];
}

const NUMBERED =
  /^(?:那|请|你|我|再|想|要|先|说|讲|看|回|跳|去|到|重新|给)*第([一二三四五六七八九十]{1,3}|\d{1,2})步(?:再|说|讲|看|一|遍|下|是|什么|啥|怎么|咋|弄|做|办|来着|的|呢|吗|吧|啊|给我)*[\s\p{P}]*$/u;
const NUMBERED_IN_ENGLISH =
  /^(?:(?:please |can you )?(?:go (?:back )?to |show me |repeat |what is |what's ))?step (\d{1,2})\W*$/;

/** The step that a short message asks for by its number, from 1: 「第三步」, 「你再说一下第二步」. */
export function askedStep(text: string): number | undefined {
  const normalised = normalise(text);
  const digits = (NUMBERED.exec(normalised) ?? NUMBERED_IN_ENGLISH.exec(normalised))?.[1];
  if (digits === undefined) return undefined;
  return /\d/.test(digits) ? Number(digits) : spelled(digits);
}

/** 「十二」 as 12, 「二十」 as 20. */
function spelled(number: string): number {
  const digitOf = (digit: string) => "一二三四五六七八九".indexOf(digit) + 1;
  const [tens = "", ones = ""] = number.includes("十") ? number.split("十") : ["零", number];
  return (tens === "" ? 1 : digitOf(tens)) * 10 + digitOf(ones);
}

const LONGEST_MOVE = 24; // characters; a longer message is about something else and only mentions it
const MOVES =
  /续聊码|(?:换|用|到|在)(?:一?[个台部]|另外?一?[个台部]|别的|其他|新)?(?:手机|设备|电脑)(?:上)?(?:再|来)?(?:继续|接着|续聊)/;

/** Whether somebody asks to go on with this conversation on another device: 「换手机继续」, 「续聊码」. A new phone number is another matter and is left to recognition. */
export function asksToMoveDevice(text: string): boolean {
  const normalised = normalise(text);
  return normalised.length <= LONGEST_MOVE && MOVES.test(normalised);
}

const WHERE =
  "(?:(?:我们?|这台?|那|它|机器|机子|机身|pos机?|刷卡机|标签|小票|签购单|单子|合同)(?:的)?(?:上面?|背面|底部)?|上面)?";
const READS = "(?:就|只|都|也)?(?:是|有|写着?的?是?|印着?的?是?|显示的?是?)?(?:的)?(?:一?个)?";
const MARK = "银联的?(?:标志?|标识|字样|logo|两个字|二字)?";
const ONLY_MARK = new RegExp(`^${WHERE}${READS}${MARK}(?:机器|机子|刷卡机|终端|家)?的?$`, "u");
const MARK_EDGES = /[\s\p{P}吧啊呀呢吗了]/u;

/**
 * Whether a message says 「银联」 and nothing more: not 银联商务, 云闪付 or 中国银联, which are names. It stands on every
 * terminal and slip that takes cards, so whoever reads it there has named no acquirer yet.
 */
export function namesOnlyTheMark(text: string): boolean {
  return ONLY_MARK.test(withoutEdges(normalise(text), MARK_EDGES));
}
