// What changing one fact would do: every place before and after, the conversations it concerns, and the patch.

import { DAY_MS } from "../../bot/knowledge/calendar.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { buildKnowledge } from "../../bot/load.ts";
import { type DraftFact, draftFacts } from "../../bot/reading/draft-facts.ts";
import { parseTree } from "../../bot/reading/parse-tree.ts";
import { readFolder } from "../../bot/reading/read-folder.ts";
import { StartError } from "../base/errors.ts";
import type { RecentStore } from "../storage/recent-store.ts";
import { type LiveConversation, liveConversations } from "./live-conversations.ts";
import { allPlaces, type Change, changesBetween, withValue } from "./shown-facts.ts";
import { valuePatch } from "./value-patch.ts";

/** How long ago a merchant may have been told something and still act on it. */
const RECENT_DAYS = 30;

export interface Impact {
  readonly fact: DraftFact;
  readonly value: string;
  readonly changes: readonly Change[];
  /** Undefined when nothing is stored. */
  readonly conversations: readonly LiveConversation[] | undefined;
  readonly patch: string;
}

/** Throws StartError for a fact that is not there, with those of a like name; ContentError for broken content. */
export async function impactOf(request: {
  readonly dir: string;
  /** As the patch names the folder. */
  readonly folder: string;
  readonly id: string;
  readonly value: string;
  readonly today: string;
  readonly recent: RecentStore | undefined;
}): Promise<Impact> {
  const { dir, id, value, today } = request;
  const tree = await readFolder(dir, BASE_LOCALE, () => undefined);
  const knowledge = buildKnowledge(tree);
  const facts = draftFacts(parseTree(tree.files, BASE_LOCALE, () => undefined));
  const fact = facts.find((one) => one.id === id);
  if (!fact) throw new StartError(noFact(id, facts));
  const changes = changesBetween(
    allPlaces(knowledge, today),
    allPlaces(withValue(knowledge, id, value), today),
  );
  const places = changes.map(({ place }) => place);
  const since = new Date(Date.parse(today) - RECENT_DAYS * DAY_MS).toISOString();
  const conversations =
    request.recent &&
    (await liveConversations(request.recent, { fact: id, places, since, content: knowledge.hash }));
  return { fact, value, changes, conversations, patch: valuePatch(fact, value, request.folder) };
}

function noFact(id: string, facts: readonly DraftFact[]): string {
  const [group = ""] = id.split(".");
  const near = facts.filter((one) => one.id.startsWith(`${group}.`)).map((one) => one.id);
  const known = near.length > 0 ? `There are: ${near.join(", ")}.` : "See `npx huanka facts check --list`.";
  return `There is no fact ${id}. ${known}`;
}
