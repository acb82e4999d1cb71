// What a reader waits for on a slow phone, a page at a time; and one article beside the same one by other site generators.
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../support/chromium.ts";
import { freePort } from "../../support/free-port.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Bench } from "../bench.ts";
import { buildSite } from "../pages/build-site.ts";
import { GENERATORS } from "../pages/generators.ts";
import { sameArticles } from "../pages/same-articles.ts";
import { type CompressedServer, serveCompressed } from "../pages/serve-compressed.ts";
import { inWords, middleOf, type Visit, visit } from "../pages/visit.ts";

const ARTICLE = "/help/money/fee";
const PATHS = ["/", "/providers/lakala", ARTICLE, "/search?q=%E6%8B%89%E5%8D%A1%E6%8B%89"];
const MARKS = { bytes: 20_000, requests: 6, shift: 0.02 };
/** In turns, so that a busy minute of the machine falls on all of them. */
const ROUNDS = 7;

async function pagesAreWithin(address: string, browser: Browser): Promise<boolean> {
  let isWithin = true;
  for (const path of PATHS) {
    const cost = await visit(address + path, browser);
    const isOver = cost.bytes > MARKS.bytes || cost.requests > MARKS.requests || cost.shift > MARKS.shift;
    if (isOver) isWithin = false;
    console.log(`${path.padEnd(40)} ${inWords(cost)}  ${isOver ? "OVER ITS MARK" : "ok"}`);
  }
  console.log(`marks: ${MARKS.bytes} B with headers, ${MARKS.requests} requests, CLS ${MARKS.shift}.`);
  return isWithin;
}

/** The article of all, in one run: absolute times are this machine's, and decide nothing by themselves. */
async function isFirst(address: string, folder: string, browser: Browser): Promise<boolean> {
  const articles = await sameArticles(ARTICLE);
  const servers: CompressedServer[] = [];
  try {
    const places = new Map([["huanka", address + ARTICLE]]);
    for (const generator of GENERATORS) {
      const server = await serveCompressed(await buildSite(generator, articles, folder));
      servers.push(server);
      places.set(
        `${generator.name} (${generator.packages.join(", ")})`,
        server.origin + generator.addressOf(articles[0]),
      );
    }
    const visits = new Map<string, Visit[]>([...places.keys()].map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, place] of places) visits.get(name)?.push(await visit(place, browser));
    const [ours, ...others] = [...visits].map(([name, of]) => ({ name, cost: middleOf(of) }));
    console.log(`\n${ARTICLE}, the same article in all, the middle of ${ROUNDS} visits:`);
    for (const { name, cost } of [ours, ...others].flatMap((one) => one ?? []))
      console.log(`${name.padEnd(56)} ${inWords(cost)}`);
    const faster = others.filter(({ cost }) => !(ours && ours.cost.largestMs <= cost.largestMs));
    console.log(
      faster.length === 0
        ? "mark: no other shows it sooner. ok"
        : `mark: no other shows it sooner. MISSED: ${faster.map(({ name }) => name).join("; ")}`,
    );
    return faster.length === 0;
  } finally {
    for (const server of servers) await server.close();
  }
}

export const bench = {
  name: "page",
  says: "what a page costs a reader on a slow phone, and the same article by Starlight and VitePress",
  options: { alone: { type: "boolean" }, folder: { type: "string" } },
  async run({ alone, folder = join(tmpdir(), "huanka-site-generators") }) {
    const port = String(await freePort());
    // As in production: what only a site that knows its address writes belongs to its pages too.
    const env = { DATA_DIR: freshDataDir(), PORT: port, PUBLIC_ORIGIN: `http://127.0.0.1:${port}` };
    const [running, browser] = await Promise.all([startProcess(env), launchChromium()]);
    try {
      const isWithin = await pagesAreWithin(running.address, browser);
      const wins = alone === true || (await isFirst(running.address, String(folder), browser));
      return isWithin && wins ? 0 : 1;
    } finally {
      await browser.close();
      await stopProcess(running);
    }
  },
} satisfies Bench;
