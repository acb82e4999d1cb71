// People and the bot in the same conversations, on two nodes at once: who speaks is never in doubt.
import { join } from "node:path";
import { openStore } from "../../../src/storage/open-store.ts";
import { aMember } from "../../support/a-desk.ts";
import { deskKey } from "../../support/desk-client.ts";
import { startPostgres } from "../../support/postgres.ts";
import { freshDataDir } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";
import { type Busy, keepBusy, type Load } from "./people/busy-desk.ts";
import { nodeHere } from "./people/here.ts";
import { brokenIn } from "./people/judge-desk.ts";
import { tablesHolding } from "./people/tables-holding.ts";
import { onTwoNodes } from "./people/two-node-desk.ts";

type Options = Load & { readonly postgres: boolean; readonly kills: number };
type Verdict = { readonly busy: Busy; readonly broken: readonly string[] };
/** Of all that was tried; fewer show nothing. */
const LEAST_SHARE = 0.1;
/** Of merchants' messages: now and then eight at once in one conversation are too many. */
const MOST_TURNED_AWAY = 0.05;

/** In this process: two pipelines over one database. */
async function here({ postgres, ...load }: Omit<Options, "kills">): Promise<Verdict> {
  const server = postgres ? await startPostgres() : undefined;
  const dataDir = freshDataDir();
  const url = server ? await server.createDatabase() : `sqlite:${join(dataDir, "huanka.db")}`;
  const store = await openStore(url);
  const other = await openStore(url);
  try {
    const agents = [];
    for (const name of ["Ann", "Bob", "Tom"]) agents.push(await aMember(store, name));
    agents.unshift(await aMember(store, "Eve", "lead"));
    const key = await deskKey(dataDir);
    const scene = { store, agents, nodes: [nodeHere(store, key), nodeHere(other, key)] };
    const busy = await keepBusy(scene, load);
    return { busy, broken: await brokenIn(scene, busy, tablesHolding(url)) };
  } finally {
    await store.close();
    await other.close();
    await server?.stop();
  }
}

export function provePeople({ kills, ...options }: Options): Promise<Verdict> {
  return kills > 0 ? onTwoNodes(options, kills) : here(options);
}

export const proof = {
  name: "people",
  promise:
    "While a person speaks the bot is silent, exactly one of those who take has it, every word is said once, and nothing of it is left of what is deleted, on one node and on two that are killed.",
  short: { seconds: 2, options: { conversations: 8, deeds: 300, seed: 1, kills: 0, postgres: false } },
  full: {
    seconds: 240,
    about: true,
    options: { conversations: 40, deeds: 5_000, seed: 1, kills: 12, postgres: false },
  },
  options: {
    conversations: "that all of it happens in",
    deeds: "of merchants, agents and the desk",
    seed: "of what is drawn",
    kills: "of either node of the real program on PostgreSQL, in between; none: all in one process",
  },
  async run(options: Options) {
    const { busy, broken } = await provePeople(options);
    const said = busy.saidByAgents.length + busy.saidByMerchants.length;
    const isRefused = busy.turnedAway > busy.saidByMerchants.length * MOST_TURNED_AWAY;
    const isIdle =
      said < options.deeds * LEAST_SHARE || busy.saidByAgents.length === 0 || busy.removed.length === 0;
    return {
      findings: [
        ...broken,
        ...(isRefused ? [`${busy.turnedAway} messages of merchants were not taken`] : []),
        ...(isIdle ? [`only ${said} of ${options.deeds} deeds said anything`] : []),
      ],
      figures: [
        `people: ${options.deeds} deeds, ${busy.saidByMerchants.length} merchants' and ${busy.saidByAgents.length} agents' messages, ${busy.removed.length} conversations deleted, nodes killed ${options.kills} times`,
      ],
    };
  },
} satisfies Proof<Options>;
