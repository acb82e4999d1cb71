// Keeps the reader pages that were visited, for when there is no network. The network always comes first; what is shown
// without it says of which day it is, since a hotline may have changed. Chat, search and desk are never kept.
import { TEXTS } from "./texts.ts";

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** What of a service worker is used here; the library of types knows either pages or workers. */
interface Worker {
  readonly clients: {
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { url: string }[]>;
  };
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

const worker = self as unknown as Worker;
const PAGES = "huanka-pages";
const FILES = "huanka-files";
/** A merchant reads a dozen; a phone has room for these. */
const MOST = { [PAGES]: 60, [FILES]: 16 };
/** Only what the server lets anybody keep: pages of one visitor say otherwise. */
const isKept = (answer: Response) => answer.ok && /^public/.test(answer.headers.get("cache-control") ?? "");

async function keep(name: keyof typeof MOST, request: Request | string, answer: Response): Promise<void> {
  const cache = await caches.open(name);
  await cache.delete(request); // so that the oldest stands first
  await cache.put(request, answer);
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, -MOST[name]).map((old) => cache.delete(old)));
}

async function page({
  request,
  waitUntil,
}: {
  request: Request;
  waitUntil(work: Promise<unknown>): void;
}): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (isKept(answer)) waitUntil(keep(PAGES, request.url, answer.clone()));
    return answer;
  } catch (error) {
    const cache = await caches.open(PAGES);
    const kept = await cache.match(request.url, { ignoreSearch: true });
    if (kept) return dated(kept);
    const others = [...(await cache.matchAll())].reverse();
    if (others.length === 0) throw error;
    return listOf(others, request.url);
  }
}

/** The page as it was, and above it since when. */
async function dated(kept: Response): Promise<Response> {
  const text = await kept.text();
  const words = wordsFor(/<html lang="en/.test(text));
  const note = `<p class="kept" role="status">${words.kept(dayOf(kept))}</p>`;
  return asPage(
    text.replace(/<main [^>]*>/, (main) => main + note),
    kept.headers,
  );
}

/** The pages that were kept, newest first, by their titles and in the site's own looks. */
async function listOf(others: readonly Response[], url: string): Promise<Response> {
  const words = wordsFor(/^\/en(?:\/|$)/.test(new URL(url).pathname));
  const texts = await Promise.all(others.map((other) => other.text()));
  const links = others.map(({ url: address }, index) => {
    const path = new URL(address).pathname;
    const title = /<title>([^<]*?)(?: - [^<]*)?<\/title>/.exec(texts[index] ?? "")?.[1] ?? path;
    return `<li><a href="${path}"><b>${title}</b></a></li>`;
  });
  const sheet = /<link rel="stylesheet"[^>]*>/.exec(texts[0] ?? "")?.[0] ?? "";
  const text = `<!doctype html><html lang="${words.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.none}</title>${sheet}<main id="main" class="wrap"><div class="page-head"><h1>${words.none}</h1><p>${words.others}</p></div><ul class="entries titles">${links.join("")}</ul></main>`;
  return asPage(text, others[0]?.headers ?? new Headers());
}

const wordsFor = (isEnglish: boolean) => (isEnglish ? TEXTS.en : TEXTS.zh);

function dayOf({ headers }: Response): string {
  const at = new Date(headers.get("date") ?? Number.NaN);
  return Number.isNaN(at.getTime())
    ? "?"
    : at.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}

function asPage(text: string, old: Headers): Response {
  const policy = old.get("content-security-policy") ?? "default-src 'none'";
  return new Response(text, {
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
  });
}

/** Built files never change under their name; the site's sign comes along. */
async function file(request: Request, waitUntil: Extendable["waitUntil"]): Promise<Response> {
  const kept = await (await caches.open(FILES)).match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (isKept(answer)) waitUntil(keep(FILES, request, answer.clone()));
  return answer;
}

/** The names of providers hold no number that could be old: as they are now, else as they were. */
async function names(request: Request, waitUntil: Extendable["waitUntil"]): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (isKept(answer)) waitUntil(keep(FILES, request, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await (await caches.open(FILES)).match(request);
    if (kept) return kept;
    throw error;
  }
}

/** The page that brought this worker was there before it: it and its files are fetched once more. */
async function keepOpenPages(): Promise<void> {
  for (const { url } of await worker.clients.matchAll({ includeUncontrolled: true })) {
    const answer = await fetch(url);
    if (!isKept(answer)) continue;
    const text = await answer.clone().text();
    await keep(PAGES, url, answer);
    for (const [, path = ""] of text.matchAll(/(?:href|src)="(\/(?:assets\/[^"]+|favicon\.svg))"/g)) {
      const built = await fetch(path);
      if (isKept(built)) await keep(FILES, new Request(path), built);
    }
  }
}

worker.addEventListener("install", (event) => event.waitUntil(keepOpenPages().catch(() => undefined)));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const waitUntil = (work: Promise<unknown>) => event.waitUntil(work);
  if (request.mode === "navigate") event.respondWith(page({ request, waitUntil }));
  else if (pathname.startsWith("/assets/") || pathname === "/favicon.svg")
    event.respondWith(file(request, waitUntil));
  else if (pathname.startsWith("/names/")) event.respondWith(names(request, waitUntil));
});
