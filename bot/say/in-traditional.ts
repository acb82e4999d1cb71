// A finished reply in traditional characters: the one place where they are written, after everything has been decided.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { plainText } from "../text/plain-text.ts";
import { simplified } from "../text/simplified.ts";
import { createTraditional } from "../text/traditional.ts";
import type { Reply } from "./reply.ts";
import { parseState } from "./state.ts";

/** Of a quotation in 「」, what stands right before it. */
const QUOTED = /(?<=(.?))「([^「」]*)」/gu;
/** Before words that are to be said aloud, or typed to us: 说「转人工」, 比如「让等几天」. */
const SPOKEN = /[说如]/u;
/** No name on a screen has these in it. */
const SENTENCE = /[，。？！；、]/u;
/** A way through menus, in the value of a fact. */
const MENU_PATH = /[^，。；：、（）「」\n]+→[^，。；：、（）「」\n]+/gu;
/** Fact kinds whose values are looked for letter by letter: in an app store, in WeChat. */
const NAMES = ["app", "wechat", "website"];

/** Makes now what writes in traditional characters, for whoever limits the time of the turn itself. */
export function prepareTraditional(knowledge: Knowledge): void {
  derive(knowledge, writerOf);
}

/**
 * The reply with its text, buttons, titles and labels in traditional characters. A button's value is what the merchant is
 * seen to say, so it is written as its label is; reading folds both to the same. What stays as it is, because it is
 * compared with a screen or a paper of the mainland: addresses, ids and values of channels; menu paths and names of apps
 * that the reply's facts give; and what stands in 「」, such as 「结算账户」. A quotation is written anew only where it is no
 * such name: our own buttons and titles (「轉人工」), what is to be said (说「我要投訴」), sentences; and what the merchant has
 * `said` is repeated as they wrote it. Content without `traditional.yml` has no other way to write.
 */
export function inTraditional(knowledge: Knowledge, reply: Reply, said = ""): Reply {
  if (knowledge.traditional === undefined) return reply;
  const writer = derive(knowledge, writerOf);
  const kept = reply.why.facts.flatMap((id) => asOnScreen(knowledge, id));
  const inProse = (text: string) =>
    split(text, kept)
      .map((part) => (kept.includes(part) ? part : writer.write(part)))
      .join("");
  const inText = (text: string) => {
    let written = "";
    let from = 0;
    for (const { 0: whole, 1: before = "", 2: quoted = "", index } of text.matchAll(QUOTED)) {
      const isNamed = !SPOKEN.test(before) && !SENTENCE.test(quoted) && !writer.isOurs(quoted);
      const repeated = asWritten(said, quoted) ?? (isNamed ? quoted : undefined);
      written += inProse(text.slice(from, index));
      written += repeated === undefined ? inProse(whole) : `「${repeated}」`;
      from = index + whole.length;
    }
    return written + inProse(text.slice(from));
  };
  const { guide, channels, links } = reply;
  return {
    ...reply,
    text: inText(reply.text),
    choices: reply.choices.map(({ label, value }) => ({ label: inText(label), value: inText(value) })),
    script: "traditional",
    ...(guide && {
      guide: {
        ...guide,
        title: inText(guide.title),
        ...(guide.titles && { titles: guide.titles.map(inText) }),
      },
    }),
    ...(channels && { channels: channels.map((line) => ({ ...line, label: inText(line.label) })) }),
    ...(links && { links: links.map((link) => ({ ...link, title: inText(link.title) })) }),
  };
}

/** The same for what is said outside a turn, in the characters that the conversation's state remembers. */
export function inScriptOf(knowledge: Knowledge, stored: unknown, reply: Reply): Reply {
  const { script } = parseState(stored, "").state;
  return script === undefined ? reply : inTraditional(knowledge, reply);
}

/** What of a message is quoted, as it stands there: we quote some of it as it was read, which is in simplified characters. */
function asWritten(said: string, quoted: string): string | undefined {
  if (quoted === "" || said.includes(quoted)) return quoted;
  const folded = simplified(said);
  const at = folded.length === said.length ? folded.indexOf(quoted) : -1;
  return at < 0 ? undefined : said.slice(at, at + quoted.length);
}

interface Writer {
  readonly write: (text: string) => string;
  /** Whether a quotation names what can be tapped, chosen or read here, and not on another screen. */
  readonly isOurs: (quoted: string) => boolean;
}

function writerOf(knowledge: Knowledge): Writer {
  const own = new Set(ownNames(knowledge));
  return {
    write: createTraditional(knowledge.traditional ?? new Map()),
    isOurs: (quoted) => own.has(quoted),
  };
}

function ownNames({ replies, routes, faqs, articles, guides, providers, scams }: Knowledge): string[] {
  const labels = [...replies].filter(([key]) => /^(?:option|label)\./.test(key)).map(([, text]) => text);
  const situations = Object.values(routes.slots).flatMap(({ values }) => Object.values(values));
  const own = [...providers.values()].flatMap(({ guide }) => guide ?? []);
  const walked = [...guides.values(), ...own].flatMap(({ title, steps }) => [
    title,
    ...steps.map((step) => step.title),
  ]);
  return [
    ...[...labels, ...situations],
    ...[...faqs.values()].map(({ question }) => question),
    ...[...articles.values()].map(({ title }) => title),
    ...walked.map(plainText),
    ...[...scams.values()].map(({ name }) => name),
  ];
}

function asOnScreen({ facts }: Knowledge, id: string): string[] {
  const { kind = "", value = "" } = facts.get(id) ?? {};
  const paths = (value.match(MENU_PATH) ?? []).map((path) => path.trim());
  return NAMES.includes(kind) ? [value, ...paths] : paths;
}

/** The text in pieces, those of `kept` each for itself. */
function split(text: string, kept: readonly string[]): string[] {
  return kept.reduce<string[]>(
    (parts, name) =>
      parts.flatMap((part) =>
        kept.includes(part)
          ? part
          : part.split(name).flatMap((piece, at) => (at === 0 ? piece : [name, piece])),
      ),
    [text],
  );
}
