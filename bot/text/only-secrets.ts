// Whether a message, once its secrets are masked, says anything else.

const SECRET_LABELS = /卡号|密码|验证码|有效期|安全码|身份证号?|手机号?|cvv|我的|这是|是|为/giu;

/** True when a masked message held little but secrets, so that there is nothing else to answer. */
export function holdsOnlySecrets(maskedText: string): boolean {
  return maskedText.replace(/[*＊\d\s\p{P}]/gu, "").replace(SECRET_LABELS, "").length < 2;
}
