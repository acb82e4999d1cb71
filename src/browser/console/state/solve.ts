// The end of a ticket, by whichever button or key: what was written and not sent is said or cleared first.
import { TEXTS } from "../wording/texts.ts";
import { api } from "./api.ts";
import { draftOf } from "./drafts.ts";
import { attempt, notice } from "./store.ts";

/** Resolves to whether it is solved now; where it is not, the notice says why. */
export async function solve(id: string): Promise<boolean> {
  if (draftOf(id, "reply").trim() === "") return attempt(() => api.move(id, "solve"));
  notice.value = TEXTS.unsentFirst;
  return false;
}
