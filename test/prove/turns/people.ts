// People and the bot in the same conversations, on two nodes at once: who speaks is never in doubt.
import { openStore } from "../../../src/storage/open-store.ts";
import { startPostgres } from "../../support/postgres.ts";
import { freshDataDir } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";
import { type Busy, keepBusy, type Load } from "./people/busy-desk.ts";
import { brokenIn } from "./people/judge-desk.ts";

type Options = Load & { readonly postgres: boolean };
/** Of all that was tried; fewer show nothing. */
const LEAST_SHARE = 0.1;

export async function provePeople({
  postgres,
  ...load
}: Options): Promise<{ busy: Busy; broken: readonly string[] }> {
  const server = postgres ? await startPostgres() : undefined;
  const url = server ? await server.createDatabase() : `sqlite:${freshDataDir()}/huanka.db`;
  const stores = [await openStore(url), await openStore(url)];
  try {
    const busy = await keepBusy(stores, load);
    const [store] = stores;
    return { busy, broken: store ? await brokenIn(store, busy) : ["no store"] };
  } finally {
    for (const store of stores) await store.close();
    await server?.stop();
  }
}

export const proof = {
  name: "people",
  promise:
    "While a person speaks the bot is silent, exactly one of those who take has it, and every word is said once, on one node and on two.",
  short: { seconds: 4, options: { conversations: 6, deeds: 250, seed: 1, postgres: false } },
  full: { seconds: 90, about: true, options: { conversations: 30, deeds: 5_000, seed: 1, postgres: false } },
  options: {
    conversations: "that all of it happens in",
    deeds: "of merchants, agents and the desk",
    seed: "of what is drawn",
  },
  async run(options: Options) {
    const { busy, broken } = await provePeople(options);
    const said = busy.saidByAgents.length + busy.saidByMerchants.length;
    const isIdle = said < options.deeds * LEAST_SHARE || busy.saidByAgents.length === 0;
    return {
      findings: [...broken, ...(isIdle ? [`only ${said} of ${options.deeds} deeds said anything`] : [])],
      figures: [
        `people: ${options.deeds} deeds, ${busy.saidByMerchants.length} merchants' and ${busy.saidByAgents.length} agents' messages`,
      ],
    };
  },
} satisfies Proof<Options>;
