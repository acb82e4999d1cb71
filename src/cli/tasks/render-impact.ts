// What a correction of a fact would change, as lines for the shell.
import { SEALED_KINDS } from "../../../bot/lint/seals.ts";
import type { Impact } from "../../facts/impact.ts";
import type { LiveConversation } from "../../facts/live-conversations.ts";
import type { Place } from "../../facts/place.ts";

const TITLES: Readonly<Record<Place["kind"], string>> = {
  page: "pages",
  answer: "answers of the bot",
  step: "steps in the chat",
  reply: "replies",
  channels: "channel lists under replies",
  verdict: "verdicts on a pasted channel",
};

/** The whole impact as text: what shows the fact, before and after, by kind of place. */
export function renderImpact({
  fact: { id, fact, entry },
  value,
  changes,
  conversations,
  patch,
}: Impact): string {
  const lines = [`${id}: 「${fact.value}」 → 「${value}」 (${fact.kind}, ${fact.grade}, ${entry.file.path})`];
  for (const [kind, title] of Object.entries(TITLES)) {
    const found = changes.filter(({ place }) => place.kind === kind);
    if (found.length === 0) continue;
    lines.push("", `${title}: ${found.length}`);
    for (const { place, before, after } of found) {
      lines.push(`  ${place.id}  ${place.title}`);
      lines.push(...before.map((line) => `    - ${line}`), ...after.map((line) => `    + ${line}`));
    }
  }
  if (changes.length === 0) lines.push("", "Nothing shows it.");
  lines.push("", ...renderConversations(conversations));
  if (patch !== "") lines.push("", patch);
  if (SEALED_KINDS.includes(fact.kind) && patch !== "") {
    lines.push(`Then set sources and verified, and run: npx huanka content confirm ${id}`);
  }
  return lines.join("\n");
}

/** Ids only: what a merchant wrote is nobody's business here. */
function renderConversations(conversations: readonly LiveConversation[] | undefined): string[] {
  if (!conversations) return ["conversations: nothing is stored here"];
  return [
    `conversations of the last 30 days: ${conversations.length}`,
    ...conversations.map(({ id, lastAt, told, standsIn, byProvider, olderContent }) => {
      const parts = [
        ...(told > 0 ? [`told in ${told} replies`] : []),
        ...standsIn.map((walk) => `stands in ${walk}`),
        ...(byProvider ? ["its provider's channels show it"] : []),
        ...(olderContent === undefined ? [] : [`in older content ${olderContent.slice(0, 8)}`]),
      ];
      return `  ${id}  ${lastAt.slice(0, 10)}  ${parts.join("; ")}`;
    }),
  ];
}
