// The search of an exported help center: no service answers, so the whole list of pages is fetched at the first question
// and looked through here. Fetched with it.
import type { Listed, SearchReply } from "../../../base/wire.ts";
import { type Question, search } from "./score.ts";

const lists = new Map<string, Promise<readonly Listed[]>>();

async function fetchList(address: string): Promise<readonly Listed[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}.`);
  return answer.json();
}

/** The best pages of the list at an address, in the form in which the service answers. */
export async function find(address: string, question: Question): Promise<SearchReply> {
  const list = lists.get(address) ?? fetchList(address);
  lists.set(address, list);
  list.catch(() => lists.delete(address)); // the next question tries again
  return search(await list, question, (file) => new URL(file, new URL(address, location.href)).pathname);
}
