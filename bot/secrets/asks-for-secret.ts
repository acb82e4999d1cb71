// Whether a text of ours asks its reader for a secret. Nothing we publish or say ever may.

export interface Finding {
  /** Offset in the text given. */
  readonly offset: number;
  readonly problem: string;
}

const ASK =
  "(?:输入|填写|填入|填上|提供|发送|发给|发来|发到|告诉|告知|报出|报给|念出|上传|回复|发(?:我|过来|一下|下)|给我|说(?:一下|给我)|报(?:一下|给我)|念给)";
const SECRET = "(?:cv[vn]2?|安全码|(?<!身份证|证件|执照|合同|许可证?|证照)的?有效期|密码|验证码)";
const NEAR = "[^。！？!?；;\\n]{0,14}"; // verb and secret in one clause; further apart they are two thoughts
const ASKS_SECRET = new RegExp(`${ASK}${NEAR}${SECRET}|${SECRET}${NEAR}${ASK}`, "i");
/** Words that turn the sentence into a warning or into what a swindler says. */
const WARNS = /不|别|勿|无需|免|没|莫|拒绝|禁止|骗|冒充|谎|假|对方|索要|凡是|停/;
const ASKS_SECRET_EN =
  /\b(?:enter|type|send|tell|give|provide|read|fill in|upload|reply with)\b[^.!?;\n]{0,40}\b(?:cvv2?|security code|expiry(?: date)?|password|pin|verification code|sms code)\b/i;
const WARNS_EN =
  /\b(?:no|not|never|nobody|none|don't|without|refuse|stop|scam\w*|fake|swindler\w*|cheat\w*|anyone|whoever|somebody|someone|stranger)\b/i;
const SENTENCE = /[^。！？!?；;\n]+/g;

/** Whether any sentence asks its reader for a CVV, expiry, password or code. */
export function asksForSecret(text: string): boolean {
  return askingForSecrets(text).length > 0;
}

/** Every place that asks its reader for a CVV, expiry, password or code; a sentence that warns of it asks nothing. */
export function askingForSecrets(prose: string): Finding[] {
  return [...prose.matchAll(SENTENCE)].flatMap((sentence) => {
    const [said] = sentence;
    const match = ASKS_SECRET.exec(said) ?? ASKS_SECRET_EN.exec(said);
    if (!match || WARNS.test(said) || WARNS_EN.test(said)) return [];
    return [
      {
        offset: sentence.index + match.index,
        problem: `「${match[0]}」 asks for a secret: CVV, expiry, passwords and codes are never asked for`,
      },
    ];
  });
}
