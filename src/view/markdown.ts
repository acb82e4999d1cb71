// Markdown of articles, providers and steps to HTML. Content is data: no raw HTML, no images, no foreign links.
import { Marked, type Tokens } from "marked";
import sanitizeHtml from "sanitize-html";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { fitBlanks, resolveText } from "../../bot/knowledge/references.ts";
import { channelHref } from "../../bot/official/channels.ts";
import { plainText } from "../../bot/text/plain-text.ts";
import { type Html, html } from "./html.ts";
import { wordsOf } from "./wording.ts";

export interface MarkdownContext {
  readonly knowledge: Knowledge;
  /** Whose hotline and website `{{provider:…}}` stands for. */
  readonly provider?: Provider | undefined;
}

const REFERENCE = /^\{\{(?:fact|provider):[a-z0-9.-]+\}\}/;
const INTERNAL = /^(faq|article|guide|provider):([a-z0-9-]+)(#[^\s]+)?$/;

/** What may leave here whatever the renderer did; a second lock behind the first. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ..."p h2 h3 h4 ul ol li strong em del code pre blockquote br hr a".split(" "),
    ..."table thead tbody tr th td".split(" "),
  ],
  allowedAttributes: {
    a: ["href", "rel", "class", "aria-label"],
    h2: ["id"],
    h3: ["id"],
    h4: ["id"],
    ol: ["start"],
    th: ["align"],
    td: ["align"],
    span: ["class"],
  },
  // A day stays in one line: browsers break it at its hyphens.
  textFilter: (text) => text.replace(/\d{4}-\d\d-\d\d/g, '<span class="day">$&</span>'),
  allowedSchemes: ["https", "tel"],
  allowProtocolRelative: false,
};

/**
 * Renders blocks. Links lead to our own pages (`faq:`, `article:`, `guide:`, `provider:`, `#…`) or are phone
 * numbers and websites out of the registry; every other link and image becomes its text.
 */
export function renderMarkdown(markdown: string, context: MarkdownContext): string {
  return sanitizeHtml(createParser(context).parse(fitBlanks(markdown, context), { async: false }), ALLOWED);
}

/** Renders one line, without the paragraph around it. */
export function renderInline(markdown: string, context: MarkdownContext): string {
  return sanitizeHtml(
    createParser(context).parseInline(fitBlanks(markdown, context), { async: false }),
    ALLOWED,
  );
}

/** A link to a place of the page, to be copied: on a mouse's approach, on touch always there. The sheet draws its mark. */
export function anchor(id: string, { locale }: Pick<Knowledge, "locale">): Html {
  return html`<a class="anchor" href="#${id}" aria-label="${wordsOf({ locale }).sectionLink}"></a>`;
}

/** The headings of the second level, with the ids that `renderMarkdown` gives them. */
export function headingsOf(markdown: string): { readonly id: string; readonly title: string }[] {
  const slugs = new Map<string, number>();
  return new Marked({ gfm: true }).lexer(markdown).flatMap((token) => {
    if (token.type !== "heading") return [];
    const id = slugOf(token.text, slugs);
    return token.depth === 2 ? [{ id, title: plainText(token.text) }] : [];
  });
}

function createParser(context: MarkdownContext): Marked {
  const slugs = new Map<string, number>();
  const parser = new Marked({ gfm: true });
  parser.use({
    extensions: [
      {
        name: "reference",
        level: "inline",
        start: (source) => source.indexOf("{{"),
        tokenizer(source) {
          const [raw] = REFERENCE.exec(source) ?? [];
          return raw === undefined ? undefined : { type: "reference", raw };
        },
        renderer: ({ raw }) => renderReference(raw, context),
      },
    ],
    renderer: {
      heading({ tokens, text, depth }) {
        const level = Math.min(Math.max(depth, 2), 4);
        const id = slugOf(text, slugs);
        return `<h${level} id="${id}">${this.parser.parseInline(tokens)}${anchor(id, context.knowledge)}</h${level}>\n`;
      },
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        const target = internalUrl(href, context.knowledge);
        return target === undefined ? label : `<a href="${html`${target}`}">${label}</a>`;
      },
      image: ({ text }) => `${html`${text}`}`,
      html: ({ text }: Tokens.HTML | Tokens.Tag) => `${html`${text}`}`,
    },
  });
  return parser;
}

/** A number or site is a link straight out of the registry; any other fact is its value. */
function renderReference(written: string, context: MarkdownContext): string {
  const { text, facts } = resolveText(written, context);
  const fact = facts[0] === undefined ? undefined : context.knowledge.facts.get(facts[0]);
  const href = fact && channelHref(fact);
  return href === undefined
    ? `${html`${text}`}`
    : `${html`<a class="channel" href="${href}" rel="noopener external">${text}</a>`}`;
}

function internalUrl(href: string, knowledge: Knowledge): string | undefined {
  if (/^#[^\s]+$/.test(href)) return href;
  const [, kind, id, fragment = ""] = INTERNAL.exec(href) ?? [];
  if (id === undefined) return undefined;
  return pageUrl(knowledge, { kind: kind as "faq" | "article" | "guide" | "provider", id }) + fragment;
}

/** Heading text as an id, numbered when it occurs twice on the page. */
function slugOf(text: string, taken: Map<string, number>): string {
  const slug =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "section";
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count + 1}`;
}
