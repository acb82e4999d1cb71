// Every component of the reader pages in each of its states, made by the very functions that make the pages, from what the
// content holds; only the gallery shows these.
import { guideFor } from "../../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { officialChannels } from "../../../bot/official/channels.ts";
import type { SearchHit } from "../../../bot/search/hit.ts";
import { type Activity, LONGEST_MESSAGE, type TicketOfMerchant } from "../../base/wire.ts";
import { type Html, trusted } from "../../view/html.ts";
import { phoneOf } from "../../view/official-channels.ts";
import type { Site } from "../../view/page.ts";
import { stepCards } from "../../view/steps.ts";
import { articlePage } from "../article.ts";
import { categoryPage } from "../category.ts";
import { chatPage } from "../chat.ts";
import { homePage } from "../home.ts";
import { errorPage, notFoundPage, thanksPage } from "../notice.ts";
import { providerPage } from "../provider.ts";
import { type SearchView, searchPage } from "../search.ts";
import { ticketPage } from "../ticket.ts";

/** Where it stands, the page's script opens the chat. */
const PLAIN_CHAT = " data-plain-chat";

/** One after another on the gallery's page; `name` also names its pictures. */
export interface Specimen {
  readonly name: string;
  readonly part: Html;
}

const AT = "2026-11-29T08:00:00.000Z";
/** The chat's states show the same, from the page. */
export const TICKET: TicketOfMerchant = {
  ...{
    reference: "HK-0000-0000",
    status: "open",
    speaker: "waiting",
    position: 2,
    closed: null,
    agent: null,
  },
  ...{ createdAt: AT, updatedAt: AT },
};

export function specimens(site: Site): readonly Specimen[] {
  const { words } = site;
  return [
    { name: "home", part: homePage(site).main },
    ...ofProviders(site),
    ...ofEntries(site),
    ...ofSearch(site),
    { name: "not-found", part: notFoundPage(site).main },
    { name: "error", part: errorPage(words.errors.internal, site, "req_0000").main },
    { name: "thanks-helped", part: thanksPage("/", true, site).main },
    { name: "thanks-why-not", part: thanksPage("/", false, site).main },
    ...ofChat(site),
    { name: "ticket-asked", part: ticketPage({}, site).main },
    { name: "ticket-refused", part: ticketPage({ reference: TICKET.reference, isRefused: true }, site).main },
    { name: "ticket-found", part: ticketPage({ found: TICKET }, site).main },
  ];
}

function ofProviders(site: Site): Specimen[] {
  const { knowledge } = site;
  const providers = [...knowledge.providers.values()];
  const withPhone = providers.find(({ id }) => phoneOf(knowledge, id));
  const without = providers.find(({ id }) => !phoneOf(knowledge, id));
  const shown = [
    ...(withPhone ? [{ name: "provider", part: providerPage(withPhone, site).main }] : []),
    ...(without ? [{ name: "provider-without-number", part: providerPage(without, site).main }] : []),
  ];
  if (!withPhone) return shown;
  const steps = stepCards(guideFor(knowledge, withPhone), { knowledge, provider: withPhone });
  return [
    ...shown,
    { name: "steps-ticked", part: changed(steps, 'type="checkbox"', 'type="checkbox" checked') },
    { name: "steps-stuck", part: changed(steps, 'class="stuck"', 'class="stuck" open') },
  ];
}

/** States that a reader's hand makes. */
const changed = (part: Html, from: string, to: string) => trusted(part.toString().replaceAll(from, to));

function ofEntries(site: Site): Specimen[] {
  const { knowledge } = site;
  const [article] = [...knowledge.articles.values()];
  const [faq] = [...knowledge.faqs.values()];
  const [category] = knowledge.categories;
  return [
    ...(article ? [{ name: "article", part: articlePage(article, site).main }] : []),
    ...(faq ? [{ name: "question", part: articlePage(faq, site).main }] : []),
    ...(category ? [{ name: "category", part: categoryPage(category, site).main }] : []),
  ];
}

function ofSearch(site: Site): Specimen[] {
  const { knowledge, words } = site;
  const hitOf = (provider: Provider): SearchHit => ({
    ...{ id: provider.id, type: "provider", title: provider.name, url: "/", topics: [], score: 1 },
    excerpt: provider.summary,
  });
  const hits = [...knowledge.providers.values()].slice(0, 4).map(hitOf);
  const [first] = hits;
  const query = first?.title ?? "";
  const nothing: SearchView = { query, provider: "", hits: [], total: 0, near: [] };
  const near = hits.map(({ title, url }) => ({ title, url }));
  const questions = [...knowledge.faqs.values()].slice(0, 3).map(
    ({ id, question, summary }): SearchHit => ({
      ...{ id, type: "faq", title: question, url: "/", topics: [], score: 1, excerpt: summary },
    }),
  );
  return Object.entries({
    "search-empty": { ...nothing, query: "" },
    "search-provider": { ...nothing, hits: [...hits, ...questions], total: hits.length + questions.length },
    "search-questions": { ...nothing, hits: questions, total: 40, provider: first?.id ?? "" },
    "search-cut": { ...nothing, query: words.disclaimer.repeat(2), cutTo: 100, hits, total: hits.length },
    "search-near": { ...nothing, near },
    "search-nothing": nothing,
  }).map(([name, view]) => ({ name, part: searchPage(view, site).main }));
}

function ofChat(site: Site): Specimen[] {
  const { knowledge, words } = site;
  const empty = { activities: [], draft: "", clientActivityId: "" };
  const talk = { ...empty, activities: aTalk(site), earlier: 60 };
  const packet = {
    ...{ provider: [...knowledge.providers.values()][0]?.name ?? "", situation: words.troubles, step: "" },
    ...{ words: [words.sayRebind], secrets: [words.filter], corrected: { situation: words.sayPerson } },
  };
  const given = { code: "ABCD-EFGH", expires_in: 1_800, provider: null };
  const person: TicketOfMerchant = { ...TICKET, speaker: "person", position: null, agent: words.siteName };
  const ticketCode = { reference: TICKET.reference, code: "ABCD-EFGH" };
  return Object.entries({
    "chat-empty": empty,
    "chat-talk": talk,
    "chat-too-long": { ...talk, draft: words.sayRebind.repeat(LONGEST_MESSAGE) },
    "chat-waiting": { ...talk, ticket: TICKET, packet },
    "chat-person": { ...talk, ticket: person, packet, ticketCode },
    "chat-moving": { ...talk, given },
  }).map(([name, view]) => ({ name, part: changed(chatPage(view, site).main, PLAIN_CHAT, "") }));
}

/** A question with something masked, and an answer with a step, channels and links, then choices. */
function aTalk({ knowledge, words }: Site): Activity[] {
  const provider = [...knowledge.providers.values()].find(({ id }) => phoneOf(knowledge, id));
  const steps = provider ? guideFor(knowledge, provider).steps : [];
  const base = { timestamp: AT, channelId: "directline" as const, conversation: { id: "gallery" } };
  const asked = {
    ...base,
    type: "message",
    id: "gallery|0000001",
    from: { id: "merchant", role: "user" as const },
  };
  const said = { ...base, type: "message", id: "gallery|0000002", from: { id: "bot", role: "bot" as const } };
  const actions = [words.walkInChat, words.stuck, words.sayPerson].map((title) => ({
    ...{ type: "imBack" as const, title, value: title },
  }));
  return [
    { ...asked, text: words.sayRebind, channelData: { masked: ["pan"] } },
    {
      ...said,
      text: `${words.disclaimer}\n${words.promise}`,
      channelData: {
        guide: { id: "g", title: words.providerSteps, step: 2, stepId: steps[1]?.id ?? "", of: 8, url: "/" },
        channels: provider ? officialChannels(knowledge, provider.id) : [],
        links: [{ title: words.toChecklist, url: "/" }],
      },
      suggestedActions: { to: [], actions },
    } as Activity,
  ];
}
