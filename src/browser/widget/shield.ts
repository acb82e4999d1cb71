// Finds card numbers, ID numbers and codes before a message leaves the device. The server masks once more.

export type SecretFound = "card" | "id-card" | "code";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretFound;
}

const CHINESE_DIGITS = "零一二三四五六七八九";
const FULL_WIDTH_OFFSET = 0xfee0;
const PAN_MIN = 13;
const PAN_MAX = 19;
/** Half a card number is already too much to keep in a draft; hotlines and amounts are shorter. */
const LONGEST_RUN_KEPT = 8;

const RUN = /\d(?:[ \u00a0\u3000\-–—.·_]{0,2}\d)*/g;
const ID_CARD = /(?<!\d)\d{17}[\dx](?![\dx])/gi;
const LABEL = "(?:验证码|校验码|动态码|短信码|安全码|密码|口令|cvv2?|cvc2?)";
const LABEL_THEN_DIGITS = new RegExp(
  `${LABEL}(?:[\\s:=,，、"“'是为就我的号]|后三位|分别)*(\\d(?: ?\\d){2,7})(?!\\d)`,
  "gi",
);
const DIGITS_THEN_LABEL = new RegExp(
  `(?<!\\d)(\\d{3,8})\\s*(?:就?是|为)(?:我的?|那个)?(?:短信)?${LABEL}`,
  "gi",
);

/** Full-width and Chinese digits to ASCII, one code unit for one, so that positions stay the same. */
function fold(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    if (unit > 0xff00 && unit < 0xff5f) return String.fromCharCode(unit - FULL_WIDTH_OFFSET);
    if (text[index] === "〇") return "0";
    const digit = CHINESE_DIGITS.indexOf(text.charAt(index));
    return digit < 0 ? text.charAt(index) : String(digit);
  }).join("");
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function passesIdChecksum(id: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += Number(id[index]) * (2 ** (17 - index) % 11);
  return "10X98765432"[sum % 11] === id[17]?.toUpperCase();
}

function isCard(digits: string): boolean {
  if (digits.length < PAN_MIN || digits.length > PAN_MAX) return false;
  return digits.startsWith("62") || passesLuhn(digits);
}

/** Cards inside one run of digits: any neighbouring groups may belong together, as in a phone number and a card. */
function findCards(run: string, offset: number): Span[] {
  const groups = [...run.matchAll(/\d+/g)].map((group) => ({
    start: group.index,
    end: group.index + group[0].length,
  }));
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first++) {
    for (let last = groups.length - 1; last >= first; last--) {
      const start = groups[first]?.start ?? 0;
      const end = groups[last]?.end ?? 0;
      if (!isCard(run.slice(start, end).replace(/\D/g, ""))) continue;
      spans.push({ start: offset + start, end: offset + end, kind: "card" });
      first = last;
      break;
    }
  }
  return spans;
}

function findCodes(folded: string): Span[] {
  return [LABEL_THEN_DIGITS, DIGITS_THEN_LABEL].flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match): Span => {
      const digits = match[1] ?? "";
      const start = match.index + match[0].lastIndexOf(digits);
      return { start, end: start + digits.length, kind: "code" };
    }),
  );
}

function findSpans(text: string): Span[] {
  const folded = fold(text);
  const ids = [...folded.matchAll(ID_CARD)]
    .filter((match) => passesIdChecksum(match[0]))
    .map((match): Span => ({ start: match.index, end: match.index + 18, kind: "id-card" }));
  const cards = [...folded.matchAll(RUN)].flatMap((run) => findCards(run[0], run.index));
  const spans = [...ids, ...cards, ...findCodes(folded)].sort((a, b) => a.start - b.start);
  return spans.filter((span, index) => spans.slice(0, index).every((earlier) => earlier.end <= span.start));
}

/** The first kind of secret in a text, or undefined. Order and terminal numbers that fail the checksums pass. */
export function findSecret(text: string): SecretFound | undefined {
  return findSpans(text)[0]?.kind;
}

/** Covers every secret; of cards and ID numbers the last four stay, because merchants tell their cards apart by them. */
export function coverSecrets(text: string): string {
  let covered = "";
  let from = 0;
  for (const { start, end, kind } of findSpans(text)) {
    const lastFour = kind === "code" ? "" : text.slice(start, end).replace(/\s/g, "").slice(-4);
    covered += `${text.slice(from, start)}****${lastFour}`;
    from = end;
  }
  return covered + text.slice(from);
}

/** Whether a half-written text may be kept on the device: not when it may grow into a card number. */
export function mayBeKept(text: string): boolean {
  if (findSecret(text)) return false;
  return [...fold(text).matchAll(RUN)].every((run) => run[0].replace(/\D/g, "").length <= LONGEST_RUN_KEPT);
}
