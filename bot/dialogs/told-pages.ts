// What was told of a page already, so that a second question about it gets what was not told, and a third no empty repeat.
import type { Faq } from "../knowledge/article.ts";
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { SAFETY } from "../knowledge/own-ids.ts";
import { pageLink } from "../knowledge/page-url.ts";
import { knownChannels, providerName, say, sayPage, sayPagePart } from "../say/say.ts";
import type { DialogState, Option, Told } from "../say/state.ts";
import type { Said, Turn } from "../say/turn-context.ts";
import { partsIn, partUnder, sortedFor, type WrittenPart } from "../text/plain-text.ts";
import { lettersOf } from "../understanding/by-name.ts";
import { SAME_MATTER_RULE } from "../understanding/in-context.ts";

/** Pages of which it is remembered what was told: as many as one looks back over on a phone. */
const REMEMBERED = 4;

export interface Telling {
  readonly state: DialogState;
  readonly say: (options: readonly Option[]) => Said;
}

/** Marks in `parts` that it was said that this is all. */
const ALL = "*";
/** Marks in `parts` that a part was asked for first, and the answer to the whole is still to be told. */
const NO_LEAD = "-";
/** A longer question says by itself what it asks: a part that has nothing of it is no answer to it. */
const FEW_LETTERS = 8;
/** Less sure is no case for what is asked next: whoever is taken for another's heir once is so for a whole talk. */
const CASE_FROM = 0.9;

/**
 * A page's lead the first time; then the part that is about the question and was not told yet; and where there is none,
 * that this is all we know and who knows more. A button and 「再说一遍」 ask for the lead, and so does whoever asks on.
 */
export function tellPage(turn: Turn, id: string): Telling {
  const told = toldOf(turn.state, id);
  const lead = (next: Turn, options: readonly Option[]) => sayPage(next, id, options);
  const asked = askedPart(turn, id, told);
  if (asked) {
    const parts = [...(told?.parts ?? [NO_LEAD]).filter((part) => part !== asked.heading), asked.heading];
    return telling(turn, { page: id, parts }, (next, options) => sayAsked(next, id, options, asked.text));
  }
  if (told?.parts.includes(NO_LEAD)) {
    const parts = told.parts.filter((part) => part !== NO_LEAD);
    return telling(turn, { page: id, parts }, lead);
  }
  if (told === undefined || turn.recognition === undefined)
    return telling(turn, { page: id, parts: [] }, lead);
  const page = pageOf(turn.knowledge, id);
  const { category } = page;
  const isAskedFor = partsAskedFor(turn.knowledge, id);
  const part = sortedFor(derive(page, partsOfPage), turn.text).find(
    ({ heading, isRelated }) =>
      !told.parts.includes(heading) && !isAskedFor.has(heading) && (isRelated || asksBarely(turn)),
  );
  const isOver = told.parts.includes(ALL);
  const named = turn.recognition.provider;
  if (!part && named !== undefined && turn.knowledge.replies.has("page-again-named"))
    return telling(turn, { page: id, parts: told.parts }, (next, options) =>
      sayNamed(next, { id, provider: named }, options),
    );
  if (!part && (isOver || category === SAFETY)) return telling(turn, { page: id, parts: [] }, lead);
  const parts = [...told.parts, part?.heading ?? ALL];
  if (!part) return telling(turn, { page: id, parts }, (next, options) => sayAll(next, id, options));
  return telling(turn, { page: id, parts }, (next, options) => sayPagePart(next, id, options, part.text));
}

/** For `derive`: a page is taken apart once, and not for each question about it. */
function partsOfPage({ body }: { readonly body: string }): readonly WrittenPart[] {
  return partsIn(body);
}

/** Asks on in so few words that whatever is left of the page may be what is meant. */
function asksBarely({ recognition, text }: Turn): boolean {
  return recognition?.rule === SAME_MATTER_RULE && lettersOf(text).length <= FEW_LETTERS;
}

/**
 * A question that the case told last answers in its own way, by the part that its page names for it, and asked once more
 * by what that page has left. A button asks for the page it names, and a case that was not surely meant is none. Another
 * page told since is another matter, but where the case holds for the whole talk.
 */
export function tellInCase(turn: Turn, id: string): { page: string; telling: Telling } | undefined {
  const { faqs } = turn.knowledge;
  const told = [turn.state.told?.at(-1), lastingCase(turn)].find(
    (one) => one !== undefined && headingFor(faqs.get(one.page), one, id) !== undefined,
  );
  const faq = told && faqs.get(told.page);
  const heading = told && headingFor(faq, told, id);
  const text = heading === undefined ? undefined : partUnder(faq?.body ?? "", heading);
  if (turn.recognition === undefined || !told || heading === undefined || text === undefined)
    return undefined;
  const { page } = told;
  if (told.doubtful) return undefined;
  if (told.parts.includes(heading)) return { page, telling: tellPage(turn, page) };
  const now = { page, parts: [...told.parts, heading] };
  return { page, telling: telling(turn, now, (next, options) => sayPagePart(next, page, options, text)) };
}

/** The last told of the cases that hold for the rest of a talk: whose husband has died stays a widow when a company is named. */
export function lastingCase({ knowledge: { faqs }, state }: Pick<Turn, "knowledge" | "state">) {
  return state.told?.findLast(({ page, doubtful }) => faqs.get(page)?.lasting && !doubtful);
}

function headingFor(faq: Faq | undefined, told: Told, page: string): string | undefined {
  return faq && insteadOf(faq, told)[page];
}

/** What the page names for other questions, or what the part that was told last does. */
function insteadOf({ instead, after }: Faq, { parts }: Told): Readonly<Record<string, string>> {
  const last = parts.at(-1);
  return (last === undefined ? undefined : after[last]) ?? instead;
}

/** Parts that are asked for in words of their own: said to whoever asks so, and to nobody else. */
function partsAskedFor({ faqs }: Knowledge, id: string): ReadonlySet<string> {
  return new Set(Object.keys(faqs.get(id)?.asked ?? {}));
}

/**
 * The part that a message asks for, where it is less than the whole. The one that was told last is told again only where it
 * warns: asked so once more, the next likely one that was not told is meant, and so it is of a page whose answer was told.
 */
function askedPart({ knowledge, recognition }: Turn, id: string, told: Told | undefined) {
  const faq = knowledge.faqs.get(id);
  if (!faq || recognition?.intent !== faq.intent) return undefined;
  const { part, nearParts = [] } = recognition;
  const bears = part !== undefined && (told?.parts.at(-1) !== part || faq.category === SAFETY);
  const isLeadTold = told !== undefined && !told.parts.includes(NO_LEAD);
  const next = part !== undefined || isLeadTold ? nearParts : [];
  const heading = bears ? part : next.find((one) => told?.parts.includes(one) !== true);
  const text = heading === undefined ? undefined : partUnder(faq.body, heading);
  return heading === undefined || text === undefined ? undefined : { heading, text };
}

/** One part, and the page's whole answer as the first way on. */
function sayAsked(turn: Turn, id: string, options: readonly Option[], part: string): Said {
  const faq = turn.knowledge.faqs.get(id);
  const whole: Option[] = faq ? [{ label: faq.question, action: { do: "intent", intent: faq.intent } }] : [];
  return sayPagePart(turn, id, [...whole, ...options], part);
}

/** What was told of a page, or undefined where nothing was lately. */
export function toldOf({ told = [] }: Pick<DialogState, "told">, page: string): Told | undefined {
  return told.find((one) => one.page === page);
}

/** The state in which a page was told last. */
export function withTold(state: DialogState, now: Told): DialogState {
  const others = (state.told ?? []).filter(({ page }) => page !== now.page);
  return { ...state, told: [...others, now].slice(-REMEMBERED) };
}

function telling(turn: Turn, now: Told, sayIt: (next: Turn, options: readonly Option[]) => Said): Telling {
  const before = toldOf(turn.state, now.page);
  const wasSure = before !== undefined && !before.doubtful;
  const isGuess = !wasSure && turn.recognition !== undefined && turn.recognition.confidence < CASE_FROM;
  const state = withTold(turn.state, isGuess ? { ...now, doubtful: true } : now);
  return { state, say: (options) => sayIt({ ...turn, state }, options) };
}

/** Under the page's own key: it is the answer of that page. */
function sayAll(turn: Turn, id: string, options: readonly Option[]): Said {
  const page = pageOf(turn.knowledge, id);
  const params = { title: page.kind === "faq" ? page.question : page.title };
  const links = [pageLink(turn.knowledge, page)];
  const said = say(turn, "page-again", { params, channels: knownChannels(turn), links, options });
  const key = `${page.kind}:${id}`;
  return { ...said, reply: { ...said.reply, key, why: { ...said.reply.why, reply: key, article: id } } };
}

/** Whose terminal it is was just said: they can be asked, and nothing was said before it was known. */
function sayNamed(
  turn: Turn,
  { id, provider }: { readonly id: string; readonly provider: string },
  options: readonly Option[],
): Said {
  const page = pageOf(turn.knowledge, id);
  const params = { provider: providerName(turn.knowledge, provider) };
  const links = [pageLink(turn.knowledge, page)];
  return say(turn, "page-again-named", { params, channels: knownChannels(turn), links, options });
}

function pageOf({ faqs, articles }: Knowledge, id: string) {
  const page = faqs.get(id) ?? articles.get(id);
  if (!page) throw new Error(`no FAQ or article ${id}`);
  return page;
}
