// Follows every link of a help center from its home page.
import { equal, ok } from "node:assert/strict";

export interface Crawl {
  /** Path → document, in the order found. */
  readonly pages: ReadonlyMap<string, string>;
  /** Addresses outside the site that pages link to. */
  readonly outside: readonly string[];
}

/** Fails at the first dead link, naming the page it stands on, and at an anchor its page does not have. */
export async function crawl(origin: string): Promise<Crawl> {
  const found = new Map<string, string>([["/", "the start"]]);
  const pages = new Map<string, string>();
  const outside = new Set<string>();
  for (const [path, from] of found) {
    const response = await fetch(origin + path, { redirect: "manual" });
    const text = await response.text();
    equal(response.status, 200, `${path} linked from ${from}`);
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    pages.set(path, text);
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const { anchors, own, foreign } = linksOf(text, new URL(path, origin));
    for (const anchor of anchors) ok(ids.has(anchor), `${path} has no anchor #${anchor}`);
    for (const target of own) if (!found.has(target)) found.set(target, path);
    for (const target of foreign) outside.add(target);
  }
  return { pages, outside: [...outside].sort() };
}

function linksOf(html: string, page: URL) {
  const links = [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map((match) => match[1] ?? "");
  const gettable = links.filter((link) => !/^(?:\/en)?\/feedback$/.test(link));
  const isAnchor = (link: string) => link.startsWith("#");
  const led = gettable.filter((link) => !isAnchor(link)).map((link) => ({ link, url: new URL(link, page) }));
  const isOwn = ({ url }: { url: URL }) => url.origin === page.origin;
  return {
    anchors: gettable.filter(isAnchor).map((link) => link.slice(1)),
    own: led.filter(isOwn).map(({ url }) => url.pathname + url.search),
    foreign: led.filter((one) => !isOwn(one)).map(({ link }) => link),
  };
}
