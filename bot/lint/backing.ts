// Checks what pages say of the bot: the dialog they start and the replies they stand behind.
import type { Draft, ReportAt } from "../reading/draft.ts";

/** A reply has one page behind it; a dialog is started by the name it has in replies.yml. */
export function checkBacking(draft: Draft, at: ReportAt): void {
  const [replies] = draft.replies;
  if (!replies) return;
  const owners = new Map<string, string>();
  for (const page of [...draft.articles, ...draft.faqs]) {
    const { start, backs = [] } = page.yaml.value;
    if (start !== undefined && !Object.hasOwn(replies.yaml.value, `label.${start}`)) {
      at(page, ["start"], `${start} has no name: replies.yml needs label.${start}`);
    }
    for (const [index, key] of backs.entries()) {
      const owner = owners.get(key) ?? page.id;
      owners.set(key, owner);
      if (!Object.hasOwn(replies.yaml.value, key))
        at(page, ["backs", index], `replies.yml has no key ${key}`);
      else if (owner !== page.id) at(page, ["backs", index], `${owner} stands behind ${key} already`);
    }
  }
}
