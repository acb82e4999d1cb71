// The parts that need no server: whatever reads what a stranger or a writer wrote (R18).
import fc from "fast-check";
import sanitizeHtml from "sanitize-html";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { buildKnowledge } from "../../../bot/load.ts";
import { ContentError } from "../../../bot/reading/content-error.ts";
import { createSearch } from "../../../bot/search/search.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { AppError } from "../../../src/base/errors.ts";
import { parseWatermark } from "../../../src/chat/watermark.ts";
import { incomingActivity, PostedActivity } from "../../../src/direct-line/activity-schema.ts";
import { checked } from "../../../src/http/checked.ts";
import type { Tokens } from "../../../src/http/tokens.ts";
import { renderMarkdown } from "../../../src/view/markdown.ts";
import { VALID_TREE } from "../../support/content-tree.ts";
import { type Fuzzed, insist, property } from "./fuzzed.ts";

const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 }));
const chatText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."换卡银行咔的是不01269 -/，:",
        "卡号",
        "验证码",
        "密码",
        "6222",
        "尾号",
        "身份证",
        "@",
        "一二三",
        "\u200b",
        "１",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));

/** A UnionPay number that Luhn accepts. */
const card = fc.stringMatching(/^62\d{13}$/).map((digits) => digits + luhnDigit(digits));

function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

export function fuzzedTexts({ knowledge, tokens }: { knowledge: Knowledge; tokens: Tokens }): Fuzzed[] {
  const search = createSearch(knowledge);
  const { articles, faqs, providers, guides } = knowledge;
  const published = new Set([articles, faqs, providers, guides].flatMap((pages) => [...pages.keys()]));
  const code = fc.oneof(
    anyText,
    fc.array(fc.base64String({ maxLength: 40 }), { maxLength: 4 }).map((parts) => parts.join(".")),
  );
  return [
    {
      name: "activity validator",
      runs: 100_000,
      property: property([fc.oneof(fc.jsonValue(), activityLike)], (body) => {
        try {
          const { type } = incomingActivity(checked(PostedActivity, body), "dl_a");
          insist(`took type ${type}`, ["message", "event", "endOfConversation"].includes(type));
        } catch (refused) {
          insist(`threw ${refused}`, refused instanceof AppError && refused.code === "bad-argument");
        }
      }),
    },
    {
      name: "masker",
      runs: 200_000,
      property: property([chatText, card, chatText], (before, number, after) => {
        const once = maskSecrets(`${before} ${number} ${after}`).text;
        insist(`${number} survived`, !once.includes(number));
        insist("not idempotent", maskSecrets(once).text === once);
      }),
    },
    {
      name: "search",
      runs: 50_000,
      property: property([fc.oneof(chatText, anyText).map((text) => text.slice(0, 200))], (query) => {
        for (const { id } of search(query, { limit: 20 }).hits)
          insist(`unpublished ${id}`, published.has(id));
      }),
    },
    {
      name: "Markdown",
      runs: 20_000,
      property: property(
        [fc.array(fc.oneof(fc.constantFrom(...MARKUP), anyText), { maxLength: 15 })],
        (pieces) => {
          const problems = foreignMarkup(renderMarkdown(pieces.join(""), { knowledge }));
          insist(problems.join(", "), problems.length === 0);
        },
      ),
    },
    {
      name: "content parser",
      runs: 20_000,
      property: property(
        [
          fc.constantFrom(...Object.keys(VALID_TREE)),
          fc.nat(),
          fc.nat(30),
          fc.oneof(fc.constantFrom(...YAML_ODDITIES), anyText),
        ],
        (path, at, cut, odd) => {
          const files = Object.entries(VALID_TREE).map(([name, text]) => {
            const place = at % (text.length + 1);
            return {
              path: name,
              text: name === path ? text.slice(0, place) + odd + text.slice(place + cut) : text,
            };
          });
          try {
            buildKnowledge({ files, hash: "0" });
          } catch (refused) {
            insist(`threw ${refused}`, refused instanceof ContentError);
          }
        },
      ),
    },
    {
      name: "watermarks, tokens, tickets",
      runs: 100_000,
      property: fc.asyncProperty(code, async (text: string) => {
        const from = parseWatermark(text);
        insist(`watermark ${from}`, Number.isSafeInteger(from) && from >= 0);
        for (const verify of [tokens.verify, tokens.verifyTicket]) {
          const outcome = await verify(text).then(
            () => "taken",
            (refused: unknown) =>
              refused instanceof AppError && refused.status < 500 ? "refused" : String(refused),
          );
          insist(outcome, outcome === "refused");
        }
      }) as fc.IAsyncProperty<unknown>,
    },
  ];
}

const activityLike = fc.record(
  {
    type: fc.oneof(fc.constantFrom("message", "event", "invoke", "typing"), fc.jsonValue()),
    text: fc.oneof(anyText, fc.jsonValue()),
    name: fc.oneof(fc.constantFrom("handoff.status", "tokens/response", "open"), fc.jsonValue()),
    from: fc.oneof(fc.record({ id: anyText, role: anyText }), fc.jsonValue()),
    channelData: fc.oneof(fc.dictionary(anyText, fc.jsonValue()), fc.jsonValue()),
    attachments: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

// biome-ignore format: one line each would be a page
const MARKUP = [
  "<script>", "</p>", "<img src=x onerror=alert(1)>", "[a](", "javascript:alert(1)", "data:text/html,x", "//evil.example",
  "https://evil.example", "weixin://x", "tel:4001234567", ")", "![", "](", "<a href='x' onclick=y>", "`", "**", "\n\n", '"',
  "{{fact:lakala.website}}", "{{fact:nope}}", "faq:fee", "&#106;avascript:", "\\", "| a |\n| - |\n", "<svg/onload=x>", "# ",
];
// biome-ignore format: one line each would be a page
const YAML_ODDITIES = ["&a [*a]", "*x", "!!js/function 'x'", "__proto__:\n  a: 1\n", "\u0000", "\ufeff", "---\n", "\t", "<<: *a", "- ", ": ", "|\n", "{{fact:x}}", "]("];
const TAGS = new Set(
  "p h2 h3 h4 ul ol li strong em del code pre blockquote br hr a table thead tbody tr th td".split(" "),
);
const ATTRIBUTES = new Set(["href", "rel", "class", "aria-label", "id", "start", "align"]);

/** What a real HTML parser finds in it that is not on the list. */
function foreignMarkup(html: string): string[] {
  const found: string[] = [];
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    onOpenTag(name, attributes) {
      if (!TAGS.has(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ATTRIBUTES.has(attribute)) found.push(attribute);
        if (attribute === "href" && !/^(?:\/(?!\/)|#|tel:|https:\/\/)/.test(value)) found.push(value);
        if (value.includes("evil.example")) found.push(value);
      }
    },
  });
  return found;
}
