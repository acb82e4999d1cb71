// Lint of prose: claims that go out of date must be facts, and nobody is ever asked for a secret.
import { askingForSecrets, type Finding } from "../secrets/asks-for-secret.ts";

interface Rule {
  readonly pattern: RegExp;
  readonly what: string;
}

const NUMBER = String.raw`(?:\d+(?:[.,]\d+)*|[一二两三四五六七八九十百]+)`;
const RANGE = String.raw`${NUMBER}(?:\s*[-~～–—至到、]\s*${NUMBER})?`;
/** 「第三天」「前两天」 name a day, they promise nothing. */
const NOT_ORDINAL = String.raw`(?<![第前头\d一二两三四五六七八九十百.])(?<!第 )`;
const TIME_UNIT =
  "(?:个?工作日|个?自然日|日[内后]|天|个?小时|分钟|秒|周(?![一二三四五六日末])|个?星期(?![一二三四五六日天])|个月)";
const DOMAIN_END =
  "(?:com|cn|net|org|top|xyz|vip|cc|info|shop|site|io|me|tv|co|club|online|app|link|gov|edu|hk|tw|中国)";

const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      String.raw`https?:\/\/\S+|(?<![\w.-])(?:[a-z0-9-]+\.)+${DOMAIN_END}(?![a-z0-9-])`,
      "gi",
    ),
    what: "website",
  },
  {
    pattern: /(?<![\d.])(?:\+?86[- ]?)?(?:400[- ]?\d{3,4}[- ]?\d{3,4}|0\d{2,3}-\d{7,8}|\d{5,})(?!\d)/g,
    what: "phone number",
  },
  {
    pattern: /(?<=(?:打|拨|致电|热线|电话|报警)[是为：: ]{0,2})\d{3,4}(?![\d年步号])/g,
    what: "phone number",
  },
  {
    pattern: new RegExp(String.raw`${NOT_ORDINAL}(?!一天)${RANGE}\s*${TIME_UNIT}`, "g"),
    what: "duration",
  },
  {
    pattern: new RegExp(`${NOT_ORDINAL}一天(?=[之以]?[内后]|左右|到账|生效)`, "g"),
    what: "duration",
  },
  {
    pattern:
      /\b(?:\d+|one|two|three|four|five|six|seven|ten)(?:\s*(?:-|–|to|or)\s*(?:\d+|two|three|four|five|six|seven|ten))?[ -](?:working |business |calendar )?(?:days?|hours?|minutes?|seconds?|weeks?|months?|years?)\b/gi,
    what: "duration",
  },
  { pattern: /\b(?:RMB|CNY|USD)\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:yuan|RMB|CNY)\b/gi, what: "amount of money" },
  { pattern: /半(?:个?小时|个月|年)/g, what: "duration" },
  { pattern: /(?<!\d)\d{1,2}\s*年(?=[内后以之有])|[一二两三五十]年(?=[内后以之有])/g, what: "duration" },
  { pattern: /[¥￥$]\s*\d+|\d[\d,.]*\s*[百千万亿]?\s*(?:元|块)/g, what: "amount of money" },
  {
    pattern: /[一二两三四五六七八九十][一二两三四五六七八九十百千万亿]*(?:元|块钱)/g,
    what: "amount of money",
  },
  { pattern: /\d+(?:\.\d+)?\s*[%‰]|[百千万]分之[一二三四五六七八九十\d]/g, what: "percentage" },
];

/** Makes the lint once for a list of names that must never be shown; it then takes any number of texts. */
export function createLiteralLint(notRoute: readonly string[]): (text: string) => Finding[] {
  const banned = notRoute.length > 0 ? new RegExp(notRoute.map(escapePattern).join("|"), "gi") : undefined;
  return (text) => {
    const prose = withoutMarkup(text);
    const forbidden = banned ? findBanned(prose, banned) : [];
    const literals = RULES.flatMap((rule) => apply(rule, prose));
    const outside = literals.filter(
      ({ offset, end }) => !forbidden.some((found) => offset < found.end && end > found.offset),
    );
    return [...forbidden, ...withoutOverlap(outside), ...askingForSecrets(prose)];
  };
}

/** The first name of the list that a text holds. */
export function namesBanned(notRoute: readonly string[]): (text: string) => string | undefined {
  const names = notRoute.map((name) => name.toLowerCase());
  return (text) => names.find((name) => text.toLowerCase().includes(name));
}

interface Span extends Finding {
  readonly end: number;
}

function apply({ pattern, what }: Rule, prose: string): Span[] {
  return [...prose.matchAll(pattern)].map((match) => ({
    offset: match.index,
    end: match.index + match[0].length,
    problem: `${what} 「${match[0].trim()}」 in prose: make it a fact and write {{fact:…}}, or say it without the number`,
  }));
}

function findBanned(prose: string, banned: RegExp): Span[] {
  return [...prose.matchAll(banned)].map((match) => ({
    offset: match.index,
    end: match.index + match[0].length,
    problem: `「${match[0]}」 is listed as not to route to: never name it`,
  }));
}

/** A domain made of digits is one finding, not a website and a phone number. */
function withoutOverlap(spans: readonly Span[]): Span[] {
  return spans.filter(
    (span, index) =>
      !spans.slice(0, index).some((other) => span.offset < other.end && span.end > other.offset),
  );
}

/** References, link targets and step ids become blanks and full-width forms plain ones; offsets stay. */
function withoutMarkup(text: string): string {
  return text
    .replace(/\{\{[^{}]*\}\}|\{#[^{}]*\}|(?<=\]\()(?:faq|article|guide|provider):[^)\s]*/g, (hidden) =>
      " ".repeat(hidden.length),
    )
    .replace(/[０-９Ａ-Ｚａ-ｚ％．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
