// Finds how somebody may be reached beside a mobile phone, where they tell their own: messenger ids and landlines.
import { type Finding, hasUnit, inLink, type Scene } from "./scene.ts";

/** What people write for a messenger, and for giving one's id in it. */
const MESSENGER =
  /(?:绿泡泡|綠泡泡|微信|薇信|威信|维信|扣扣|企鹅|[加找➕][薇v威微q](?![a-z信])|v信|抖音号?|快手号?|小红书号?|(?<![a-z])v我|(?<![a-z])q(?=[号號])|(?<=我的?)q(?![a-z])|(?<![a-z])(?:we ?chat|wei ?xin|vx|wx|qq|whats ?app|wa(?=[\s:]*\+?\d)|telegram|tg|line(?= id)|kakao(?:talk)?|viber|skype|signal|(?:green|blue) app)(?![a-z]))/g;
/** What may stand between the messenger and the id. */
const TO_ID =
  /^(?:[\s:=,.@→\->~"'“”「(]|的|号码?|號碼?|帐号|账号|帳號|是|为|係|系|就|呢|叫|(?:id|is|no|number|account|by|name|my|please|pls|here|at|hao|shi|me|us|on|it's)(?![a-z\d_-])){0,8}/;
/** An id of letters, with a digit or a sign in it, or a number of a telephone or of QQ. */
const ID = /^(?:(?=[a-z_.-]*[\d_-])[a-z][a-z\d_.-]{4,24}[a-z\d_-]|\+?\d(?:[\s-]?\d){4,14})(?![a-z\d*@]|\.\d)/;
const REACH = 56;
/** Words that only somebody says who gives their own. */
const OWN =
  /[加➕找][我俺薇v微q]|[加找]\s?(?:个|個|下|一下|wechat|微信|vx|wx)|v我|联系我|私信我|你加|加了?(?:一?下|说|告诉)|聯[絡系]我|备注|備註|远程|[发發传傳][我你]|畀你|同号|同號|联系(?!客服)|(?<![a-z])(?:whats ?app|wechat|we chat|add|reach|text|contact|call|chat|message|msg|find|ping|write)(?: to)? (?:me|us)(?![a-z])|(?<![a-z])jia wo/;
/** Right before the messenger. */
const MINE =
  /(?:我|俺|咱|阮|本人|(?<![a-z])(?:my|our|mine|wo))(?:们|們)?(?:个|個|的|嘅|家|店|这边|de|own|shop's)?\s?$/;
/** Of somebody else, or asked about: who may be a swindler has to be told whether they are. */
const OTHERS =
  /[他她]|对方|對方|你[们們](?!打|加|联系|回|来|找)|客服|官方|人家|有人|自称|自稱|骗|騙|[让叫要]我|真的|是不是|[吗嗎]|(?<![a-z])(?:they|he|she|him|her|them|official|scam\w*|fake|support|someone|somebody|stranger)(?![a-z])/;
/** Numerals in characters are there so that a filter does not read them. */
const IN_CHARACTERS = /^(?:[零〇一二三四五六七八九幺洞拐勾]\s?){5,}/;

/** A messenger's name and an id behind it, where the words around say that it is the writer's own. */
export function findMessengers(scene: Scene): Finding[] {
  const { words, digits } = scene.view;
  const found: Finding[] = [];
  for (const { 0: name, index } of words.matchAll(MESSENGER)) {
    const end = index + name.length;
    const after = digits.slice(end, end + REACH);
    const link = TO_ID.exec(after)?.[0] ?? "";
    const id = ID.exec(after.slice(link.length))?.[0] ?? "";
    const start = end + link.length;
    if (id === "" || inLink(scene, start) || hasUnit(scene, start + id.length)) continue;
    if (isOwn(words, { start: index, idAt: start })) found.push(contact("account", start, start + id.length));
  }
  return found;
}

/** How far around such words are looked for. */
const AROUND = 64;

function isOwn(words: string, { start, idAt }: { start: number; idAt: number }): boolean {
  const around = words.slice(Math.max(0, start - AROUND), idAt + REACH + AROUND);
  if (OTHERS.test(around)) return false;
  if (IN_CHARACTERS.test(words.slice(idAt))) return true;
  return MINE.test(words.slice(Math.max(0, start - 12), start)) || OWN.test(around);
}

const LANDLINE_NAME =
  /座机|座機|固话|固話|固定电话|固定電話|(?:店[里裡]|家[里裡]|屋[里企]|[店家铺鋪]|档口|檔口|办公室|辦公室|前台)的?(?:电话|電話)|(?<![a-z])(?:land ?line|(?:shop|home|store|office) (?:phone|number|tel)|zuo ?ji)(?![a-z])/g;
const OF_NO_SHOP = /打不通|没人接|沒人接|打不进|热线|熱線|报验证码|银行的|公司的/;
const LANDLINE = /(?<![\d+*])(?:\(0\d{2,3}\)|0\d{2,3})[\s-]{0,2}\d{3,4}[\s-]?\d{4}(?![\d*])/g;
const LANDLINE_REACH = 40;

/** A number with its area code beside what a landline is called, where nothing says that it is somebody else's. */
export function findLandlines(scene: Scene): Finding[] {
  const { words, digits } = scene.view;
  if (OTHERS.test(words) || OF_NO_SHOP.test(words)) return [];
  const found: Finding[] = [];
  for (const { 0: name, index } of words.matchAll(LANDLINE_NAME)) {
    const from = Math.max(found.at(-1)?.end ?? 0, index - LANDLINE_REACH);
    const near = digits.slice(from, index + name.length + LANDLINE_REACH);
    for (const { 0: number, index: at } of near.matchAll(LANDLINE)) {
      const start = from + at;
      if (!inLink(scene, start)) found.push(contact("mobile", start, start + number.length));
    }
  }
  return found;
}

function contact(kind: "account" | "mobile", start: number, end: number): Finding {
  return { kind, start, end, head: 0, tail: 0 };
}
