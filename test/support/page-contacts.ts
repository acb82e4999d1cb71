// Reads a rendered page as a merchant does: its words, and where its links lead.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { channelRegistry, digitsOf, hostOf } from "../../bot/official/registry.ts";
import { strangeContacts } from "../../bot/say/guard.ts";

/** Characters of the content's hash in the foot of every page. */
const SHOWN_HASH = 8;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/** Contacts on a page, in words or behind links, that neither the registry holds nor the site is itself; empty when all is well. */
export function strangeOnPage(knowledge: Knowledge, html: string, ownHost = ""): string[] {
  const own = [knowledge.hash.slice(0, SHOWN_HASH), ownHost].filter((word) => word !== "");
  const words = own.reduce((text, word) => text.replaceAll(word, " "), visibleText(html));
  return [...strangeContacts(knowledge, words), ...strangeLinks(knowledge, html, ownHost)];
}

/** Words between tags; a tag parts words as it does on the screen. */
export function visibleText(html: string): string {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** A page to take away leads back by its whole address, which is the site's own. */
function strangeLinks(knowledge: Knowledge, html: string, ownHost: string): string[] {
  const { phones, domains } = channelRegistry(knowledge);
  const targets = [...html.matchAll(/ href="([^"]*)"/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^[/#]/.test(target) && !target.startsWith("//")) return false;
    if (ownHost !== "" && URL.parse(target)?.host === ownHost) return false;
    if (target.startsWith("tel:"))
      return !phones.has(digitsOf(target)) || /[^\d:a-z]|[a-z]$/.test(target.slice(4));
    return !(target.startsWith("https://") && domains.has(hostOf(target)));
  });
}
