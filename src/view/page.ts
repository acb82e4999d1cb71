// What a page is before the layout puts header and footer around it, and what every page is rendered with.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { localePrefix } from "../../bot/knowledge/locale.ts";
import type { SiteIdentity } from "../base/site-identity.ts";
import type { Html } from "./html.ts";
import type { Words } from "./wording.ts";

export interface Site {
  readonly knowledge: Knowledge;
  /** Those of the knowledge's locale. */
  readonly words: Words;
  /** All locales that have these pages. */
  readonly locales: readonly string[];
  /** Addresses of the built style sheet and script. */
  readonly css: string;
  readonly script: string;
  /** Addresses of everything that was built. */
  readonly built: { has(address: string): boolean };
  /** Address of the script by which open pages follow the content; for writers only. */
  readonly previewScript?: string | undefined;
  readonly identity: SiteIdentity;
  /** After how many a conversation is deleted. */
  readonly transcriptDays: number;
  /** `https://…` without a slash at the end, or empty: pages then name no address of their own. */
  readonly origin: string;
}

export interface Crumb {
  readonly title: string;
  readonly url: string;
}

export interface Page {
  /** Canonical path; error pages have none. */
  readonly path?: string;
  readonly title: string;
  readonly description: string;
  /** From the home page down to the parent; the page itself is added by the layout. Absent: no breadcrumb. */
  readonly crumbs?: readonly Crumb[];
  readonly main: Html;
  /** Provider the page is about, passed on to the chat. */
  readonly provider?: string;
  /** Set on pages that differ by visitor or query: kept out of search engines. */
  readonly noindex?: boolean;
  /** The page brings its own search form, so the header shows none. */
  readonly ownSearch?: boolean;
  /** The page is the chat without JavaScript. */
  readonly isChat?: boolean;
}

/** The address of one of the site's own pages in the site's locale. */
export function siteUrl({ knowledge }: Pick<Site, "knowledge">, path: string): string {
  return `${localePrefix(knowledge.locale)}${path}`;
}

export function homeCrumb(site: Site): Crumb {
  return { title: site.words.home, url: siteUrl(site, "/") };
}

export function providersCrumb(site: Site): Crumb {
  return { title: site.words.providers, url: siteUrl(site, "/providers") };
}

/** The same page in another locale. */
export function translatedPath(path: string, { from, to }: { from: string; to: string }): string {
  return `${localePrefix(to)}${path.slice(localePrefix(from).length)}`;
}
