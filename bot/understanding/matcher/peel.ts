// Takes the politeness off a message before it is read, so that 「你好，换卡要钱吗，谢谢」 is read as the question it is.

/** Whoever is addressed is only before a pause: 「老板 换卡」, but not 「老板换人了」. */
const GREETING =
  /^(?:(?:各位|亲|老板|老师|师傅|客服(?:小姐姐)?|小助手)(?![\p{L}\p{N}])|你好|您好|你好呀|你好啊|哈[喽啰罗]|嗨|在吗|在不在|在么|有人(?:在)?吗|(?:早上|上午|中午|下午|晚上)好|早安|客服(?:小姐姐)?[你您]好|请问(?:一下)?|打扰(?:一下|了)?|麻烦(?:问(?:一下|下)?)|不好意思|(?:hello|hi|hey|good (?:morning|afternoon|evening)|excuse me|dear (?:sir|team|support)|ni ?hao|qing ?wen)(?![a-z]))[\s,，.。!！~～、?？:：]*/u;
const THANKS =
  /(?<![\s,，.。!！~～、])[\s,，.。!！~～、]*(?:谢谢(?:你|您|了|啦|哈|哦)?|多谢(?:了|啦)?|感谢|辛苦了|麻烦了|拜托了?|thank(?:s| you)(?: (?:so|very) much| a lot| in advance)?|thx|xiexie)[\s,，.。!！~～、]*$/u;
/** Characters and digits that must be left to say anything. */
const FEWEST = 3;

/** What stands where a secret was, and its name before it. It is heard by the kinds that were found, not by its stars. */
const MASKED =
  /(?:这?是?我的?)?(?:(?:银行)?卡号|密码|验证码|有效期|安全码|身份证号?码?|手机号码?|账号|cvv2?|card number|password|code|phone(?: number)?)?(?:是|为|就是|is)?[\s:：]*\*{3,}\d*/g;

/** The message without greeting, thanks and masks; the whole where they are all it says. Normalised text in and out. */
export function peeled(normalised: string): string {
  const rest = withoutGreetings(normalised.replace(MASKED, " ")).replace(THANKS, "").trim();
  return rest.replace(/[^\p{L}\p{N}]/gu, "").length >= FEWEST ? rest : normalised;
}

/** One greeting after another: a pattern that repeats what itself repeats could be made to search without end. */
function withoutGreetings(text: string): string {
  let rest = text;
  for (let next = rest.replace(GREETING, ""); next !== rest; next = rest.replace(GREETING, "")) rest = next;
  return rest;
}
